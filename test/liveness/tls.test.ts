import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spkiSha256 } from '../../main/liveness/pins.ts';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';
import { send } from './submissions.ts';
import type { SendOptions, Sent } from './submissions.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let folder: string;
let certificate: string;
let key: string;
const closers: (() => void)[] = [];

// A certificate of our own for the name "localhost"; without openssl on the machine there is none to make.
describe.skipIf(!hasOpenssl)('TLS', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tls-'));
    const paths = { keyout: join(folder, 'key.pem'), out: join(folder, 'cert.pem') };
    const args = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
    ];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync('openssl', [...args, ...subject, '-keyout', paths.keyout, '-out', paths.out], {
      stdio: 'ignore',
    });
    key = readFileSync(paths.keyout, 'utf8');
    certificate = readFileSync(paths.out, 'utf8');
  });
  afterAll(() => {
    for (const close of closers) close();
    rmSync(folder, { recursive: true });
  });

  const listen = async (server: Server): Promise<number> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    return (server.address() as AddressInfo).port;
  };

  /** Answers every request with the success sample, over TLS. */
  const secureServer = (options: TlsOptions = {}): Promise<number> => {
    const reply = `HTTP/1.1 200 OK\r\nContent-Length: ${SAMPLE_ANSWERS.success.length}\r\n\r\n${SAMPLE_ANSWERS.success}`;
    const server = createTlsServer({ key, cert: certificate, ...options }, (socket) => {
      let text = '';
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        if (text.endsWith('--\r\n')) socket.end(reply);
      });
    });
    server.on('tlsClientError', () => undefined);
    return listen(server);
  };

  const sendTo = (port: number, config: SendOptions['config'] = {}, how: SendOptions = {}): Promise<Sent> =>
    send(`https://localhost:${port}`, { ...how, config: { mode: 'live', ...config } });
  const untrusted = { kind: 'notSent', failure: { code: 'serviceUntrusted' } };
  const approved = { kind: 'answered', verdict: { outcome: 'approved' } };
  const otherPin = Buffer.alloc(32, 1).toString('base64');
  const pins = (pin: string, expiresAtMs: number) => ({
    sha256: [otherPin, pin] as [string, string],
    expiresAtMs,
  });

  it('refuses a certificate nobody vouches for, before a byte of the request', async () => {
    const { end, waits } = await sendTo(await secureServer());
    expect(end).toMatchObject(untrusted);
    expect(waits).toEqual([]);
  });

  it('trusts it when the policy brings its CA', async () => {
    const { end } = await sendTo(await secureServer(), { caBundlePem: certificate });
    expect(end).toMatchObject(approved);
  });

  it("trusts it when the system's store holds its CA", async () => {
    const readSystemCertificates = () => [certificate];
    const { end } = await sendTo(await secureServer(), {}, { deps: { readSystemCertificates } });
    expect(end).toMatchObject(approved);
  });

  it('refuses a certificate for another name', async () => {
    const port = await secureServer();
    const { end } = await send(`https://127.0.0.1:${port}`, {
      config: { mode: 'live', caBundlePem: certificate },
    });
    expect(end).toMatchObject(untrusted);
  });

  it('refuses TLS 1.1 and lower', async () => {
    const port = await secureServer({
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const { end } = await sendTo(port, { caBundlePem: certificate });
    expect(end).toMatchObject(untrusted);
  });

  it('holds the certificate against two pins until they expire', async () => {
    const port = await secureServer();
    const pin = spkiSha256(new X509Certificate(certificate));
    const tomorrow = Date.now() + 86_400_000;
    const config = { caBundlePem: certificate };
    expect((await sendTo(port, { ...config, pins: pins(pin, tomorrow) })).end).toMatchObject(approved);
    expect((await sendTo(port, { ...config, pins: pins(otherPin, tomorrow) })).end).toMatchObject(untrusted);
    expect((await sendTo(port, { ...config, pins: pins(otherPin, 1) })).end).toMatchObject(approved);
  });

  it('computes a pin as openssl does', () => {
    const der = execFileSync('sh', [
      '-c',
      `openssl x509 -in "${join(folder, 'cert.pem')}" -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64`,
    ]);
    expect(spkiSha256(new X509Certificate(certificate))).toBe(der.toString().trim());
  });

  it('refuses a CA bundle that is none without sending anything', async () => {
    writeFileSync(join(folder, 'junk'), 'junk');
    const { end } = await sendTo(await secureServer(), { caBundlePem: '-----BEGIN CERTIFICATE-----\nx\n' });
    expect(end.kind).toBe('notSent');
  });

  it('goes through a proxy by CONNECT, and past one that is not there', async () => {
    const asked: string[] = [];
    const proxy = createHttpServer();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const onward = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    const proxyPort = await listen(proxy);
    const port = await secureServer();
    const resolveProxy = () => Promise.resolve(`PROXY 127.0.0.1:1; PROXY 127.0.0.1:${proxyPort}`);
    const { end } = await sendTo(port, { caBundlePem: certificate }, { deps: { resolveProxy } });
    expect(end).toMatchObject(approved);
    expect(asked).toEqual([`localhost:${port}`]);
  });

  it.each([
    ['PROXY 127.0.0.1:PORT', 'proxy answered 407'],
    ['SOCKS5 127.0.0.1:PORT', 'no usable proxy: only PROXY and DIRECT are supported'],
  ])('tells why %s did not work, and sent nothing', async (route, detail) => {
    const proxy = createHttpServer();
    proxy.on('connect', (_request, socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
    );
    const resolveProxy = async () =>
      route.replace('PORT', String(await listen(proxy.listening ? createHttpServer() : proxy)));
    const { end } = await sendTo(9, {}, { deps: { resolveProxy: onceOnly(resolveProxy) } });
    expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'serviceUnreachable', detail } });
  });

  it('does not hang on a proxy look-up that never ends', async () => {
    const resolveProxy = () => new Promise<never>(() => undefined);
    const { end } = await sendTo(9, { connectTimeoutMs: 30 }, { deps: { resolveProxy } });
    expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'serviceUnreachable' } });
  });
});

/** The same answer for every attempt. */
function onceOnly(ask: () => Promise<string>): () => Promise<string> {
  let answer: Promise<string> | null = null;
  return () => (answer ??= ask());
}
