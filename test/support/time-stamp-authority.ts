import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A code-signing certificate and an RFC 3161 service with keys of their own, gone after `end`. */
export interface SigningLab {
  readonly folder: string;
  readonly timestampUrl: string;
  /** Subject of the code-signing certificate, as signing.json names a publisher. */
  readonly publisher: string;
  /** The certificate with its key, and the file with its password. */
  readonly pfx: string;
  readonly passwordFile: string;
  readonly signerCa: string;
  readonly timestampCa: string;
  end(): Promise<void>;
}

const TS_CONFIG = (folder: string): string => `[tsa]
default_tsa = own
[own]
serial = ${folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** Makes both with openssl and serves time stamps on a loopback port. */
export async function openSigningLab(): Promise<SigningLab> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-signing-lab-'));
  const at = (name: string): string => join(folder, name);
  await certificate(folder, 'signer', '/CN=Test Bank/O=Test Bank/C=VN', 'codeSigning');
  await certificate(folder, 'stamper', '/CN=Test Time/O=Test Time/C=VN', 'critical,timeStamping');
  await writeFile(at('password'), 'a password');
  await writeFile(at('serial'), '01\n');
  await writeFile(at('ts.cnf'), TS_CONFIG(folder));
  await run('openssl', [
    'pkcs12',
    '-export',
    '-inkey',
    at('signer.key'),
    '-in',
    at('signer.pem'),
    '-out',
    at('signer.pfx'),
    '-passout',
    `file:${at('password')}`,
  ]);
  const server = createServer((request, response) => {
    void answer(folder, request).then(
      (reply) => response.setHeader('Content-Type', 'application/timestamp-reply').end(reply),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    folder,
    timestampUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publisher: 'CN=Test Bank, O=Test Bank, C=VN',
    pfx: at('signer.pfx'),
    passwordFile: at('password'),
    signerCa: at('signer.pem'),
    timestampCa: at('stamper.pem'),
    async end() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function certificate(folder: string, name: string, subject: string, usage: string): Promise<void> {
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    subject,
    '-addext',
    `extendedKeyUsage=${usage}`,
    '-addext',
    'keyUsage=critical,digitalSignature',
    '-keyout',
    join(folder, `${name}.key`),
    '-out',
    join(folder, `${name}.pem`),
  ]);
}

async function answer(folder: string, request: Parameters<typeof buffer>[0]): Promise<Buffer> {
  await writeFile(join(folder, 'query'), await buffer(request));
  await run('openssl', [
    'ts',
    '-reply',
    '-config',
    join(folder, 'ts.cnf'),
    '-queryfile',
    join(folder, 'query'),
    '-signer',
    join(folder, 'stamper.pem'),
    '-inkey',
    join(folder, 'stamper.key'),
    '-out',
    join(folder, 'reply'),
  ]);
  return readFile(join(folder, 'reply'));
}
