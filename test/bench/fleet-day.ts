import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { join } from 'node:path';
import type { FleetReader, LinkSettings } from '../../main/fleet/link.ts';
import { openFleetAdmin } from '../../main/fleet/nats-admin.ts';
import { openNatsLink } from '../../main/fleet/nats-link.ts';
import { readFleet } from '../../main/fleet/read-fleet.ts';
import { verifyStream } from '../../main/fleet/verify-stream.ts';
import { startCluster, untilOk, type Cluster } from '../support/nats-cluster.ts';
import { folderBytes, serverUse } from './fleet-servers.ts';
import { makeStations, paceSessions, streamSessions, type SimulatedStation } from './fleet-stations.ts';

/** One bank's day on a fresh cluster of three: plain numbers, ready for a table or JSON. */
export interface FleetDay {
  readonly stations: number;
  readonly records: number;
  readonly streamMs: number;
  readonly recordsPerSecond: number;
  /** With everything sent at once. */
  readonly burstP50Ms: number;
  readonly burstP99Ms: number;
  /** At ten times a day's pace. */
  readonly pacedPerSecond: number;
  readonly pacedP50Ms: number;
  readonly pacedP99Ms: number;
  /** The largest of the three at its largest. */
  readonly serverBytes: number;
  /** Of all three servers, for one record. */
  readonly serverCpuMs: number;
  /** On one node's disk, for one record. */
  readonly diskBytes: number;
  readonly viewMs: number;
  /** What head office's sums take of memory when all is read. */
  readonly foldBytes: number;
  readonly proofMs: number;
}

export interface DayWish {
  readonly stations: number;
  readonly sessions: number;
  readonly say: (name: string, value: string) => void;
}

const CONNECTIONS = 20;
const ROUNDS = 10;
const PACE = 10;
const PACED_MS = 10_000;

export async function measureDay(wish: DayWish): Promise<FleetDay> {
  const cluster = await startCluster({ nodes: 3, users: [] });
  try {
    const settings: LinkSettings = {
      servers: cluster.nodes.map(({ url }) => url),
      caPem: cluster.caPem,
      credentials: cluster.admin,
      name: 'bench',
      inboxPrefix: '_INBOX',
      timeoutMs: 20_000,
    };
    await setUp(settings);
    const links = await Promise.all(Array.from({ length: CONNECTIONS }, () => openLink(settings)));
    const stations = makeStations(wish.stations, links);
    const streamed = await streamDay(stations, cluster, wish);
    const paced = await paceSessions(stations, PACE, PACED_MS);
    const read = await readDay(await openLink(settings), stations.length);
    await Promise.all(links.map((link) => link.close()));
    return {
      ...streamed,
      pacedPerSecond: (paced.records / paced.tookMs) * 1000,
      pacedP50Ms: paced.p50Ms,
      pacedP99Ms: paced.p99Ms,
      ...read,
    };
  } finally {
    await cluster.stop();
  }
}

async function setUp(settings: LinkSettings): Promise<void> {
  const admin = await untilOk(() => openFleetAdmin({ ...settings, timeoutMs: 2000 }));
  if (!admin.ok) throw new Error(admin.failure.detail);
  const made = await untilOk(() => admin.value.setUp({ replicas: 3, maxBytes: null }), 60_000);
  if (!made.ok) throw new Error(made.failure.detail);
  await admin.value.close();
}

async function openLink(settings: LinkSettings): Promise<FleetReader> {
  const opened = await untilOk(() => openNatsLink(settings));
  if (!opened.ok) throw new Error(opened.failure.detail);
  return opened.value;
}

async function streamDay(
  stations: readonly SimulatedStation[],
  cluster: Cluster,
  { sessions, say }: DayWish,
) {
  const before = await serverUse();
  const step = Math.max(1, Math.round(sessions / ROUNDS));
  const bursts: { readonly p50Ms: number; readonly p99Ms: number }[] = [];
  let records = 0;
  let streamMs = 0;
  let serverBytes = 0;
  for (let done = 0; done < sessions; done += step) {
    const round = await streamSessions(stations, Math.min(step, sessions - done));
    records += round.records;
    streamMs += round.tookMs;
    bursts.push(round);
    const now = await serverUse();
    serverBytes = Math.max(serverBytes, ...now.residentBytes);
    const rate = ((round.records / round.tookMs) * 1000).toFixed(0);
    say(`${stations.length} stations, ${records.toLocaleString('en')} records`, `${rate}/s`);
  }
  const after = await serverUse();
  const worst = bursts.toSorted((a, b) => b.p99Ms - a.p99Ms)[0];
  return {
    stations: stations.length,
    records,
    streamMs,
    recordsPerSecond: (records / streamMs) * 1000,
    burstP50Ms: worst?.p50Ms ?? 0,
    burstP99Ms: worst?.p99Ms ?? 0,
    serverBytes,
    serverCpuMs: (after.cpuMs - before.cpuMs) / records,
    diskBytes: (await folderBytes(join(cluster.folder, 'n0'))) / records,
  };
}

async function readDay(reader: FleetReader, stations: number) {
  const before = heapBytes();
  const viewMs = performance.now();
  const fold = await readFleet({ reader, where: {}, sinceMs: 0 });
  const viewedMs = performance.now();
  const foldBytes = Math.max(0, heapBytes() - before);
  if (fold.stations().length !== stations) throw new Error(`${fold.stations().length} stations in the view`);
  const proofMs = performance.now();
  const findings = await verifyStream({ reader, where: {}, keys: [], forgets: false });
  const bad = findings.filter((finding) => finding.bad !== null);
  const provedMs = performance.now();
  await reader.close();
  if (bad.length > 0 || findings.length !== stations) throw new Error(JSON.stringify(bad.slice(0, 3)));
  return { viewMs: viewedMs - viewMs, foldBytes, proofMs: provedMs - proofMs };
}

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** What is really held, after a collection. */
function heapBytes(): number {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}
