import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseAnswerText } from '../core/answer-text.ts';
import { failure } from '../core/failure.ts';
import { policySchema, strictnessOf } from '../core/policy.ts';
import { failed, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { Strictness } from '../core/verdict-policy.ts';
import { decideVerdict } from '../core/verdict.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { refuse } from './refuse.ts';
import { judgementText } from './judgement-text.ts';
import { parseJson } from '../core/parse-json.ts';
import { JUDGE_USAGE } from './usage.ts';

/** A kept answer may be wrapped in junk; beyond this it is no answer of anybody. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

export const VERDICT_SCHEMA = 'liveness-kiosk/verdict@1';

/**
 * What verdict the app gives to an answer kept by support, by the app's own function.
 * Assumes that a card was sent, because that can only make the verdict stricter; `--no-card` says otherwise.
 * Exit status: 0 approved, 1 any other verdict, 2 unusable input, 3 internal error.
 */
export const judgeCommand: Command = { run };

async function run(args: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const asked = parse(args);
  if (!asked.ok) return refuse(asked.failure, io);
  const strictness = asked.value.policyPath === null ? ok({}) : await readStrictness(asked.value.policyPath);
  if (!strictness.ok) return refuse(strictness.failure, io);
  const text = await readText(asked.value.path);
  if (!text.ok) return refuse(text.failure, io);
  const { answer } = parseAnswerText(text.value);
  const context = { mode: 'live', cardSent: asked.value.cardSent, strictness: strictness.value } as const;
  const verdict = decideVerdict(answer, context);
  // The file does not say whether it came from practice, so the judgement claims no mode.
  const { mode: _mode, ...said } = verdict;
  const judgement = { schema: VERDICT_SCHEMA, cardSent: asked.value.cardSent, ...said };
  io.stdout(
    asked.value.json ? `${JSON.stringify(judgement, null, 2)}\n` : judgementText(verdict, io.language),
  );
  return verdict.outcome === 'approved' ? 0 : 1;
}

interface Asked {
  readonly path: string;
  readonly json: boolean;
  readonly cardSent: boolean;
  readonly policyPath: string | null;
}

const OPTIONS = {
  json: { type: 'boolean' },
  card: { type: 'boolean' },
  'no-card': { type: 'boolean' },
  policy: { type: 'string' },
} as const;

function parse(args: readonly string[]): Result<Asked> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [path, ...more] = positionals;
    const noCard = values['no-card'] === true;
    if (path === undefined || more.length > 0 || (noCard && values.card === true))
      return failed(failure('usage', JUDGE_USAGE));
    return ok({ path, json: values.json === true, cardSent: !noCard, policyPath: values.policy ?? null });
  } catch (error) {
    return failed(failure('usage', `${error instanceof Error ? error.message : ''} ${JUDGE_USAGE}`, error));
  }
}

async function readStrictness(path: string): Promise<Result<Strictness>> {
  const text = await readText(path);
  if (!text.ok) return text;
  const parsed = policySchema.safeParse(parseJson(text.value));
  if (parsed.success) return ok(strictnessOf(parsed.data));
  const issue = parsed.error.issues[0];
  return failed(failure('policyInvalid', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`));
}

/** The text of an ordinary file; UTF-8, or UTF-16 with its mark, as Windows shells write it. */
async function readText(path: string): Promise<Result<string>> {
  let file;
  try {
    // Not blocking, so that a named pipe is refused instead of waited for; Windows has no such flag.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const facts = await file.stat();
    if (!facts.isFile()) return failed(failure('inputNotFile', path));
    if (facts.size > MAX_FILE_BYTES) return failed(failure('inputTooLarge', path));
    if (facts.size === 0) return failed(failure('inputEmpty', path));
    return ok(decode(await file.readFile()));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return failed(failure(isMissing ? 'inputMissing' : 'inputUnreadable', path, error));
  } finally {
    await file?.close();
  }
}

function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
