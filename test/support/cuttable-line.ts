import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between a client and one port of this machine that can be cut and mended. */
export interface CuttableLine {
  readonly port: number;
  /** Silence: connections stay open, nothing passes any more, and new ones lead nowhere. */
  cut(): void;
  /** What was silent is broken off, new connections pass. */
  mend(): void;
  close(): Promise<void>;
}

export async function cuttableLine(toPort: number): Promise<CuttableLine> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(toPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (bytes) => void (isCut || to.write(bytes)));
      from.on('error', end).on('close', end);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const breakAll = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true;
    },
    mend() {
      isCut = false;
      breakAll();
    },
    async close() {
      breakAll();
      await new Promise((done) => server.close(done));
    },
  };
}
