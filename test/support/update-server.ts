import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makeUpdateFolder, publicKeyOf, signList, UPDATES_FOLDER } from '../../.ci/dist/update-list.ts';
import { makeCertificate } from '../../main/practice/certificate.ts';
import { parseJson } from '../../main/core/parse-json.ts';

const LIST = 'latest-linux.yml';

/** A bank's web server with a folder of updates, over real HTTPS on this machine with a throw-away certificate. */
export interface UpdateServer {
  readonly address: string;
  readonly publicKey: string;
  readonly caPath: string;
  readonly caPem: string;
  /** Names that were asked for, in order. */
  readonly asked: string[];
  /** Offers these bytes as this version, listed and signed as a release is; the percentage may be another. */
  offer(version: string, bytes: string, stagingPercentage?: number): Promise<void>;
  /** Puts other bytes on the server than the release's. */
  put(name: 'list' | 'signature' | 'file', change: (bytes: Buffer) => Buffer): Promise<void>;
  /** Answers everything with this status, until null. */
  status: number | null;
  close(): Promise<void>;
}

export async function startUpdateServer(): Promise<UpdateServer> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-updates-'));
  const served = join(folder, UPDATES_FOLDER);
  const keyFile = join(folder, 'key.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const signing = { kind: 'keyFile', file: keyFile } as const;
  const now = Date.now();
  const facts = { name: 'localhost', hosts: ['localhost'], fromMs: now - 60_000, toMs: now + 3_600_000 };
  const { certPem, keyPem } = makeCertificate(facts, null);
  const caPath = join(folder, 'ca.pem');
  await writeFile(caPath, certPem);
  const asked: string[] = [];
  const server = createServer({ cert: certPem, key: keyPem }, (request, response) => {
    const name = basename(new URL(request.url ?? '/', 'https://localhost').pathname);
    asked.push(name);
    if (updates.status !== null) return void response.writeHead(updates.status, { location: '/other' }).end();
    void readFile(join(served, name)).then(
      (bytes) => response.writeHead(200, { 'content-length': bytes.byteLength }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let file = '';
  const updates: UpdateServer = {
    address: `https://localhost:${(server.address() as AddressInfo).port}/kiosk`,
    publicKey: publicKeyOf(signing),
    caPath,
    caPem: certPem,
    asked,
    async offer(version, bytes, stagingPercentage = 100) {
      file = join(folder, `liveness-kiosk-${version}-x86_64.AppImage`);
      await writeFile(file, bytes);
      await makeUpdateFolder(folder, [file], version, signing);
      const list = parseJson(await readFile(join(served, LIST), 'utf8'));
      await writeFile(join(served, LIST), JSON.stringify({ ...(list as object), stagingPercentage }));
      await signList(join(served, LIST), signing);
    },
    async put(name, change) {
      const path = join(served, { list: LIST, signature: `${LIST}.sig`, file: basename(file) }[name]);
      await writeFile(path, change(await readFile(path)));
    },
    status: null,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return updates;
}
