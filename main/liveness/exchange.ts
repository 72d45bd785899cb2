import { request, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { failure } from '../core/failure.ts';
import type { Failure } from '../core/failure.ts';
import type { MultipartBody } from './multipart.ts';

/** A real answer is under 2 kB. */
const MAX_REPLY_BYTES = 2 * 1024 * 1024;

export interface ExchangeRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Pick<MultipartBody, 'contentLengthBytes' | 'chunks'>;
  readonly stallTimeoutMs: number;
  readonly answerTimeoutMs: number;
  /** Body bytes the operating system has taken, and all there are. */
  readonly onProgress: (sentBytes: number, totalBytes: number) => void;
}

export type ExchangeEnd =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
    }
  | { readonly kind: 'notSent'; readonly failure: Failure }
  | { readonly kind: 'unknown'; readonly failure: Failure };

/**
 * One POST over a connection that stands. Never sends twice, follows nothing.
 * Billing-safe: from the first body byte on, everything but a complete reply ends as `unknown`.
 */
export function exchange(socket: Duplex, wanted: ExchangeRequest, signal: AbortSignal): Promise<ExchangeEnd> {
  return new Promise((resolve) => {
    const asking = openRequest(socket, wanted);
    const course = startCourse(signal, (end) => {
      asking.destroy();
      socket.destroy();
      resolve(end);
    });
    let answering = false;
    asking.on('error', (error) => course.fail(codeOf(error), error));
    asking.on('close', () => {
      if (!answering) course.fail('closed without an answer');
    });
    asking.on('response', (response) => {
      answering = true;
      collect(response, course);
    });
    if (signal.aborted) return course.fail('cancelled');
    asking.flushHeaders();
    void upload(asking, wanted, course).catch((error: unknown) => course.fail('upload failed', error));
  });
}

/** How far the exchange has come: it ends once, and a failure's kind depends on whether body bytes left. */
interface Course {
  readonly bodyStarts: () => void;
  /** Fails with `detail` unless something else happens within `ms`. */
  readonly allow: (ms: number, detail: string) => void;
  readonly fail: (detail: string, cause?: unknown) => void;
  readonly settle: (end: ExchangeEnd) => void;
}

function startCourse(signal: AbortSignal, onEnd: (end: ExchangeEnd) => void): Course {
  let bodyStarted = false;
  let settled = false;
  let timer: NodeJS.Timeout | undefined;

  const settle = (end: ExchangeEnd): void => {
    // The first word counts; what closing the connection sets off comes later and changes nothing.
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    onEnd(end);
  };
  const fail = (detail: string, cause?: unknown): void => {
    const unsentCode = signal.aborted ? 'cancelled' : 'serviceUnreachable';
    if (bodyStarted) settle({ kind: 'unknown', failure: failure('outcomeUnknown', detail, cause) });
    else settle({ kind: 'notSent', failure: failure(unsentCode, detail, cause) });
  };
  const cancel = (): void => fail('cancelled');
  signal.addEventListener('abort', cancel, { once: true });
  return {
    bodyStarts: () => {
      bodyStarted = true;
    },
    allow: (ms, detail) => {
      clearTimeout(timer);
      if (!settled) timer = setTimeout(() => fail(detail), ms);
    },
    fail,
    settle,
  };
}

function openRequest(socket: Duplex, { url, headers }: ExchangeRequest): ClientRequest {
  // The connection is already there and verified; `http:` is only the wire format, also inside TLS.
  return request({
    method: 'POST',
    host: url.hostname,
    path: `${url.pathname}${url.search}`,
    headers,
    setHost: false,
    createConnection: () => socket,
  });
}

/** Hands over one chunk ahead of what the operating system has taken, so that it never waits for us. */
async function upload(asking: ClientRequest, wanted: ExchangeRequest, course: Course): Promise<void> {
  const { body, onProgress, stallTimeoutMs, answerTimeoutMs } = wanted;
  let sentBytes = 0;
  let ahead: Promise<boolean> = Promise.resolve(true);
  for (const chunk of body.chunks()) {
    if (asking.destroyed) return;
    course.allow(stallTimeoutMs, `upload stalled for ${stallTimeoutMs} ms`);
    course.bodyStarts();
    const before = ahead;
    ahead = write(asking, chunk).then((isTaken) => {
      sentBytes += isTaken ? chunk.byteLength : 0;
      if (isTaken) onProgress(sentBytes, body.contentLengthBytes);
      return isTaken;
    });
    if (!(await before)) return;
  }
  course.allow(stallTimeoutMs, `upload stalled for ${stallTimeoutMs} ms`);
  if (!(await ahead)) return;
  course.allow(answerTimeoutMs, `no answer in ${answerTimeoutMs} ms`);
  asking.end();
}

/** False when the connection broke; the request's own events say so too, and say why. */
function write(asking: ClientRequest, chunk: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    asking.write(chunk, (error) => resolve(!error));
  });
}

function collect(response: IncomingMessage, course: Course): void {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  response.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MAX_REPLY_BYTES) course.fail('answer too large');
    else chunks.push(chunk);
  });
  response.on('error', (error) => course.fail('answer cut off', error));
  response.on('close', () => course.fail('answer cut off'));
  response.on('end', () => {
    if (!response.complete) return course.fail('answer cut off');
    course.settle({
      kind: 'answered',
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks),
    });
  });
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
