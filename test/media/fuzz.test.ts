import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { createPrechecker } from '../../main/media/prechecker.ts';
import { clipFile } from './clips.ts';
import { mutate } from './mutate.ts';

/** `FUZZ_FILES=2000 npx vitest run -c .ci/vitest.config.ts test/media/fuzz.test.ts` is the full run. */
const FILES = Number(process.env['FUZZ_FILES'] ?? 60);
const SLOWEST_MS = 25_000;

const dir = mkdtempSync(join(tmpdir(), 'fuzz-'));
const prechecker = createPrechecker({ policy: defaultPrecheckPolicy, ffmpegPath: null, modelsDir: null });
afterAll(async () => {
  await prechecker.close();
  rmSync(dir, { recursive: true, force: true });
});

test(
  `${FILES} mutated files give an answer each: no crash, no hang`,
  { timeout: 60_000 + FILES * 2_000 },
  async () => {
    const source = new Uint8Array(readFileSync(await clipFile('short')));
    const facts = { cameraLabel: '', widthPx: 0, heightPx: 0, framesPerSecond: 0, mimeType: '' };
    const codes = new Map<string, number>();
    let slowestMs = 0;
    for (let seed = 0; seed < FILES; seed++) {
      const bytes = mutate(source, seed);
      const startedMs = performance.now();
      const path = join(dir, 'mutant.mp4');
      writeFileSync(path, bytes);
      const signal = AbortSignal.timeout(SLOWEST_MS);
      // Every other one takes the recording's way through the remuxer.
      const answer =
        seed % 2 === 0
          ? await prechecker.inspectVideo(path, false, signal)
          : await prechecker.checkFace(bytes, facts, signal);
      slowestMs = Math.max(slowestMs, performance.now() - startedMs);
      const code = answer.ok ? 'answered' : answer.failure.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    const allowed = new Set(['answered', 'inputNotVideo', 'inputTooLarge', 'ffmpegFailed', 'decodeTimeout']);
    expect([...codes.keys()].filter((code) => !allowed.has(code))).toEqual([]);
    expect([...codes.values()].reduce((sum, count) => sum + count, 0)).toBe(FILES);
    expect(slowestMs).toBeLessThan(SLOWEST_MS);
  },
);
