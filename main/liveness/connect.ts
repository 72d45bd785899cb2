import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import { failure } from '../core/failure.ts';
import type { Failure } from '../core/failure.ts';
import { failed, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { abortable } from './abortable.ts';
import { isLoopbackAddress } from './config.ts';
import type { LivenessConfig, Target } from './config.ts';
import { ConnectError } from './connect-error.ts';
import { checkPins } from './pins.ts';
import { openTunnel, parseRoutes } from './proxy.ts';
import type { Route } from './proxy.ts';

export interface ConnectOptions {
  readonly target: Target;
  readonly config: Pick<LivenessConfig, 'connectTimeoutMs' | 'pins'>;
  /** Whom to trust; throws where the policy's bundle is none. */
  readonly trust: () => SecureContext;
  /** PAC answer for an address, as the system gives it; null goes straight. */
  readonly resolveProxy: ((url: string) => Promise<string>) | null;
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

/**
 * Opens a verified connection, ready for the first byte of a request; nothing of the request leaves here.
 * One deadline for name look-up, proxy, TCP and TLS together.
 */
export async function openConnection(options: ConnectOptions): Promise<Result<Duplex>> {
  const { config, signal } = options;
  const deadline = AbortSignal.timeout(config.connectTimeoutMs);
  const either = AbortSignal.any([signal, deadline]);
  try {
    either.throwIfAborted();
    return ok(await connectAnyRoute({ ...options, signal: either }));
  } catch (error) {
    if (signal.aborted) return failed(failure('cancelled'));
    if (deadline.aborted)
      return failed(failure('serviceUnreachable', `no connection in ${config.connectTimeoutMs} ms`));
    return failed(toFailure(error));
  }
}

async function connectAnyRoute(options: ConnectOptions): Promise<Duplex> {
  const routes = await routesTo(options);
  let lastError: unknown = new ConnectError(
    'serviceUnreachable',
    'no usable proxy: only PROXY and DIRECT are supported',
  );
  for (const route of routes) {
    try {
      return await connectRoute(route, options);
    } catch (error) {
      lastError = error;
      // Another route does not make a refused certificate good.
      if (options.signal.aborted || toFailure(error).code === 'serviceUntrusted') break;
    }
  }
  throw lastError;
}

async function routesTo({ target, resolveProxy, signal }: ConnectOptions): Promise<readonly Route[]> {
  if (resolveProxy === null || !target.isTls) return [{ kind: 'direct' }];
  return parseRoutes(await abortable(resolveProxy(target.url.origin), signal));
}

async function connectRoute(route: Route, options: ConnectOptions): Promise<Duplex> {
  const { target, signal } = options;
  const raw =
    route.kind === 'direct' ? await openTcp(target, signal) : await openTunnel(route, target, signal);
  if (target.isTls) return openTls(raw, options);
  const address = (raw as Socket).remoteAddress ?? '';
  if (isLoopbackAddress(address)) return raw;
  raw.destroy();
  throw new ConnectError('serviceUntrusted', 'plain http outside this machine');
}

function openTcp({ host, port }: Target, signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({ host, port, signal, noDelay: true });
  return settled(socket, 'connect', signal);
}

async function openTls(
  raw: Duplex,
  { target, config, trust, nowMs, signal }: ConnectOptions,
): Promise<TLSSocket> {
  raw.on('error', (error) => socket.destroy(error));
  const socket = connectTls({
    socket: raw,
    host: target.host,
    ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
    secureContext: trust(),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
  });
  try {
    await settled(socket, 'secureConnect', signal);
  } catch (error) {
    throw isNetworkError(error) || signal.aborted
      ? error
      : new ConnectError('serviceUntrusted', codeOf(error));
  }
  if (checkPins(config.pins, () => socket.getPeerX509Certificate(), nowMs) === 'mismatch') {
    socket.destroy();
    throw new ConnectError('serviceUntrusted', 'the certificate matches no pin');
  }
  return socket;
}

/** Resolves with the socket at the event; on error, close or abort the socket is gone. */
function settled<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.destroy(new ConnectError('serviceUnreachable', 'aborted'));
    };
    const onClose = (): void => reject(new ConnectError('serviceUnreachable', 'closed by the other side'));
    signal.addEventListener('abort', abort, { once: true });
    const cleanUp = (): void => {
      signal.removeEventListener('abort', abort);
      socket.off('close', onClose);
    };
    // Stays for good: an error between this and the request's own listener must not end the program.
    socket.on('error', (error) => {
      cleanUp();
      reject(error);
    });
    socket.once('close', onClose);
    socket.once(event, () => {
      cleanUp();
      resolve(socket);
    });
  });
}

/** Errors of the network itself, as against a certificate or protocol that was refused. */
function isNetworkError(error: unknown): boolean {
  return error instanceof ConnectError || /^(?!EPROTO$)E(AI_)?[A-Z]+$/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown error';
}

function toFailure(error: unknown): Failure {
  if (error instanceof ConnectError) return failure(error.failureCode, error.message, error);
  return failure('serviceUnreachable', codeOf(error), error);
}
