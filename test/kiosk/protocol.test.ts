import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProtocolRequest, ProtocolResponse, Session } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serveApp } from '../../main/kiosk/protocol.ts';

vi.mock('electron', () => ({ protocol: {} }));

type Handler = (request: ProtocolRequest, respond: (response: ProtocolResponse) => void) => void;

let folder: string;
let handler: Handler | null;

/** Electron's session, as far as pages are served from it. */
const session = {
  protocol: { registerBufferProtocol: (_scheme: string, serve: Handler) => (handler = serve) },
} as unknown as Session;

beforeEach(async () => {
  handler = null;
  folder = await mkdtemp(join(tmpdir(), 'kiosk-protocol-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
});
afterEach(() => rm(folder, { recursive: true }));

const ask = (path: string): Promise<ProtocolResponse> =>
  new Promise((respond) => {
    const request = { url: `app://kiosk${path}`, method: 'GET', headers: {}, referrer: '' };
    if (handler === null) throw new Error('nothing serves the page');
    handler(request, respond);
  });

describe('the page', () => {
  it.each([
    ['a file', '/index.html'],
    ['what is made for it', '/made'],
    ['what is not there', '/missing.js'],
  ])('is given nothing before its session is cut off from the network: %s', async (_what, path) => {
    let cutOff = (): void => undefined;
    const isolated = new Promise<void>((resolve) => (cutOff = resolve));
    const order: string[] = [];
    void serveApp(
      session,
      folder,
      (asked) => {
        order.push('made');
        return asked === '/made' ? { contentType: 'text/plain', body: 'made' } : null;
      },
      isolated,
    );
    const answered = ask(path).then(() => order.push('answered'));
    await new Promise(setImmediate);
    order.push('cut off');
    cutOff();
    await answered;
    expect(order).toEqual(['cut off', 'made', 'answered']);
  });

  it('is refused everything where its session could not be cut off', async () => {
    const failing = Promise.reject(new Error('no proxy'));
    failing.catch(() => undefined);
    void serveApp(session, folder, () => null, failing);
    expect((await ask('/index.html')).statusCode).toBe(404);
  });
});
