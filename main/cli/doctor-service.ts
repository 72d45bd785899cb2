import { request as httpRequest } from 'node:http';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import type { DoctorCheck } from './doctor-report.ts';

const HOST = 'api.fpt.ai';
const PORT = 443;
const TIMEOUT_MS = 8_000;
const MAX_SKEW_MS = 120_000;

interface Answer {
  readonly protocol: string;
  readonly issuer: string;
  readonly dateMs: number | null;
}

/** Proxy, TLS and clock by one `HEAD /` without a key: nothing is uploaded and nothing is billed. */
export async function checkService(signal: AbortSignal): Promise<DoctorCheck[]> {
  const proxy = proxyUrl();
  const proxyCheck: DoctorCheck = {
    name: 'proxy',
    state: 'ok',
    detail: proxy === null ? 'none in the environment' : `${proxy.hostname}:${proxy.port}`,
  };
  try {
    const answer = await ask(proxy, signal);
    const detail = `${HOST}: ${answer.protocol}, issued by ${answer.issuer}`;
    return [proxyCheck, { name: 'tls', state: 'ok', detail }, checkClock(answer.dateMs)];
  } catch (error) {
    const detail = `${HOST}: ${error instanceof Error ? error.message : String(error)}`;
    return [proxyCheck, { name: 'tls', state: 'broken', detail }, checkClock(null)];
  }
}

function checkClock(dateMs: number | null): DoctorCheck {
  if (dateMs === null)
    return {
      name: 'clock',
      state: 'notAssessed',
      detail: `${new Date().toISOString()}, nothing to compare with`,
    };
  const skewMs = Date.now() - dateMs;
  const detail = `${Math.abs(skewMs / 1000).toFixed(0)} s from the service's clock`;
  return { name: 'clock', state: Math.abs(skewMs) <= MAX_SKEW_MS ? 'ok' : 'broken', detail };
}

function proxyUrl(): URL | null {
  const value = process.env['HTTPS_PROXY'] ?? process.env['https_proxy'] ?? '';
  return URL.canParse(value) ? new URL(value) : null;
}

async function ask(proxy: URL | null, signal: AbortSignal): Promise<Answer> {
  const tunnel = proxy === null ? null : await openTunnel(proxy, signal);
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connectTls({
      host: HOST,
      port: PORT,
      servername: HOST,
      ...(tunnel ? { socket: tunnel } : {}),
    });
    const end = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => end(new Error('no answer in 8 s')), TIMEOUT_MS);
    signal.addEventListener('abort', () => end(new Error('cancelled')), { once: true });
    socket.once('error', end);
    socket.once('secureConnect', () =>
      socket.write(`HEAD / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`),
    );
    socket.once('data', (bytes: Buffer) => {
      const date = /^date:\s*(.+)$/im.exec(bytes.toString('latin1'))?.[1];
      const dateMs = date === undefined ? NaN : Date.parse(date);
      const { issuer } = socket.getPeerCertificate();
      resolve({
        protocol: socket.getProtocol() ?? 'TLS',
        issuer: text(issuer?.O ?? issuer?.CN),
        dateMs: Number.isNaN(dateMs) ? null : dateMs,
      });
      socket.destroy();
    });
    socket.once('close', () => clearTimeout(timer));
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : 'unknown';
}

function openTunnel(proxy: URL, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: 'CONNECT',
      path: `${HOST}:${PORT}`,
      timeout: TIMEOUT_MS,
      signal,
    });
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) resolve(socket);
      else reject(new Error(`proxy answered ${response.statusCode ?? 0}`));
    });
    request.once('timeout', () => request.destroy(new Error('proxy gave no answer')));
    request.once('error', reject);
    request.end();
  });
}
