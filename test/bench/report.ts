import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/setup-manifest.ts';
import { exponentOf, type Figure, type Growth, judge, median } from './figures.ts';
import { drawGrowth } from './growth-chart.ts';

const WIDTHS = { name: 58, number: 9 } as const;

/** The table's head. */
export const head = (): string =>
  `${''.padEnd(7)}${'ratio'.padEnd(WIDTHS.name)}${['median', 'least', 'most', 'limit'].map((word) => word.padStart(WIDTHS.number)).join('')}  pairs`;

/** One line of the table. */
export function row(figure: Figure): string {
  const { name, unit, values, limit, isFloor } = figure;
  const bound = limit === null ? '' : `${isFloor === true ? '>=' : '<='} ${limit}`;
  const numbers = [median(values), Math.min(...values), Math.max(...values)].map(shown);
  return `${judge(figure).padEnd(7)}${`${name}, ${unit}`.padEnd(WIDTHS.name)}${[...numbers, bound].map((word) => word.padStart(WIDTHS.number)).join('')}  ${values.length}`;
}

export const growthRow = (growth: Growth): string =>
  `growth ${`${growth.name} with ${growth.x}`.padEnd(WIDTHS.name)}${`x^${exponentOf(growth).toFixed(2)}`.padStart(WIDTHS.number)}  ${growth.points.map(([x, y]) => `${x}: ${shown(y)}`).join(', ')} ${growth.y}`;

const shown = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 3);

/** Everything as JSON, and a chart of each growth, in `out/bench`. */
export async function keep(figures: readonly Figure[], growths: readonly Growth[]): Promise<string> {
  const folder = join(ROOT, 'out/bench');
  await mkdir(folder, { recursive: true });
  const machine = {
    processors: availableParallelism(),
    model: cpus()[0]?.model ?? '',
    load: loadavg()[0],
    platform: process.platform,
    node: process.version,
  };
  const report = {
    at: new Date().toISOString(),
    machine,
    figures: figures.map((figure) => ({ ...figure, median: median(figure.values), verdict: judge(figure) })),
    growths: growths.map((growth) => ({ ...growth, exponent: exponentOf(growth) })),
  };
  for (const growth of growths)
    await writeFile(join(folder, `${growth.name.replaceAll(/\W+/g, '-')}.svg`), drawGrowth(growth));
  const path = join(folder, 'bench.json');
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}
