import type { ServerResponse } from 'node:http';
import { assertNever } from '../core/result.ts';
import type { Fault } from './scenarios.ts';

export interface FaultSettings {
  /** How long a slow answer takes. */
  readonly slowMs: number;
  /** Bytes of a cut answer that still arrive. */
  readonly cutAfterBytes: number;
  readonly hugeBytes: number;
}

/** Spoils the answer to a request that was received in full. */
export function answerWithFault(
  fault: Fault,
  reply: ServerResponse,
  good: string,
  settings: FaultSettings,
): void {
  switch (fault) {
    case 'slowAnswer': {
      const timer = setTimeout(() => send(reply, 'application/json', good), settings.slowMs);
      reply.once('close', () => clearTimeout(timer));
      return;
    }
    case 'cutMidAnswer':
      return cut(reply, good, settings.cutAfterBytes);
    case 'wrongContentType':
      return send(reply, 'image/png', good);
    case 'webPage':
      return send(
        reply,
        'text/html',
        '<!doctype html><title>Sign in</title><h1>Please sign in to the network</h1>',
      );
    case 'notJson':
      return send(reply, 'application/json', good.slice(0, good.length / 2));
    case 'emptyAnswer':
      return send(reply, 'application/json', '');
    case 'deepAnswer':
      return send(reply, 'application/json', `${'{"liveness":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
    case 'hugeAnswer':
      return sendHuge(reply, settings.hugeBytes);
    case 'redirect':
      reply.writeHead(307, { location: '/vision/ekyc/liveness?moved=1' }).end();
      return;
    case 'closeWithoutAnswer':
    case 'resetMidUpload':
    case 'stalledUpload':
      reply.destroy();
      return;
    default:
      return assertNever(fault);
  }
}

function send(reply: ServerResponse, contentType: string, text: string): void {
  const bytes = Buffer.from(text);
  reply.writeHead(200, { 'content-type': contentType, 'content-length': bytes.byteLength }).end(bytes);
}

function cut(reply: ServerResponse, good: string, afterBytes: number): void {
  const bytes = Buffer.from(good);
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.byteLength });
  reply.flushHeaders();
  reply.write(bytes.subarray(0, afterBytes), () => reply.destroy());
}

function sendHuge(reply: ServerResponse, sizeBytes: number): void {
  const block = Buffer.alloc(1024 * 1024, 0x20);
  let leftBytes = sizeBytes;
  const more = (): void => {
    while (leftBytes > 0 && !reply.destroyed) {
      leftBytes -= block.byteLength;
      if (!reply.write(block)) {
        reply.once('drain', more);
        return;
      }
    }
    reply.end();
  };
  reply.writeHead(200, { 'content-type': 'application/json' });
  more();
}

/** What a gateway of the Kong kind says; not documented by the vendor. */
export function answerAsGateway(status: number, reply: ServerResponse): void {
  const message = GATEWAY_MESSAGES[status] ?? 'An unexpected error occurred';
  const isPage = status >= 502;
  const text = isPage
    ? `<html><head><title>${status} ${message}</title></head></html>`
    : JSON.stringify({ message });
  reply.writeHead(status, {
    'content-type': isPage ? 'text/html' : 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(status === 429 || status === 503 ? { 'retry-after': '30' } : {}),
  });
  reply.end(text);
}

const GATEWAY_MESSAGES: Readonly<Record<number, string>> = {
  401: 'Invalid authentication credentials',
  403: 'You cannot consume this service',
  404: 'no Route matched with those values',
  405: 'Method not allowed',
  413: 'Request size limit exceeded',
  429: 'API rate limit exceeded',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};
