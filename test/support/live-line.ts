import { once } from 'node:events';
import { createServer } from 'node:https';
import type { ServerResponse } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { makeCertificate } from '../../main/practice/certificate.ts';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';

/** Where the line to the service breaks, and whether it breaks with a reset or in silence. */
export type Cut =
  | 'none'
  | 'atConnect'
  | 'inHandshake'
  | 'midUpload'
  | 'silentUpload'
  | 'beforeAnswer'
  | 'silentAnswer'
  | 'midAnswer';

/** A service that says what the real one says, over TLS on this machine, behind a line that can be cut anywhere. */
export interface LiveLine {
  readonly baseUrl: string;
  /** Trusted by nobody else. */
  readonly caPem: string;
  /** What befalls connections from now on. */
  cut: Cut;
  /** Requests of which at least one byte of the body arrived: each may be charged. */
  readonly requests: () => number;
  readonly connections: () => number;
  close(): Promise<void>;
}

/** In the middle of a hello. */
const HANDSHAKE_BYTES = 200;
/** Media are larger than this in any case. */
const UPLOAD_BYTES = 100_000;

export async function openLiveLine(): Promise<LiveLine> {
  const now = Date.now();
  const facts = { name: 'localhost', fromMs: now - 60_000, toMs: now + 3_600_000 };
  const { certPem, keyPem } = makeCertificate({ ...facts, hosts: ['localhost'] }, null);
  let requests = 0;
  const service = createServer({ cert: certPem, key: keyPem }, (request, reply) => {
    request.once('data', () => (requests += 1));
    request.on('data', () => undefined).on('error', () => undefined);
    request.once('end', () => answer(line.cut, reply, relay));
  });
  service.on('tlsClientError', () => undefined);
  const relay = startRelay(await listen(service), () => line.cut);
  const port = await listen(relay.server);
  const line: LiveLine = {
    baseUrl: `https://localhost:${port}`,
    caPem: certPem,
    cut: 'none',
    requests: () => requests,
    connections: relay.connections,
    async close() {
      relay.breakAll();
      service.closeAllConnections();
      await Promise.all([service, relay.server].map((server) => new Promise((done) => server.close(done))));
    },
  };
  return line;
}

interface Relay {
  readonly server: Server;
  readonly connections: () => number;
  /** Breaks every connection with a reset. */
  breakAll(): void;
  /** Breaks it as soon as the next bytes towards the client have been passed on. */
  breakAfterNext(): void;
}

function answer(cut: Cut, reply: ServerResponse, relay: Relay): void {
  if (cut === 'silentAnswer') return;
  if (cut === 'beforeAnswer') return relay.breakAll();
  const text = SAMPLE_ANSWERS.success;
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  if (cut !== 'midAnswer') return void reply.end(text);
  relay.breakAfterNext();
  reply.write(text.slice(0, text.length / 2));
}

/** Passes bytes both ways until it is told to cut. */
function startRelay(toPort: number, cutNow: () => Cut): Relay {
  const pairs = new Set<readonly [Socket, Socket]>();
  let connections = 0;
  let isLastWord = false;
  const breakAll = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    pairs.clear();
  };
  const server = createTcpServer((near) => {
    connections += 1;
    const cut = cutNow();
    near.on('error', () => undefined);
    if (cut === 'atConnect') return void near.resetAndDestroy();
    const far = connect(toPort, '127.0.0.1');
    far.on('error', () => undefined);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) one.on('close', () => other.destroy());
    let sentBytes = 0;
    near.on('data', (bytes) => {
      sentBytes += bytes.byteLength;
      if (cut === 'inHandshake' && sentBytes > HANDSHAKE_BYTES) return breakAll();
      if (cut === 'midUpload' && sentBytes > UPLOAD_BYTES) return breakAll();
      if (cut === 'silentUpload' && sentBytes > UPLOAD_BYTES) return void near.pause();
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (isLastWord) near.write(bytes, breakAll);
      else near.write(bytes);
      isLastWord = false;
    });
  });
  return {
    server,
    connections: () => connections,
    breakAll,
    breakAfterNext: () => {
      isLastWord = true;
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
