import { parseArgs } from 'node:util';
import { topics, type Edition } from './topics.ts';

/**
 * `npm run torture [-- --full] [--seed N] [TOPIC...]`: everything that may go wrong in a branch, by the dozen or by
 * the thousand. Prints a table; exit status 1 where a law of the design was broken.
 */
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: { full: { type: 'boolean' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const edition: Edition = values.full === true ? 'full' : 'quick';
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const isAsked = (name: string): boolean =>
  positionals.some((asked) => name === asked || name.startsWith(`${asked}-`));
const chosen = topics.filter(({ name }) => positionals.length === 0 || isAsked(name));
if (chosen.length === 0) process.stderr.write(`topics: ${topics.map(({ name }) => name).join(' ')}\n`);
process.stdout.write(`torture, ${edition} edition, seed ${seed}\n`);

let good = chosen.length > 0;
for (const { name, what, run } of chosen) {
  const startedMs = performance.now();
  // A topic that breaks down is a failed one; the others are still run.
  const { count, figures, wrong } = await run(edition, seed).catch((cause: unknown) => ({
    count: 0,
    figures: 'broke off',
    wrong: [cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)],
  }));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0).padStart(5);
  good &&= wrong.length === 0;
  const mark = wrong.length === 0 ? 'ok    ' : 'FAILED';
  process.stdout.write(
    `${mark} ${name.padEnd(14)} ${String(count).padStart(7)} ${what.padEnd(28)} ${seconds} s  ${figures}\n`,
  );
  for (const line of wrong.slice(0, 10)) process.stdout.write(`         ${line}\n`);
}
process.exitCode = good ? 0 : 1;
