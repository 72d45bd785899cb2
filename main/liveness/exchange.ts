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
  readonly body: MultipartBody;
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
    let bodyStarted = false;
    let answering = false;
    let settled = false;
    let timer: NodeJS.Timeout | undefined;

    const settle = (end: ExchangeEnd): void => {
      // The first word counts; what closing the connection sets off comes later and changes nothing.
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      asking.destroy();
      socket.destroy();
      resolve(end);
    };
    const fail = (detail: string, cause?: unknown): void => {
      const unsent = failure(signal.aborted ? 'cancelled' : 'serviceUnreachable', detail, cause);
      settle(
        bodyStarted
          ? { kind: 'unknown', failure: failure('outcomeUnknown', detail, cause) }
          : { kind: 'notSent', failure: unsent },
      );
    };
    const cancel = (): void => fail('cancelled');
    const wait = (ms: number, detail: string): void => {
      clearTimeout(timer);
      if (!settled) timer = setTimeout(() => fail(detail), ms);
    };

    signal.addEventListener('abort', cancel, { once: true });
    asking.on('error', (error) => fail(codeOf(error), error));
    asking.on('close', () => {
      if (!answering) fail('closed without an answer');
    });
    asking.on('response', (response) => {
      answering = true;
      collect(response, settle, fail);
    });
    if (signal.aborted) return cancel();
    asking.flushHeaders();
    void upload(asking, wanted, {
      onStart: () => {
        bodyStarted = true;
      },
      onChunk: () => wait(wanted.stallTimeoutMs, `upload stalled for ${wanted.stallTimeoutMs} ms`),
      onLastByte: () => wait(wanted.answerTimeoutMs, `no answer in ${wanted.answerTimeoutMs} ms`),
    }).catch((error: unknown) => fail('upload failed', error));
  });
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

interface UploadEvents {
  readonly onStart: () => void;
  readonly onChunk: () => void;
  readonly onLastByte: () => void;
}

/** Hands over one chunk at a time and waits until the operating system took it. */
async function upload(
  asking: ClientRequest,
  { body, onProgress }: ExchangeRequest,
  events: UploadEvents,
): Promise<void> {
  let sentBytes = 0;
  events.onChunk();
  for (const chunk of body.chunks()) {
    if (asking.destroyed) return;
    events.onStart();
    if (!(await write(asking, chunk))) return;
    sentBytes += chunk.byteLength;
    events.onChunk();
    onProgress(sentBytes, body.contentLengthBytes);
  }
  events.onLastByte();
  asking.end();
}

/** False when the connection broke; the request's own events say so too, and say why. */
function write(asking: ClientRequest, chunk: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    asking.write(chunk, (error) => resolve(!error));
  });
}

function collect(
  response: IncomingMessage,
  settle: (end: ExchangeEnd) => void,
  fail: (detail: string, cause?: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  response.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MAX_REPLY_BYTES) fail('answer too large');
    else chunks.push(chunk);
  });
  response.on('error', (error) => fail('answer cut off', error));
  response.on('close', () => fail('answer cut off'));
  response.on('end', () => {
    if (!response.complete) return fail('answer cut off');
    settle({
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
