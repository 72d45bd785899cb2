import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathThrough } from '../../main/charts/scales.ts';
import { ROOT } from '../support/setup-manifest.ts';
import type { FleetDay } from './fleet-day.ts';

/** The exponent b of value = a * stations^b that fits best: 0 does not grow, 1 grows as the stations do. */
export function growthExponent(days: readonly FleetDay[], value: (day: FleetDay) => number): number {
  const points = days.map((day) => [Math.log(day.stations), Math.log(Math.max(value(day), 1e-9))] as const);
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const below = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return below === 0 ? Number.NaN : above / below;
}

/** What is said to grow or not. The sums of the fleet view are not among them: below 300 stations they are less than what a collection leaves. */
export const GROWTHS = [
  ['records per second', ({ recordsPerSecond }: FleetDay) => recordsPerSecond],
  ['lag p99 at ten times a day’s pace, ms', ({ pacedP99Ms }: FleetDay) => pacedP99Ms],
  ['memory of a server, MB', ({ serverBytes }: FleetDay) => serverBytes / 1e6],
  ['view of the day, s', ({ viewMs }: FleetDay) => viewMs / 1000],
  ['proof of the day, s', ({ proofMs }: FleetDay) => proofMs / 1000],
] as const;

const FOLDER = join(ROOT, 'out/bench');

/** Leaves fleet.csv and fleet.svg in out/bench; returns the folder. */
export async function writeGrowth(days: readonly FleetDay[]): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const [first] = days;
  const columns = Object.keys(first ?? {}) as (keyof FleetDay)[];
  const lines = days.map((day) =>
    columns.map((column) => day[column].toFixed(3).replace(/\.?0+$/, '')).join(','),
  );
  await writeFile(join(FOLDER, 'fleet.csv'), `${[columns.join(','), ...lines].join('\n')}\n`);
  await writeFile(join(FOLDER, 'fleet.svg'), drawing(days));
  return FOLDER;
}

const WIDTH = 360;
const HEIGHT = 180;
const EDGE = 40;

/** One small drawing a value: stations to the right, both sides by logarithm, so that a straight line is a power. */
function drawing(days: readonly FleetDay[]): string {
  const parts = GROWTHS.map(([name, value], n) => {
    const exponent = growthExponent(days, value).toFixed(2);
    const x = (n % 2) * (WIDTH + 2 * EDGE) + EDGE;
    const y = Math.floor(n / 2) * (HEIGHT + 2 * EDGE) + EDGE;
    return `<g transform="translate(${x} ${y})"><text y="-14">${name} (stations^${exponent})</text>${curve(days, value)}</g>`;
  });
  const rows = Math.ceil(GROWTHS.length / 2);
  const size = `width="${2 * (WIDTH + 2 * EDGE)}" height="${rows * (HEIGHT + 2 * EDGE)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>\n`;
}

function curve(days: readonly FleetDay[], value: (day: FleetDay) => number): string {
  const values = days.map((day) => Math.max(value(day), 1e-3));
  const place = (n: number, all: readonly number[], length: number): number => {
    const [low, high] = [Math.log(Math.min(...all)), Math.log(Math.max(...all))];
    return high === low ? length / 2 : ((Math.log(n) - low) / (high - low)) * length;
  };
  const stations = days.map((day) => day.stations);
  const floor = [...values.map((one) => one / 2), ...values.map((one) => one * 2)];
  const points = days.map(
    (day, n) =>
      [place(day.stations, stations, WIDTH), HEIGHT - place(values[n] ?? 1, floor, HEIGHT)] as const,
  );
  const marks = points.map(
    ([x, y], n) =>
      `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3"/><text x="${x.toFixed(1)}" y="${(y - 8).toFixed(1)}" text-anchor="middle">${Number((values[n] ?? 0).toPrecision(3))}</text><text x="${x.toFixed(1)}" y="${HEIGHT + 16}" text-anchor="middle">${days[n]?.stations ?? ''}</text>`,
  );
  return `<rect width="${WIDTH}" height="${HEIGHT}" fill="none" stroke="#bbb"/><path d="${pathThrough(points)}" fill="none" stroke="#0c5b56" stroke-width="2"/>${marks.join('')}`;
}
