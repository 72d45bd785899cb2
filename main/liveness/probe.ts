import { request, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { failure } from '../core/failure.ts';
import type { ServiceAnswer } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type ConnectOptions, openConnection } from './connect.ts';

const ANSWER_LIMIT_MS = 8000;

/**
 * Whether the service can be reached and trusted: the connection of a real check, by the same routes, certificates
 * and pins, and then `HEAD /` without a key. SECURITY: nothing is uploaded and nothing is billed
 * (test/liveness/probe.test.ts).
 */
export async function probeService(options: ConnectOptions): Promise<Result<ServiceAnswer>> {
  const opened = await openConnection(options);
  if (!opened.ok) return opened;
  const socket = opened.value;
  try {
    const response = await askHead(socket, options);
    const date = Date.parse(response.headers.date ?? '');
    return ok({
      protocol: socket instanceof TLSSocket ? (socket.getProtocol() ?? 'TLS') : 'http',
      issuer: socket instanceof TLSSocket ? issuerOf(socket) : '–',
      dateMs: Number.isNaN(date) ? null : date,
    });
  } catch (cause) {
    return failed(failure('serviceUnreachable', cause instanceof Error ? cause.message : 'no answer', cause));
  } finally {
    socket.destroy();
  }
}

function askHead(socket: Duplex, { target, signal }: ConnectOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = request({
      method: 'HEAD',
      host: target.url.hostname,
      path: '/',
      headers: { Host: target.url.host, 'User-Agent': 'liveness-kiosk', Connection: 'close' },
      setHost: false,
      createConnection: () => socket,
      timeout: ANSWER_LIMIT_MS,
      signal,
    });
    asking.once('response', resolve);
    asking.once('timeout', () => asking.destroy(new Error(`no answer in ${ANSWER_LIMIT_MS} ms`)));
    asking.on('error', reject);
    asking.end();
  });
}

function issuerOf(socket: TLSSocket): string {
  const { issuer } = socket.getPeerCertificate();
  const name: unknown = issuer?.O ?? issuer?.CN;
  return typeof name === 'string' ? name : 'unknown';
}
