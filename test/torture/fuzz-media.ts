import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import type { FailureCode } from '../../main/core/failure.ts';
import { createPrechecker } from '../../main/media/prechecker.ts';
import { drawCardScene } from '../fixtures/card-scene.ts';
import { clipFile } from '../media/clips.ts';
import { mutate } from '../media/mutate.ts';
import type { FuzzReport } from './fuzz-texts.ts';

const SLOWEST_MS = 25_000;
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
  let taken = 0;
  try {
    for (let n = 0; n < count; n += 1) {
      const bytes = mutate(n % 3 === 2 ? card : clip, seed + n);
      const signal = AbortSignal.timeout(SLOWEST_MS);
      if (n % 3 === 0) writeFileSync(path, bytes);
      const startedMs = performance.now();
      const answer =
        n % 3 === 0
          ? await prechecker.inspectVideo(path, false, signal)
          : n % 3 === 1
            ? await prechecker.checkFace(bytes, facts, signal)
            : await prechecker.checkCard(bytes, facts, signal);
      if (performance.now() - startedMs > SLOWEST_MS) wrong.push(`seed ${seed + n}: too slow`);
      if (answer.ok) taken += 1;
      else if (!REFUSALS.has(answer.failure.code)) wrong.push(`seed ${seed + n}: ${answer.failure.code}`);
    }
    return { tried: count, taken, wrong };
  } finally {
    await prechecker.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
