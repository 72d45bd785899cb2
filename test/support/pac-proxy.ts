import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One server that hands out a PAC file and is the proxy which that file names: it notes who is asked for and lets nobody through. */
export interface PacProxy {
  readonly pacUrl: string;
  /** Host and port, as a report names it. */
  readonly address: string;
  /** "pac" for the file, else host and port of each tunnel that was asked for. */
  readonly asked: readonly string[];
  close(): void;
}

export async function startPacProxy(): Promise<PacProxy> {
  const asked: string[] = [];
  const server = createServer((_request, response) => {
    asked.push('pac');
    response.setHeader('content-type', 'application/x-ns-proxy-autoconfig');
    response.end(`function FindProxyForURL(url, host) { return 'PROXY ${address()}'; }`);
  });
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  const address = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    pacUrl: `http://${address()}/proxy.pac`,
    address: address(),
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
