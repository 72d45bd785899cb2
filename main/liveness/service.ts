import type { SecureContext } from 'node:tls';
import { failure } from '../core/failure.ts';
import type { Failure } from '../core/failure.ts';
import { parseAnswerText } from '../core/answer-text.ts';
import { decideReplyVerdict } from '../core/gateway.ts';
import type {
  LivenessService,
  RequestShape,
  ServiceProbe,
  Submission,
  SubmissionEnd,
  SubmissionEvents,
} from '../core/ports.ts';
import { failed, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { parseRetryAfter } from '../core/retry-after.ts';
import { nextRetryDelayMs } from '../core/retry.ts';
import { serviceVerdict } from '../core/verdict.ts';
import { abortable } from './abortable.ts';
import { livenessConfigSchema, targetOf } from './config.ts';
import type { LivenessConfig, LivenessConfigInput, Target } from './config.ts';
import { openConnection } from './connect.ts';
import { exchange } from './exchange.ts';
import type { ExchangeEnd } from './exchange.ts';
import { multipartBody, newBoundary } from './multipart.ts';
import type { MultipartBody } from './multipart.ts';
import { probeService } from './probe.ts';
import { trustContext } from './trust.ts';

/** Every answer of the practice service carries this header; no answer of the real one may. */
export const PRACTICE_HEADER = 'x-practice';

export interface LivenessDeps {
  /** The key, from the keychain; asked for each submission and never kept. */
  readonly readKey: () => Promise<Result<string>>;
  /** The system's proxy for an address as a PAC answer ("PROXY a:8080; DIRECT"); without it, straight. */
  readonly resolveProxy?: (url: string) => Promise<string>;
  /** PEM certificates of the system store, trusted beside the built-in ones; without it, those alone. */
  readonly readSystemCertificates?: () => readonly string[];
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The client of Liveness Check v3. Fails with `policyInvalid` for an address or setting it must not use. */
export function createLivenessService(
  input: LivenessConfigInput,
  deps: LivenessDeps,
): Result<LivenessService & ServiceProbe> {
  const parsed = livenessConfigSchema.safeParse(input);
  if (!parsed.success) return failed(failure('policyInvalid', issueText(parsed.error.issues[0])));
  const config = parsed.data;
  const target = targetOf(config);
  if (!target.ok) return target;
  const trust = trustContext(deps.readSystemCertificates ?? (() => []), config.caBundlePem);
  return ok({
    mode: config.mode,
    describe: (submission) => describeRequest(config, target.value, multipartBody(submission, newBoundary())),
    submit: (submission, events, signal) =>
      submit({ config, target: target.value, trust, deps }, submission, events, signal),
    address: target.value.url.host,
    probe: (signal) =>
      probeService({
        target: target.value,
        config,
        trust,
        resolveProxy: deps.resolveProxy ?? null,
        nowMs: deps.now(),
        signal,
      }),
  });
}

function issueText(issue: { readonly path: PropertyKey[]; readonly message: string } | undefined): string {
  return `service.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

function describeRequest(config: LivenessConfig, target: Target, body: MultipartBody): RequestShape {
  return {
    method: 'POST',
    url: target.url.href,
    headerNames: Object.keys(headersOf(config, target, '', body)),
    contentLengthBytes: body.contentLengthBytes,
    parts: body.parts,
  };
}

function headersOf(
  config: LivenessConfig,
  target: Target,
  key: string,
  body: MultipartBody,
): Record<string, string> {
  return {
    Host: target.url.host,
    Accept: 'application/json',
    'User-Agent': 'liveness-kiosk',
    [config.keyHeader]: key,
    'Content-Type': body.contentType,
    'Content-Length': String(body.contentLengthBytes),
    Connection: 'close',
  };
}

interface Parts {
  readonly config: LivenessConfig;
  readonly target: Target;
  readonly trust: () => SecureContext;
  readonly deps: LivenessDeps;
}

async function submit(
  parts: Parts,
  submission: Submission,
  events: SubmissionEvents,
  signal: AbortSignal,
): Promise<SubmissionEnd> {
  const key = await readKey(parts.deps, signal);
  if (!key.ok) return { kind: 'notSent', failure: key.failure };
  for (let attempts = 1; ; attempts += 1) {
    const end = await attempt(parts, key.value, submission, events, signal);
    if (end.kind === 'answered') return toAnswered(parts.config, submission, end, parts.deps.now());
    if (end.kind === 'unknown') return end;
    const delayMs = nextRetryDelayMs(attempts, end.failure.code);
    if (delayMs === null || signal.aborted) return end;
    await parts.deps.wait(delayMs, signal);
    if (signal.aborted) return notSent(failure('cancelled'));
  }
}

/** SECURITY: a key that cannot be a header never reaches the HTTP library, whose errors might quote it. */
async function readKey({ readKey: ask }: LivenessDeps, signal: AbortSignal): Promise<Result<string>> {
  const key = await abortable(ask(), signal).catch(() =>
    failed(failure(signal.aborted ? 'cancelled' : 'keyMissing')),
  );
  if (!key.ok) return key;
  return /^[\x21-\x7e]{1,512}$/.test(key.value)
    ? key
    : failed(failure('keyMissing', 'the stored key is not usable'));
}

async function attempt(
  { config, target, trust, deps }: Parts,
  key: string,
  submission: Submission,
  events: SubmissionEvents,
  signal: AbortSignal,
): Promise<ExchangeEnd> {
  const resolveProxy = deps.resolveProxy ?? null;
  const connection = await openConnection({ target, config, trust, resolveProxy, nowMs: deps.now(), signal });
  if (!connection.ok) return notSent(connection.failure);
  const body = multipartBody(submission, newBoundary());
  const headers = headersOf(config, target, key, body);
  const { stallTimeoutMs, answerTimeoutMs } = config;
  const { onProgress } = events;
  return exchange(
    connection.value,
    { url: target.url, headers, body, stallTimeoutMs, answerTimeoutMs, onProgress },
    signal,
  );
}

const notSent = (why: Failure): { readonly kind: 'notSent'; readonly failure: Failure } => ({
  kind: 'notSent',
  failure: why,
});

function toAnswered(
  { mode, strictness }: LivenessConfig,
  submission: Submission,
  reply: Extract<ExchangeEnd, { kind: 'answered' }>,
  nowMs: number,
): SubmissionEnd {
  const isEncoded = (reply.headers['content-encoding'] ?? 'identity') !== 'identity';
  const { answer, body } = parseAnswerText(isEncoded ? '\u0000' : reply.body.toString('utf8'));
  const isPractice = reply.headers[PRACTICE_HEADER] !== undefined;
  const retryAfterMs = parseRetryAfter(reply.headers['retry-after'], nowMs);
  const context = { mode, cardSent: submission.card !== null, strictness };
  // SECURITY: practice is never mistaken for real, nor real for practice (test/liveness/service.test.ts).
  const verdict =
    isPractice === (mode === 'practice')
      ? decideReplyVerdict(reply.status, answer, context, retryAfterMs)
      : serviceVerdict(mode, isPractice ? 'practiceAnswerInLive' : 'answerNotFromPractice', 'callSupport');
  return { kind: 'answered', verdict, answer: body, httpStatus: reply.status };
}
