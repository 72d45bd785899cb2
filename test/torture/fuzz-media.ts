import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import type { FailureCode } from '../../main/core/failure.ts';
import { createPrechecker } from '../../main/media/prechecker.ts';
import { drawCardScene } from '../fixtures/card-scene.ts';
import { clipFile } from '../media/clips.ts';
import { mutate } from '../media/mutate.ts';
import { processTree, sumOf } from '../support/process-tree.ts';
import type { FuzzReport } from './fuzz-texts.ts';

const SLOWEST_MS = 25_000;
/** Engines and one decoding at a time; a picture that swells would show here. */
const MOST_MB = 2000;
/** ffmpeg and ffprobe of the file in hand, and one that is just ending. */
const MOST_CHILDREN = 4;
const WAYS = 3;
const LOOK_EVERY_MS = 250;
const REFUSALS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'inputNotVideo',
  'inputNotImage',
  'inputUnreadable',
  'inputTooLarge',
  'imageTooManyPixels',
  'ffmpegFailed',
  'decodeTimeout',
]);

/** Mutated videos (by file and by the recording's way) and card images through the precheck. */
export async function fuzzMedia(count: number, seed: number): Promise<FuzzReport> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-media-'));
  const prechecker = createPrechecker({ policy: defaultPrecheckPolicy, ffmpegPath: null, modelsDir: null });
  const clip = new Uint8Array(readFileSync(await clipFile('short')));
  const card = new Uint8Array(await drawCardScene(null));
  const facts = { cameraLabel: '', widthPx: 0, heightPx: 0, framesPerSecond: 0, mimeType: '' };
  const path = join(folder, 'mutant.mp4');
  const wrong: string[] = [];
  const watched = await watchProcesses();
  let taken = 0;
  let slowestMs = 0;
  try {
    for (let n = 0; n < count; n += 1) {
      // Every way of reading gets every kind of damage: the kind goes by the seed, and six is twice three.
      const damage = seed + Math.floor(n / WAYS);
      const name = `seed ${seed}, file ${n}`;
      const bytes = mutate(n % WAYS === 2 ? card : clip, damage);
      const signal = AbortSignal.timeout(SLOWEST_MS);
      if (n % WAYS === 0) writeFileSync(path, bytes);
      const startedMs = performance.now();
      const answer =
        n % WAYS === 0
          ? await prechecker.inspectVideo(path, false, signal)
          : n % WAYS === 1
            ? await prechecker.checkFace(bytes, facts, signal)
            : await prechecker.checkCard(bytes, facts, signal);
      const tookMs = performance.now() - startedMs;
      slowestMs = Math.max(slowestMs, tookMs);
      if (tookMs > SLOWEST_MS) wrong.push(`${name}: ${tookMs.toFixed(0)} ms`);
      if (answer.ok) taken += 1;
      else if (!REFUSALS.has(answer.failure.code)) wrong.push(`${name}: ${answer.failure.code}`);
      if ((n + 1) % 500 === 0) process.stderr.write(`       media: ${n + 1} files\n`);
    }
  } finally {
    await prechecker.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const { mostMb, mostChildren, left } = await watched.end();
  if (left > 0) wrong.push(`${left} child processes left`);
  if (mostMb > MOST_MB) wrong.push(`${mostMb.toFixed(0)} MB`);
  if (mostChildren > MOST_CHILDREN) wrong.push(`${mostChildren} child processes at a time`);
  const figures = `slowest ${(slowestMs / 1000).toFixed(1)} s, most ${mostMb.toFixed(0)} MB and ${mostChildren} child processes, ${left} left`;
  return { tried: count, taken, wrong, figures };
}

interface Watched {
  readonly mostMb: number;
  readonly mostChildren: number;
  /** More than there were before. */
  readonly left: number;
}

/** Memory and child processes of this program meanwhile; nothing is counted where the kernel does not tell. */
async function watchProcesses(): Promise<{ readonly end: () => Promise<Watched> }> {
  const look = (): ReturnType<typeof processTree> =>
    process.platform === 'linux' ? processTree(process.pid) : Promise.resolve([]);
  const before = (await look()).length;
  let mostMb = 0;
  let mostChildren = 0;
  const timer = setInterval(() => {
    void look().then((tree) => {
      mostMb = Math.max(mostMb, sumOf(tree, 'ownMb'));
      mostChildren = Math.max(mostChildren, tree.length - before);
    });
  }, LOOK_EVERY_MS);
  return {
    async end() {
      clearInterval(timer);
      return { mostMb, mostChildren, left: Math.max(0, (await look()).length - before) };
    },
  };
}
