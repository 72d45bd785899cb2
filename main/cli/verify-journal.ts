import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { looksLikeHead } from '../journal/head-check.ts';
import { verifyJournalFile, type FileVerification } from '../journal/verify-file.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import type { FleetParts } from './fleet-connect.ts';
import { refuse } from './refuse.ts';
import { runVerifyStream } from './verify-stream.ts';
import { VERIFY_JOURNAL_USAGE } from './usage.ts';

export const JOURNAL_VERIFICATION_SCHEMA = 'liveness-kiosk/journal-verification@1';

/**
 * Checks an exported journal or a journal database without the network and without touching it.
 * Exit status: 0 whole, 1 not whole (the first bad record is named), 2 unusable input, 3 internal error.
 */
export function verifyJournalCommand(fleet: FleetParts | null): Command {
  return {
    run: (args, io) => (args.includes('--stream') ? runVerifyStream(args, io, fleet) : run(args, io)),
  };
}

async function run(args: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const asked = parse(args);
  if (!asked.ok) return refuse(asked.failure, io);
  const { path, keyPath, heads, json } = asked.value;
  const read = await readAll([
    ...(keyPath === null ? [] : [keyPath]),
    ...heads.filter((head) => !looksLikeHead(head)),
  ]);
  if (!read.ok) return refuse(read.failure, io);
  const keyPem = keyPath === null ? null : (read.value[0] ?? '');
  const listed = read.value.slice(keyPath === null ? 0 : 1).flatMap((text) => text.split('\n'));
  const headLines = [...heads.filter(looksLikeHead), ...listed];
  const found = await verifyJournalFile({ path, keyPem, headLines }).catch(() => 'unreadable' as const);
  if (found === 'unreadable') return refuse(failure('inputUnreadable', path), io);
  if (found === null) {
    io.stderr(`${catalogues[io.language].history.verify.noKey}\n`);
    return 2;
  }
  io.stdout(
    json
      ? `${JSON.stringify({ schema: JOURNAL_VERIFICATION_SCHEMA, ...found }, null, 2)}\n`
      : describe(found, io),
  );
  return found.verification.isWhole ? 0 : 1;
}

function describe({ verification, keyId, isKeyFromFile }: FileVerification, io: CommandIo): string {
  const words = catalogues[io.language].history.verify;
  if (!verification.isWhole) {
    const { firstBadSeq, problem } = verification;
    return `${words.bad(firstBadSeq, words.problems[problem])} [${problem}]\n${words.key(keyId)}\n`;
  }
  const { firstSeq, lastSeq, headsChecked } = verification;
  return [
    firstSeq === 0 ? words.empty : words.whole(firstSeq, lastSeq),
    words.key(keyId),
    ...(isKeyFromFile ? [words.keyFromFile] : []),
    headsChecked === 0 ? words.noHeads : words.heads(headsChecked),
    '',
  ].join('\n');
}

interface Asked {
  readonly path: string;
  readonly keyPath: string | null;
  /** Lists of heads, or heads themselves as they are printed. */
  readonly heads: readonly string[];
  readonly json: boolean;
}

const OPTIONS = {
  key: { type: 'string' },
  head: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

function parse(args: readonly string[]): Result<Asked> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) return failed(failure('usage', VERIFY_JOURNAL_USAGE));
    const json = values.json === true;
    return ok({ path, keyPath: values.key ?? null, heads: values.head ?? [], json });
  } catch (cause) {
    return failed(failure('usage', VERIFY_JOURNAL_USAGE, cause));
  }
}

/** Texts of small files: keys and heads. */
async function readAll(paths: readonly string[]): Promise<Result<readonly string[]>> {
  const texts: string[] = [];
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) return failed(failure('inputMissing', path));
    texts.push(text);
  }
  return ok(texts);
}
