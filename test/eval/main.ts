import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { createPrechecker, type MediaPrechecker } from '../../main/media/prechecker.ts';
import { buildSet } from './build-set.ts';
import { type Label, parseLabels } from './labels.ts';
import { formatScore, type Scored } from './score.ts';

/**
 * `npm run eval -- DIR [--jobs N] [--details FILE]`: how well the precheck predicts the labels of DIR/labels.tsv.
 * `npm run eval -- DIR --build [--passes N]` makes such a folder from the fixtures first; each of ten passes spoils
 * another film and another portrait in every way.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string' },
    details: { type: 'string' },
    build: { type: 'boolean' },
    passes: { type: 'string' },
  },
});
const dir = positionals[0];
if (dir === undefined) {
  process.stderr.write('usage: npm run eval -- DIR [--jobs N] [--details FILE]\n');
  // Nothing can be scored without a folder: the status of wrong usage, as everywhere.
  process.exit(2);
}
if (values.build === true) {
  const count = await buildSet(dir, Number(values.passes ?? 10));
  process.stdout.write(`${count} files in ${dir}\n`);
}
const labels = parseLabels(await readFile(join(dir, 'labels.tsv'), 'utf8'));
const scored = await scoreAll(dir, labels, Number(values.jobs ?? Math.min(2, availableParallelism())));
process.stdout.write(formatScore(scored));
if (values.details) await writeFile(values.details, scored.map((one) => JSON.stringify(one)).join('\n'));
// The score is complete; what a library may have left open is not waited for.
process.exit(0);

async function scoreAll(folder: string, all: readonly Label[], jobs: number): Promise<Scored[]> {
  const results: Scored[] = [];
  const waiting = [...all];
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      const prechecker = createPrechecker({
        policy: defaultPrecheckPolicy,
        ffmpegPath: null,
        modelsDir: null,
      });
      for (let label = waiting.shift(); label; label = waiting.shift()) {
        results.push(await scoreOne(prechecker, folder, label));
        if (process.stderr.isTTY) process.stderr.write(`\r${results.length} of ${all.length} `);
      }
      await prechecker.close();
    }),
  );
  return results.toSorted((a, b) => a.file.localeCompare(b.file));
}

async function scoreOne(prechecker: MediaPrechecker, folder: string, label: Label): Promise<Scored> {
  const path = join(folder, label.file);
  const signal = AbortSignal.timeout(60_000);
  const startedMs = performance.now();
  const answer =
    label.kind === 'card'
      ? await prechecker.inspectCard(new Uint8Array(await readFile(path)), signal)
      : await prechecker.inspectVideo(path, false, signal);
  const elapsedMs = Math.round(performance.now() - startedMs);
  if (!answer.ok) {
    return { ...label, predicted: '409', outcome: 'fail', rules: [answer.failure.code], elapsedMs };
  }
  const { predictedCode, outcome, findings } = answer.value.summary;
  const rules = findings.map((one) => `${one.severity}:${one.rule}=${one.measured}`);
  return { ...label, predicted: predictedCode, outcome, rules, elapsedMs };
}
