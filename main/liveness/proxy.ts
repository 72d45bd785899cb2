import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { ConnectError } from './connect-error.ts';

export type Route =
  { readonly kind: 'direct' } | { readonly kind: 'proxy'; readonly host: string; readonly port: number };

/** Reads a PAC answer such as "PROXY a:8080; DIRECT". Routes this client cannot take (SOCKS) are left out. */
export function parseRoutes(pacAnswer: string): readonly Route[] {
  return pacAnswer.split(';').flatMap((entry): Route[] => {
    const [kind = '', address = ''] = entry.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return [{ kind: 'direct' }];
    if (kind.toUpperCase() !== 'PROXY') return [];
    const match = /^\[?([^\]]+?)\]?(?::(\d{1,5}))?$/.exec(address);
    return match?.[1] === undefined ? [] : [{ kind: 'proxy', host: match[1], port: Number(match[2] ?? 80) }];
  });
}

/** Asks an HTTP proxy for a tunnel; nothing of the request itself has left when this fails. */
export function openTunnel(
  proxy: { readonly host: string; readonly port: number },
  target: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<Duplex> {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  return new Promise((resolve, reject) => {
    const asking = request({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      agent: false,
      signal,
    });
    asking.once('connect', (response, socket, head) => {
      if (response.statusCode === 200) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new ConnectError('serviceUnreachable', `proxy answered ${response.statusCode ?? 0}`));
    });
    asking.once('error', reject);
    asking.end();
  });
}
