import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { parseReceiptText, type ReceiptFacts } from '../core/receipt-text.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { parsePublicKey, type StationVerifier } from '../journal/station-key.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { refuse } from './refuse.ts';
import { VERIFY_RECEIPT_USAGE } from './usage.ts';

export const RECEIPT_VERIFICATION_SCHEMA = 'liveness-kiosk/receipt-verification@1';

/**
 * Checks the text of a receipt's QR code without the network, with this station's public key or those named.
 * Exit status: 0 genuine, 1 not genuine, 2 no receipt or no key for it, 3 internal error.
 */
export const verifyReceiptCommand: Command = { run };

async function run(args: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const asked = parse(args);
  if (!asked.ok) return refuse(asked.failure, io);
  const words = catalogues[io.language].history.receipt;
  const receipt = parseReceiptText(asked.value.text);
  if (receipt === null) {
    io.stderr(`${words.notReceipt}\n`);
    return 2;
  }
  const keys = await readKeys(asked.value.keyPaths);
  if (!keys.ok) return refuse(keys.failure, io);
  const key = keys.value.find(({ keyId }) => keyId === receipt.facts.keyId);
  if (key === undefined) {
    io.stderr(`${words.unknownKey(receipt.facts.keyId)}\n`);
    return 2;
  }
  const isGenuine = key.isSigned('receipt', receipt.text, receipt.signature);
  const answer = { schema: RECEIPT_VERIFICATION_SCHEMA, isGenuine, ...receipt.facts };
  io.stdout(
    asked.value.json ? `${JSON.stringify(answer, null, 2)}\n` : describe(isGenuine, receipt.facts, io),
  );
  return isGenuine ? 0 : 1;
}

function describe(isGenuine: boolean, facts: ReceiptFacts, io: CommandIo): string {
  const { history, verdict } = catalogues[io.language];
  const words = history.receipt;
  if (!isGenuine) return `${words.notGenuine}\n`;
  return [
    words.genuine,
    ...(facts.mode === 'practice' ? [words.practice] : []),
    `${words.reference}: ${facts.reference}`,
    `${words.time}: ${new Date(facts.atMs).toISOString()}`,
    `${words.station}: ${facts.station}`,
    `${words.outcome}: ${verdict.outcomes[facts.outcome]}`,
    `${words.code}: ${facts.code ?? '-'}`,
    `${words.video}: ${facts.videoSha256Prefix ?? '-'}`,
    `${words.card}: ${facts.cardSha256Prefix ?? '-'}`,
    '',
  ].join('\n');
}

interface Asked {
  readonly text: string;
  readonly keyPaths: readonly string[];
  readonly json: boolean;
}

const OPTIONS = { key: { type: 'string', multiple: true }, json: { type: 'boolean' } } as const;

function parse(args: readonly string[]): Result<Asked> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [text, ...more] = positionals;
    if (text === undefined || more.length > 0) return failed(failure('usage', VERIFY_RECEIPT_USAGE));
    return ok({ text, keyPaths: values.key ?? [], json: values.json === true });
  } catch (cause) {
    return failed(failure('usage', VERIFY_RECEIPT_USAGE, cause));
  }
}

async function readKeys(named: readonly string[]): Promise<Result<readonly StationVerifier[]>> {
  const keys: StationVerifier[] = [];
  for (const path of named.length > 0 ? named : await ownKeyPaths()) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) return failed(failure('inputMissing', path));
    const key = parsePublicKey(text);
    if (key === null) return failed(failure('inputUnreadable', path));
    keys.push(key);
  }
  return ok(keys);
}

/** Where the app leaves its public keys on this machine. */
async function ownKeyPaths(): Promise<readonly string[]> {
  const folder = join(appDataFolder(), 'Liveness Kiosk', 'station-keys');
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.pem')).map((name) => join(folder, name));
}

/** The same folder that Electron calls "appData". */
function appDataFolder(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}
