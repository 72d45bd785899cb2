import { createHash } from 'node:crypto';
import { failure } from '../core/failure.ts';
import type { Pins } from '../core/pins.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { Mode } from '../core/verdict-shape.ts';
import { checkAddress, PRACTICE_STAYS, type Target } from './config.ts';
import { openConnection } from './connect.ts';
import { exchange, type ExchangeEnd } from './exchange.ts';
import { chunksOf } from './multipart.ts';
import type { LivenessDeps } from './service.ts';
import { trustContext } from './trust.ts';

export interface PostConfig {
  readonly url: string;
  readonly mode: Mode;
  readonly caBundlePem: string | null;
  readonly pins: Pins | null;
  readonly connectTimeoutMs: number;
  readonly stallTimeoutMs: number;
  readonly answerTimeoutMs: number;
}

export interface PostDeps extends Pick<LivenessDeps, 'resolveProxy' | 'readSystemCertificates' | 'now'> {
  /** The bearer token, asked for each time; null sends none. */
  readonly readToken: (() => Promise<Result<string>>) | null;
}

/** Sealed bytes under a name that stays the same over all tries. */
export interface PostedBytes {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Any answer of 200 to 299 means that the other side has the bytes; everything else, that it has to be tried again. */
export type Post = (posted: PostedBytes) => Promise<Result<void>>;

/**
 * Posts sealed bundles to the bank's address over the connection that the service's client uses: verified, pinned,
 * through the system's proxy. Null where this mode may not go there; `policyInvalid` for an address that can't be used.
 */
export function createPost(config: PostConfig, deps: PostDeps): Result<Post | null> {
  const target = checkAddress(config.url, config.mode);
  if (target === PRACTICE_STAYS) return ok(null);
  if (typeof target === 'string') return failed(failure('policyInvalid', `handOver.post.url: ${target}`));
  const trust = trustContext(deps.readSystemCertificates ?? (() => []), config.caBundlePem);
  return ok(async (posted) => {
    const token = await (deps.readToken?.() ?? ok(null));
    if (!token.ok) return failed(failure('handOverFailed', `token: ${token.failure.code}`));
    const { signal } = new AbortController();
    const resolveProxy = deps.resolveProxy ?? null;
    const connection = await openConnection({
      target,
      config,
      trust,
      resolveProxy,
      signal,
      nowMs: deps.now(),
    });
    if (!connection.ok) return failed(failure('handOverFailed', detailOf(connection.failure)));
    const end = await exchange(
      connection.value,
      {
        url: target.url,
        headers: headersOf(target, posted, token.value),
        body: { contentLengthBytes: posted.bytes.byteLength, chunks: () => chunksOf(posted.bytes) },
        stallTimeoutMs: config.stallTimeoutMs,
        answerTimeoutMs: config.answerTimeoutMs,
        onProgress: () => undefined,
      },
      signal,
    );
    return judge(end);
  });
}

function headersOf({ url }: Target, { id, fileName, bytes }: PostedBytes, token: string | null) {
  return {
    Host: url.host,
    'User-Agent': 'liveness-kiosk',
    // RFC 7193, RFC 9530, and the name by which the bank can drop what it got twice.
    'Content-Type': 'application/cms',
    'Content-Length': String(bytes.byteLength),
    'Content-Digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Idempotency-Key': `"${id}"`,
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    Connection: 'close',
  };
}

function judge(end: ExchangeEnd): Result<void> {
  if (end.kind !== 'answered') return failed(failure('handOverFailed', detailOf(end.failure)));
  return end.status >= 200 && end.status < 300
    ? ok(undefined)
    : failed(failure('handOverFailed', `the bank's server answered ${end.status}`));
}

const detailOf = ({
  code,
  detail,
}: {
  readonly code: string;
  readonly detail?: string | undefined;
}): string => (detail === undefined ? code : `${code}: ${detail}`);
