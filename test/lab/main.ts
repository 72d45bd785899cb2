import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stationPermissions, type Place } from '../../main/core/fleet-place.ts';
import { openFleetAdmin } from '../../main/fleet/nats-admin.ts';
import { makeUser, startCluster, untilOk, type Cluster } from '../support/nats-cluster.ts';

/** `npm run fleet-lab`: a whole cluster on this computer until Ctrl+C, with all that a kiosk here needs to stream to it. */

const STATIONS: readonly Place[] = ['counter-1', 'counter-2', 'counter-3'].map((station) => ({
  bank: 'bank',
  branch: 'lab',
  station,
}));

const stations = STATIONS.map((place) => ({ place, ...makeUser(stationPermissions(place)) }));
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());

const cluster = await startCluster({ nodes: 3, users: stations.map(({ user }) => user) });
try {
  await makeStreams(cluster);
  const folder = await writeFiles(cluster);
  process.stdout.write(instructions(cluster, folder));
  if (!ending.signal.aborted) await waitFor(ending.signal);
} finally {
  await cluster.stop();
  process.stdout.write('The cluster is gone, with all that was on it.\n');
}

async function makeStreams({ nodes, caPem, admin: credentials }: Cluster): Promise<void> {
  const servers = nodes.map(({ url }) => url);
  const settings = { servers, caPem, credentials, name: 'fleet-lab', inboxPrefix: '_INBOX', timeoutMs: 2000 };
  const admin = await untilOk(() => openFleetAdmin(settings));
  if (!admin.ok) throw new Error(admin.failure.detail);
  const made = await untilOk(() => admin.value.setUp({ replicas: 3, maxBytes: null }));
  await admin.value.close();
  if (!made.ok) throw new Error(made.failure.detail);
}

/** Policies and credentials of the stations and of head office; they go with the cluster. */
async function writeFiles({ folder, nodes, admin }: Cluster): Promise<string> {
  const servers = nodes.map(({ url }) => url);
  const caPath = join(folder, 'ca.pem');
  await writeFile(join(folder, 'head-office.seed'), admin, { mode: 0o600 });
  for (const { place, seed } of stations) {
    // Without a service key a kiosk practises, and that is not streamed unless the policy says so.
    const fleet = { servers, caPath, ...place, practice: true };
    await writeFile(join(folder, `${place.station}.json`), `${JSON.stringify({ fleet }, null, 2)}\n`);
    await writeFile(join(folder, `${place.station}.seed`), seed, { mode: 0o600 });
  }
  return folder;
}

function instructions({ nodes }: Cluster, folder: string): string {
  const at = (name: string): string => join(folder, name);
  const connect = `${nodes.map(({ url }) => `--server ${url}`).join(' ')} --ca ${at('ca.pem')} --creds ${at('head-office.seed')}`;
  return `A cluster of three nodes runs on this computer, with TLS and an account for every station.

A station (${STATIONS.map(({ station }) => station).join(', ')}): its credentials go into the keychain, its policy is a file.
  npm start -- key set --slot fleet < ${at('counter-1.seed')}
  npm start -- --practice --policy ${at('counter-1.json')}

Head office:
  npm run -s kiosk -- fleet ${connect}
  npm run -s kiosk -- verify-journal --stream ${connect}

Ctrl+C ends the cluster and removes all of it.
`;
}

async function waitFor(signal: AbortSignal): Promise<void> {
  // A timer keeps the program alive; only the signal ends it.
  const alive = setInterval(() => undefined, 60_000);
  await once(signal, 'abort');
  clearInterval(alive);
}
