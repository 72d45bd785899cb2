import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from '../../main/practice/certificate.ts';

/** What the bank's server does with the next bundle. */
export type Manner =
  | { readonly does: 'take' }
  | { readonly does: 'refuse'; readonly status: number }
  /** Breaks the connection after so many bytes of the body. */
  | { readonly does: 'cut'; readonly afterBytes: number }
  /** Takes everything, stores it, and breaks the connection before it says so. */
  | { readonly does: 'takeAndDie' }
  | { readonly does: 'sleep' };

export interface Taken {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** A bank's archive over real HTTPS on this machine; drops what it got twice. */
export interface BankServer {
  readonly url: string;
  readonly caPem: string;
  /** By their Idempotency-Key, each once. */
  readonly taken: ReadonlyMap<string, Taken>;
  /** How often each was posted whole. */
  readonly times: ReadonlyMap<string, number>;
  manner: Manner;
  close(): Promise<void>;
}

export async function startBankServer(port = 0): Promise<BankServer> {
  const now = Date.now();
  const facts = { name: 'localhost', fromMs: now - 60_000, toMs: now + 3_600_000 };
  const { certPem, keyPem } = makeCertificate({ ...facts, hosts: ['localhost'] }, null);
  const taken = new Map<string, Taken>();
  const times = new Map<string, number>();
  const server = createServer({ cert: certPem, key: keyPem }, (request, response) => {
    const { manner } = bank;
    const chunks: Buffer[] = [];
    let got = 0;
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      got += chunk.length;
      if (manner.does === 'cut' && got >= manner.afterBytes) request.socket.destroy();
    });
    if (manner.does === 'cut' && manner.afterBytes === 0) request.socket.destroy();
    request.on('end', () => {
      if (manner.does === 'sleep') return;
      if (manner.does === 'refuse') {
        response.writeHead(manner.status).end();
        return;
      }
      const bytes = Buffer.concat(chunks);
      const id = String(request.headers['idempotency-key']);
      taken.set(id, { id, headers: request.headers, bytes });
      times.set(id, (times.get(id) ?? 0) + 1);
      if (manner.does === 'takeAndDie') request.socket.destroy();
      else response.writeHead(201).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bank: BankServer = {
    url: `https://localhost:${(server.address() as AddressInfo).port}/evidence`,
    caPem: certPem,
    taken,
    times,
    manner: { does: 'take' },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return bank;
}

export const digestOf = (bytes: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
