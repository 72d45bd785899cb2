import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../support/setup-manifest.ts';
import type { Growth } from './figures.ts';
import type { FleetDay } from './fleet-day.ts';

/**
 * What is said to grow or not. The sums of the fleet view are not among them: below 300 stations they are less than
 * what a collection leaves.
 */
const GROWTHS = [
  ['fleet throughput', 'records a second', ({ recordsPerSecond }: FleetDay) => recordsPerSecond],
  ['fleet lag p99 at ten times the pace', 'ms', ({ pacedP99Ms }: FleetDay) => pacedP99Ms],
  ['fleet memory of a server', 'MB', ({ serverBytes }: FleetDay) => serverBytes / 1e6],
  ['fleet view of the day', 's', ({ viewMs }: FleetDay) => viewMs / 1000],
  ['fleet proof of the day', 's', ({ proofMs }: FleetDay) => proofMs / 1000],
] as const;

export const growthsOf = (days: readonly FleetDay[]): readonly Growth[] =>
  GROWTHS.map(([name, y, value]) => ({
    name,
    x: 'stations',
    y,
    // A lag of nothing has no logarithm.
    points: days.map((day) => [day.stations, Math.max(value(day), 1e-3)] as const),
  }));

const FOLDER = join(ROOT, 'out/bench');

/** Leaves every number as `fleet.csv` in out/bench; returns its path. */
export async function writeDays(days: readonly FleetDay[]): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const [first] = days;
  const columns = Object.keys(first ?? {}) as (keyof FleetDay)[];
  const lines = days.map((day) =>
    columns.map((column) => day[column].toFixed(3).replace(/\.?0+$/, '')).join(','),
  );
  const path = join(FOLDER, 'fleet.csv');
  await writeFile(path, `${[columns.join(','), ...lines].join('\n')}\n`);
  return path;
}
