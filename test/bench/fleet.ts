import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FleetLink, FleetReader, LinkSettings } from '../../main/fleet/link.ts';
import { openFleetAdmin } from '../../main/fleet/nats-admin.ts';
import { openNatsLink } from '../../main/fleet/nats-link.ts';
import { readFleet } from '../../main/fleet/read-fleet.ts';
import { createStreamer, type Streamer } from '../../main/fleet/streamer.ts';
import { verifyStream } from '../../main/fleet/verify-stream.ts';
import { sampleChain, START_MS, type SampleChain, quietStatus } from '../fleet/sample-chain.ts';
import { startCluster, untilOk, type Cluster } from '../support/nats-cluster.ts';

const STATIONS = Number(process.env['FLEET_STATIONS'] ?? 1000);
const SESSIONS = Number(process.env['FLEET_SESSIONS'] ?? 100);
/** Records of one session here; the app writes 9 to 12. */
const PER_SESSION = 10;
/** Sessions of each station between two looks at the numbers. */
const ROUND = Math.max(1, Math.round(SESSIONS / 10));
/** Stations share connections here; in a bank each has its own. */
const CONNECTIONS = 20;
const DAY_S = 8 * 3600;

const say = (name: string, value: string): void =>
  void process.stdout.write(`       fleet ${name}: ${value}\n`);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/**
 * A bank's day in fast-forward over a real cluster of three nodes: every station writes its sessions, the cluster
 * takes them, head office reads and proves them. Returns records per second that the cluster took.
 */
export async function benchFleet(): Promise<number> {
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
    say('stations', `${STATIONS}, ${SESSIONS} sessions each, ${PER_SESSION} records a session`);
    const perSecond = await streamDay(links, cluster);
    await readDay(await openLink(settings));
    await Promise.all(links.map((link) => link.close()));
    return perSecond;
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

interface Station {
  readonly journal: SampleChain;
  readonly streamer: Streamer;
}

function makeStations(links: readonly FleetLink[], onAnswer: (ms: number) => void): readonly Station[] {
  return Array.from({ length: STATIONS }, (_, n) => {
    const journal = sampleChain({ branch: `b${Math.floor(n / 10)}`, station: `s${n}` });
    const link = timed(links[n % links.length], onAnswer);
    const streamer = createStreamer({
      journal,
      chain: journal.chain,
      link,
      clock: { now: () => START_MS },
      isBusy: () => false,
      status: quietStatus,
    });
    return { journal, streamer };
  });
}

const timed = (link: FleetLink, onAnswer: (ms: number) => void): FleetLink => ({
  ...link,
  async publish(message) {
    const startedMs = performance.now();
    const ended = await link.publish(message);
    onAnswer(performance.now() - startedMs);
    return ended;
  },
});

async function streamDay(links: readonly FleetLink[], cluster: Cluster): Promise<number> {
  let answers: number[] = [];
  const stations = makeStations(links, (ms) => answers.push(ms));
  const signal = new AbortController().signal;
  let spentMs = 0;
  for (let done = 0; done < SESSIONS; done += ROUND) {
    for (const { journal } of stations) writeSessions(journal, ROUND);
    await nextTurn();
    answers = [];
    const startedMs = performance.now();
    await Promise.all(stations.map(({ streamer }) => drainAndBeat(streamer, signal)));
    const tookMs = performance.now() - startedMs;
    spentMs += tookMs;
    const records = STATIONS * ROUND * PER_SESSION;
    const sorted = answers.toSorted((a, b) => a - b);
    const at = (share: number): string => `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0)} ms`;
    const servers = await serverMemory();
    say(
      `${((done + ROUND) * STATIONS * PER_SESSION).toLocaleString('en')} records`,
      `${((records / tookMs) * 1000).toFixed(0)}/s, answer p50 ${at(0.5)} p99 ${at(0.99)}, servers ${servers.map(mega).join(' ')}, disk of one ${mega(await sizeOf(cluster.folder, 'n0'))}, this process ${mega(process.memoryUsage().rss)}`,
    );
    for (const { journal } of stations) forget(journal);
  }
  const all = STATIONS * SESSIONS * PER_SESSION;
  const perSecond = (all / spentMs) * 1000;
  say(
    'the day',
    `${seconds(spentMs)} for what takes ${DAY_S / 3600} h; a day brings ${(all / DAY_S).toFixed(0)}/s`,
  );
  return perSecond;
}

async function drainAndBeat(streamer: Streamer, signal: AbortSignal): Promise<void> {
  const drained = await streamer.drain(signal);
  const beaten = await streamer.beat();
  const problem = drained.failure ?? (beaten.ok ? null : beaten.failure);
  if (problem !== null) throw new Error(`${problem.code}: ${problem.detail ?? ''}`);
}

/** As many records as the sessions would leave, of the kinds a session leaves. */
function writeSessions(journal: SampleChain, count: number): void {
  for (let n = 0; n < count * PER_SESSION; n += 1) journal.append();
}

/** The station keeps its journal on disk; here the last record is enough to go on from. */
function forget({ records }: SampleChain): void {
  records.splice(0, records.length - 1);
}

async function readDay(reader: FleetReader): Promise<void> {
  const viewMs = performance.now();
  const fold = await readFleet({ reader, where: {}, sinceMs: 0 });
  say('view of all stations', `${seconds(performance.now() - viewMs)}, ${fold.stations().length} stations`);
  const proofMs = performance.now();
  const findings = await verifyStream({ reader, where: {}, keys: [], forgets: false });
  const bad = findings.filter((finding) => finding.bad !== null);
  say(
    'proof of all chains',
    `${seconds(performance.now() - proofMs)}, ${findings.length} chains, ${bad.length} not whole`,
  );
  if (bad.length > 0 || findings.length !== STATIONS) throw new Error(JSON.stringify(bad.slice(0, 3)));
  await reader.close();
}

/** Resident memory of the servers, by what Linux says of their processes. */
async function serverMemory(): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      const isOurs = /^Name:\s+nats-server$/m.test(status) && status.includes(`PPid:\t${process.pid}\n`);
      return isOurs ? Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024 : null;
    }),
  );
  return found.filter((bytes) => bytes !== null);
}

async function sizeOf(folder: string, name: string): Promise<number> {
  const files = await readdir(join(folder, name), { recursive: true });
  const sizes = await Promise.all(files.map((file) => stat(join(folder, name, file)).catch(() => null)));
  return sizes.reduce((sum, facts) => sum + (facts?.isFile() === true ? facts.size : 0), 0);
}
