import { benchCapture } from './capture.ts';
import { benchFleet } from './fleet.ts';
import { benchJournal } from './journal.ts';
import { benchPrecheck } from './precheck.ts';
import { benchUpload } from './upload.ts';

/** What is measured, and how much is allowed. */
interface Bench {
  readonly name: string;
  readonly unit: string;
  readonly limit: number;
  /** The value has to reach the limit; otherwise it must not go beyond it. */
  readonly isFloor?: true;
  readonly run: () => Promise<number>;
}

const BENCHES: readonly Bench[] = [
  { name: 'upload', unit: 'times curl', limit: 1.1, run: benchUpload },
  { name: 'precheck', unit: 'times plain ffmpeg', limit: 3, run: benchPrecheck },
  { name: 'journal', unit: 'ms for an append, p99, at 1,000,000 records', limit: 250, run: benchJournal },
  {
    name: 'fleet',
    unit: 'records per second taken by a cluster of three',
    // Ten times what a thousand stations with a hundred sessions each bring in eight hours.
    limit: 350,
    isFloor: true,
    run: benchFleet,
  },
  {
    name: 'capture',
    unit: "of the camera's frames in a guided clip",
    limit: 0.98,
    isFloor: true,
    run: benchCapture,
  },
];

const asked = process.argv.slice(2);
const chosen = BENCHES.filter(({ name }) => asked.length === 0 || asked.includes(name));
if (chosen.length === 0) process.stderr.write(`benches: ${BENCHES.map(({ name }) => name).join(' ')}\n`);

let good = chosen.length > 0;
for (const { name, unit, limit, isFloor, run } of chosen) {
  const value = await run();
  const isGood = isFloor === true ? value >= limit : value <= limit;
  good &&= isGood;
  process.stdout.write(
    `${isGood ? 'ok    ' : 'FAILED'} ${name}: ${value.toFixed(2)} ${unit} (limit ${limit})\n`,
  );
}
process.exitCode = good ? 0 : 1;
