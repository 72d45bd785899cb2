import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nkeys } from '@nats-io/transport-node';
import { makeCertificate } from '../../main/practice/certificate.ts';

/** Who may do what on the cluster; no permissions: everything. */
export interface ClusterUser {
  readonly nkey: string;
  readonly permissions: { readonly publish: readonly string[]; readonly subscribe: readonly string[] } | null;
}

export interface ClusterNode {
  readonly url: string;
  readonly port: number;
  /** As a power cut would: no goodbye, nothing flushed that was not flushed before. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** A NATS cluster with JetStream and TLS on loopback, out of the distribution's nats-server. */
export interface Cluster {
  readonly nodes: readonly ClusterNode[];
  readonly caPem: string;
  /** Seed of an account that may do everything. */
  readonly admin: string;
  readonly folder: string;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  readonly nodes: number;
  readonly users: readonly ClusterUser[];
  /** Where a node keeps its streams; null for its own folder. */
  readonly storeOf?: (node: number) => string | null;
}

/** A user for the cluster's list, and the seed its owner keeps. */
export function makeUser(permissions: ClusterUser['permissions']): { user: ClusterUser; seed: string } {
  const pair = nkeys.createUser();
  return { user: { nkey: pair.getPublicKey(), permissions }, seed: new TextDecoder().decode(pair.getSeed()) };
}

const DAY_MS = 86_400_000;

export async function startCluster({ nodes: count, users, storeOf }: ClusterOptions): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-cluster-'));
  const caPem = await writeIdentity(folder);
  const { user, seed: admin } = makeUser(null);
  const ports = await freePorts(count * 2);
  const routes = ports.slice(count).map((port) => `nats://127.0.0.1:${port}`);
  const nodes = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const home = join(folder, `n${n}`);
      await mkdir(home);
      const facts = {
        name: `n${n}`,
        port: ports[n] ?? 0,
        routePort: ports[count + n] ?? 0,
        store: storeOf?.(n) ?? home,
      };
      const path = join(home, 'server.conf');
      await writeFile(path, serverConfig({ ...facts, folder, routes, users: [user, ...users] }));
      return createNode(path, facts.port);
    }),
  );
  await Promise.all(nodes.map((node) => node.start()));
  return {
    nodes,
    caPem,
    admin,
    folder,
    async stop() {
      await Promise.all(nodes.map((node) => node.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeIdentity(folder: string): Promise<string> {
  const span = { fromMs: Date.now() - DAY_MS, toMs: Date.now() + DAY_MS };
  const ca = makeCertificate({ name: 'test cluster CA', hosts: [], ...span }, null);
  const own = makeCertificate(
    { name: 'localhost', hosts: ['localhost'], ...span },
    { ...ca, name: 'test cluster CA' },
  );
  await writeFile(join(folder, 'cert.pem'), own.certPem);
  await writeFile(join(folder, 'key.pem'), own.keyPem, { mode: 0o600 });
  await writeFile(join(folder, 'ca.pem'), ca.certPem);
  return ca.certPem;
}

interface ConfigFacts {
  readonly name: string;
  readonly port: number;
  readonly routePort: number;
  readonly store: string;
  readonly folder: string;
  readonly routes: readonly string[];
  readonly users: readonly ClusterUser[];
}

function serverConfig({ name, port, routePort, store, folder, routes, users }: ConfigFacts): string {
  const list = (words: readonly string[]): string => `[${words.map((word) => `"${word}"`).join(', ')}]`;
  const cluster = `cluster { name: kiosk, host: 127.0.0.1, port: ${routePort}, no_advertise: true, routes: ${list(routes)} }`;
  return [
    `server_name: ${name}`,
    `host: 127.0.0.1`,
    `port: ${port}`,
    `jetstream { store_dir: "${join(store, 'jetstream')}" }`,
    ...(routes.length > 1 ? [cluster] : []),
    `tls { cert_file: "${folder}/cert.pem", key_file: "${folder}/key.pem", timeout: 10 }`,
    'authorization { users: [',
    ...users.map(({ nkey, permissions }) =>
      permissions === null
        ? `  { nkey: ${nkey} }`
        : `  { nkey: ${nkey}, permissions: { publish: ${list(permissions.publish)}, subscribe: ${list(permissions.subscribe)} } }`,
    ),
    '] }',
    '',
  ].join('\n');
}

function createNode(configPath: string, port: number): ClusterNode {
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    child = spawn('nats-server', ['-c', configPath], { stdio: ['ignore', 'ignore', 'pipe'] });
    await saidReady(child);
  };
  return {
    url: `tls://localhost:${port}`,
    port,
    start,
    async kill() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function saidReady(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (said.includes('Server is ready')) resolve();
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`nats-server ended:\n${said}`)));
  });
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Tries until it works: a cluster takes a moment to choose its leader. */
export async function untilOk<T extends { readonly ok: boolean }>(
  act: () => Promise<T>,
  limitMs = 20_000,
): Promise<T> {
  const endMs = Date.now() + limitMs;
  for (;;) {
    const done = await act();
    if (done.ok || Date.now() > endMs) return done;
    await sleep(100);
  }
}
