import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { FleetLink } from '../../main/fleet/link.ts';
import { createStreamer, type Streamer } from '../../main/fleet/streamer.ts';
import { quietStatus, sampleChain, START_MS, type SampleChain } from '../fleet/sample-chain.ts';

/** Records of one session here; the app writes 9 to 12. */
export const PER_SESSION = 10;
/** A day of a branch. */
export const DAY_S = 8 * 3600;
export const SESSIONS_A_DAY = 100;

export interface SimulatedStation {
  readonly journal: SampleChain;
  readonly streamer: Streamer;
  /** When the cluster said of each record that it has it. */
  readonly takenMs: number[];
}

/** Stations with the app's own streamer over a few shared connections; in a bank each has its own. */
export function makeStations(count: number, links: readonly FleetLink[]): readonly SimulatedStation[] {
  return Array.from({ length: count }, (_, n) => {
    const journal = sampleChain({ branch: `b${Math.floor(n / 10)}`, station: `s${n}` });
    const takenMs: number[] = [];
    const streamer = createStreamer({
      journal,
      chain: journal.chain,
      link: noting(links[n % links.length] ?? never(), takenMs),
      clock: { now: () => START_MS },
      isBusy: () => false,
      status: quietStatus,
    });
    return { journal, streamer, takenMs };
  });
}

const noting = (link: FleetLink, takenMs: number[]): FleetLink => ({
  ...link,
  async publish(message) {
    const ended = await link.publish(message);
    // Heads name no message that they must follow.
    if (message.after !== null) takenMs.push(performance.now());
    return ended;
  },
});

interface Lags {
  /** From the writing of a record to the cluster's word that it has it, ms. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Streamed extends Lags {
  readonly records: number;
  readonly tookMs: number;
}

/**
 * Fast-forward: every station writes the records of so many sessions at once, and all of them send at the same time.
 * A record's lag is then its place in the queue, which no bank's day has.
 */
export async function streamSessions(
  stations: readonly SimulatedStation[],
  sessions: number,
): Promise<Streamed> {
  for (const { journal } of stations) for (let n = 0; n < sessions * PER_SESSION; n += 1) journal.append();
  await nextTurn();
  const startedMs = performance.now();
  await Promise.all(stations.map(drainAndBeat));
  const tookMs = performance.now() - startedMs;
  const lags = stations.flatMap(({ takenMs }) => takenMs.splice(0).map((ms) => ms - startedMs));
  for (const { journal } of stations) forget(journal);
  return { records: lags.length, tookMs, ...lagsOf(lags) };
}

/** A whole day's stream, at `speed` times the pace of a day, for a few seconds: what a record waits while the cluster keeps up. */
export async function paceSessions(
  stations: readonly SimulatedStation[],
  speed: number,
  forMs: number,
): Promise<Streamed> {
  const everyMs = (DAY_S * 1000) / (stations.length * SESSIONS_A_DAY * PER_SESSION * speed);
  const lags: number[] = [];
  const running: Promise<void>[] = [];
  const startedMs = performance.now();
  const count = Math.max(1, Math.floor(forMs / everyMs));
  for (let n = 0; n < count; n += 1) {
    const dueMs = startedMs + n * everyMs;
    const waitMs = dueMs - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    const station = stations[n % stations.length] ?? never();
    running.push(sendOne(station).then((ms) => void lags.push(ms)));
  }
  await Promise.all(running);
  return { records: count, tookMs: performance.now() - startedMs, ...lagsOf(lags) };
}

function lagsOf(lags: readonly number[]): Lags {
  const sorted = lags.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function sendOne({ journal, streamer }: SimulatedStation): Promise<number> {
  journal.append();
  const startedMs = performance.now();
  const { failure } = await streamer.drain(new AbortController().signal);
  if (failure !== null) throw new Error(`${failure.code}: ${failure.detail ?? ''}`);
  return performance.now() - startedMs;
}

async function drainAndBeat({ streamer }: SimulatedStation): Promise<void> {
  const drained = await streamer.drain(new AbortController().signal);
  const beaten = await streamer.beat();
  const problem = drained.failure ?? (beaten.ok ? null : beaten.failure);
  if (problem !== null) throw new Error(`${problem.code}: ${problem.detail ?? ''}`);
}

/** The station keeps its journal on disk; here the last record is enough to go on from. */
function forget({ records }: SampleChain): void {
  records.splice(0, records.length - 1);
}

function never(): never {
  throw new Error('no station');
}
