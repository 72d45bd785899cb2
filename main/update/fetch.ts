import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { PassThrough, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDiskFull } from '../core/failure.ts';
import type { OfferedFile } from '../core/update-offer.ts';
import { refused, taken, type Taken } from '../core/update-state.ts';
import { checkAddress, type Target } from '../liveness/config.ts';
import { openConnection } from '../liveness/connect.ts';
import { trustContext } from '../liveness/trust.ts';

export interface FetchOptions {
  /** Folder on the bank's server. */
  readonly address: string;
  readonly caBundlePem: string | null;
  readonly readSystemCertificates: () => readonly string[];
  /** PAC answer for an address; null goes straight. */
  readonly resolveProxy: ((url: string) => Promise<string>) | null;
}

/** Gets files of one folder of one server, by their bare names. */
export interface Fetcher {
  read(name: string, mostBytes: number): Promise<Taken<Buffer>>;
  /** Writes a file of which size and SHA-512 are known; a file of other bytes is refused. */
  save(file: OfferedFile, path: string): Promise<Taken<void>>;
}

const CONNECT_LIMIT_MS = 15_000;
const STALL_LIMIT_MS = 30_000;
/** 100 MB over a line of 500 kbit/s take half an hour; then the window closes anyway. */
const WHOLE_LIMIT_MS = 3 * 3_600_000;

/**
 * SECURITY: by the connection of the service's client: TLS verified against the system's, the built-in and the
 * policy's certificates, the system's proxy, no redirects (test/update/refusals.test.ts).
 */
export function createFetcher(options: FetchOptions): Fetcher {
  const trust = trustContext(options.readSystemCertificates, options.caBundlePem);
  const open = async (name: string): Promise<Taken<IncomingMessage>> => {
    // The rule of live mode: https, except to this very machine. An update is the same in practice.
    const target = checkAddress(options.address, 'live');
    if (typeof target === 'string') return refused('unreachable', target);
    const signal = AbortSignal.timeout(WHOLE_LIMIT_MS);
    const connection = await openConnection({
      target,
      config: { connectTimeoutMs: CONNECT_LIMIT_MS, pins: null },
      trust,
      resolveProxy: options.resolveProxy,
      nowMs: Date.now(),
      signal,
    });
    if (connection.ok) return ask(target, name, () => connection.value, signal);
    const { code, detail } = connection.failure;
    return refused(code === 'serviceUntrusted' ? 'untrusted' : 'unreachable', detail ?? code);
  };
  return {
    async read(name, mostBytes) {
      const response = await open(name);
      if (!response.ok) return response;
      if (declaredBytes(response.value) > mostBytes) return refuseSize(response.value, name);
      const chunks: Buffer[] = [];
      return receive(name, async () => {
        for await (const chunk of response.value) chunks.push(chunk as Buffer);
        return taken(Buffer.concat(chunks));
      });
    },
    async save(file, path) {
      const response = await open(file.url);
      if (!response.ok) return response;
      if (declaredBytes(response.value) !== file.size) return refuseSize(response.value, file.url);
      return receive(file.url, () => write(response.value, file, path));
    },
  };
}

async function write(from: IncomingMessage, file: OfferedFile, path: string): Promise<Taken<void>> {
  const hash = createHash('sha512');
  const tap = new PassThrough();
  tap.on('data', (chunk: Buffer) => hash.update(chunk));
  await pipeline(from, tap, createWriteStream(path, { mode: 0o700, flush: true }));
  return hash.digest('base64') === file.sha512
    ? taken(undefined)
    : refused('damaged', `${file.url}: SHA-512 differs`);
}

/** A line cut short or a full disk is a value, too. */
async function receive<T>(name: string, work: () => Promise<Taken<T>>): Promise<Taken<T>> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'cut off';
    return refused(isDiskFull(error) ? 'diskFull' : 'unreachable', `${name}: ${code}`);
  }
}

/** A server of files says how long a file is; without that, more than any limit. */
function declaredBytes({ headers }: IncomingMessage): number {
  const length = headers['content-length'];
  return length === undefined ? Number.POSITIVE_INFINITY : Number(length);
}

function refuseSize(response: IncomingMessage, name: string): Taken<never> {
  const said = response.headers['content-length'] ?? 'not said';
  response.destroy();
  return refused('damaged', `${name}: Content-Length ${said}`);
}

function ask(
  { url }: Target,
  name: string,
  createConnection: () => Duplex,
  signal: AbortSignal,
): Promise<Taken<IncomingMessage>> {
  const path = `${url.pathname.replace(/\/+$/, '')}/${encodeURIComponent(name)}`;
  return new Promise((resolve) => {
    const asking = request({
      method: 'GET',
      host: url.hostname,
      path,
      headers: {
        Host: url.host,
        'User-Agent': 'liveness-kiosk',
        'Accept-Encoding': 'identity',
        'Cache-Control': 'no-cache',
        Connection: 'close',
      },
      setHost: false,
      createConnection,
      signal,
    });
    asking.setTimeout(STALL_LIMIT_MS, () =>
      asking.destroy(new Error(`nothing came for ${STALL_LIMIT_MS} ms`)),
    );
    asking.on('error', (error) => resolve(refused('unreachable', `${path}: ${error.message}`)));
    asking.once('response', (response) => {
      if (response.statusCode === 200) return resolve(taken(response));
      response.destroy();
      resolve(refused('unreachable', `${path}: HTTP ${response.statusCode}`));
    });
    asking.end();
  });
}
