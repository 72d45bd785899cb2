import { benchCapture } from './capture.ts';
import { benchCommandLine } from './command-line.ts';
import type { Bench, Figure, Growth } from './figures.ts';
import { judge } from './figures.ts';
import { benchFleet } from './fleet.ts';
import { benchJournal } from './journal.ts';
import { benchPackage } from './package-size.ts';
import { benchPrecheck } from './precheck.ts';
import { growthRow, head, keep, row } from './report.ts';
import { benchStart } from './start.ts';
import { benchUpload } from './upload.ts';

const BENCHES: readonly Bench[] = [
  { name: 'upload', run: benchUpload },
  { name: 'precheck', run: benchPrecheck },
  { name: 'command', run: benchCommandLine },
  { name: 'start', run: benchStart },
  { name: 'capture', run: benchCapture },
  { name: 'journal', run: benchJournal },
  { name: 'package', run: benchPackage },
  { name: 'fleet', run: benchFleet },
];

/**
 * `npm run bench [-- NAME...]`: every speed the product promises, each as a ratio to a limit or a peer of the same
 * run, in one table at the end and as JSON in `out/bench`. Exit status 1 where a limit is not kept.
 */
const asked = process.argv.slice(2);
const chosen = BENCHES.filter(({ name }) => asked.length === 0 || asked.includes(name));
if (chosen.length === 0) process.stderr.write(`benches: ${BENCHES.map(({ name }) => name).join(' ')}\n`);

const figures: Figure[] = [];
const growths: Growth[] = [];
for (const { name, run } of chosen) {
  process.stdout.write(`${name}\n`);
  const result = await run();
  figures.push(...result.figures);
  growths.push(...(result.growths ?? []));
}
process.stdout.write(`\n${[head(), ...figures.map(row), ...growths.map(growthRow)].join('\n')}\n`);
process.stdout.write(`JSON and charts: ${await keep(figures, growths)}\n`);
process.exitCode = chosen.length > 0 && figures.every((figure) => judge(figure) !== 'FAILED') ? 0 : 1;
