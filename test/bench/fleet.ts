import type { BenchResult } from './figures.ts';
import { measureDay, type FleetDay } from './fleet-day.ts';
import { growthsOf, writeDays } from './fleet-growth.ts';
import { DAY_S, PER_SESSION, SESSIONS_A_DAY } from './fleet-stations.ts';

/** Numbers of stations, each a whole day of its own. */
const SIZES = (process.env['FLEET_STATIONS'] ?? '10,100,300,1000').split(',').map(Number);
/** Ten times what a thousand stations with a hundred sessions each bring in eight hours. */
const LEAST_PER_SECOND = 350;
const SESSIONS = Number(process.env['FLEET_SESSIONS'] ?? SESSIONS_A_DAY);

const say = (name: string, value: string): void =>
  void process.stdout.write(`       fleet ${name}: ${value}\n`);

/** A bank's day in fast-forward, for banks of several sizes: every number of it, and what the largest kept up with. */
export async function benchFleet(): Promise<BenchResult> {
  const days: FleetDay[] = [];
  for (const stations of SIZES) {
    const day = await measureDay({ stations, sessions: SESSIONS, say });
    days.push(day);
    tell(day);
  }
  say('table', await writeDays(days));
  const values = days.slice(-1).map(({ recordsPerSecond }) => recordsPerSecond);
  return {
    figures: [{ name: 'fleet', unit: 'records a second', values, limit: LEAST_PER_SECOND, isFloor: true }],
    growths: days.length > 1 ? growthsOf(days) : [],
  };
}

function tell(day: FleetDay): void {
  const about = (name: string, value: string): void => say(`${day.stations} stations, ${name}`, value);
  const share =
    SESSIONS === SESSIONS_A_DAY
      ? 'the whole day'
      : `${SESSIONS} sessions of a day's ${SESSIONS_A_DAY}, scaled`;
  about(
    'stream',
    `${day.records.toLocaleString('en')} records (${share}) in ${seconds(day.streamMs)}, ${day.recordsPerSecond.toFixed(0)}/s; a day brings ${((day.stations * SESSIONS_A_DAY * PER_SESSION) / DAY_S).toFixed(1)}/s`,
  );
  about(
    'lag',
    `p50 ${ms(day.pacedP50Ms)}, p99 ${ms(day.pacedP99Ms)} at ${day.pacedPerSecond.toFixed(0)}/s (ten times a day's pace); p50 ${ms(day.burstP50Ms)}, p99 ${ms(day.burstP99Ms)} with a tenth of a day sent at once`,
  );
  about(
    'servers',
    `${mega(day.serverBytes)} of memory (the largest), ${day.serverCpuMs.toFixed(2)} ms of processor a record (all three), ${day.diskBytes.toFixed(0)} bytes of each disk a record`,
  );
  about(
    'head office',
    `view ${seconds(day.viewMs)}, ${mega(day.foldBytes)} held; proof ${seconds(day.proofMs)}; this process ${mega(process.memoryUsage().rss)}`,
  );
}

const seconds = (span: number): string => `${(span / 1000).toFixed(1)} s`;
const ms = (span: number): string => `${span.toFixed(0)} ms`;
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
