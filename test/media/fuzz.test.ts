import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import type { Result } from '../../main/core/result.ts';
import { createPrechecker } from '../../main/media/prechecker.ts';
import { drawCardScene } from '../fixtures/card-scene.ts';
import { clipFile } from './clips.ts';
import { mutate } from './mutate.ts';

/**
 * `FUZZ_FILES=2000 npx vitest run -c .ci/vitest.config.ts test/media/fuzz.test.ts` is the full run;
 * `FUZZ_FROM=700` goes on at that file, and every hundredth one is told.
 */
const FILES = Number(process.env['FUZZ_FILES'] ?? 60);
const FROM = Number(process.env['FUZZ_FROM'] ?? 0);
const SLOWEST_MS = 25_000;

const dir = mkdtempSync(join(tmpdir(), 'fuzz-'));
const prechecker = createPrechecker({ policy: defaultPrecheckPolicy, ffmpegPath: null, modelsDir: null });
const facts = { cameraLabel: '', widthPx: 0, heightPx: 0, framesPerSecond: 0, mimeType: '' };
afterAll(async () => {
  await prechecker.close();
  rmSync(dir, { recursive: true, force: true });
});

interface Way {
  readonly source: Uint8Array;
  readonly check: (bytes: Uint8Array, signal: AbortSignal) => Promise<Result<unknown>>;
}
const ways: Way[] = [];

beforeAll(async () => {
  const inspect: Way['check'] = (bytes, signal) => {
    const path = join(dir, 'mutant.mp4');
    writeFileSync(path, bytes);
    return prechecker.inspectVideo(path, false, signal);
  };
  const record: Way['check'] = (bytes, signal) => prechecker.checkFace(bytes, facts, signal);
  const card: Way['check'] = (bytes, signal) => prechecker.inspectCard(bytes, signal);
  const clip = new Uint8Array(readFileSync(await clipFile('short')));
  const scan = sharp(await drawCardScene(null)).resize(900);
  ways.push(
    { source: clip, check: inspect },
    { source: clip, check: record },
    { source: new Uint8Array(readFileSync(await clipFile('webm'))), check: inspect },
    { source: new Uint8Array(await scan.clone().jpeg().toBuffer()), check: card },
    { source: new Uint8Array(await scan.clone().png().toBuffer()), check: card },
  );
  // The start of the engines, a second or more, is no file's time.
  for (const { source, check } of ways) await check(source, AbortSignal.timeout(SLOWEST_MS));
});

test(
  `${FILES} mutated files give an answer each: no crash, no hang`,
  { timeout: 60_000 + FILES * 2_000 },
  async () => {
    const codes = new Map<string, number>();
    let slowest = { ms: 0, seed: -1 };
    for (let seed = FROM; seed < FILES; seed++) {
      const way = ways[seed % ways.length];
      if (!way) throw new Error('no way to check');
      const bytes = mutate(way.source, seed);
      const startedMs = performance.now();
      const answer = await way.check(bytes, AbortSignal.timeout(SLOWEST_MS));
      const tookMs = performance.now() - startedMs;
      if (tookMs > slowest.ms) slowest = { ms: tookMs, seed };
      const code = answer.ok ? 'answered' : answer.failure.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (seed % 100 === 99 || code === 'faceEngineFailed') tell(seed, codes, slowest);
    }
    const allowed = new Set([
      'answered',
      'inputNotVideo',
      'inputNotImage',
      'inputUnreadable',
      'inputTooLarge',
      'imageTooManyPixels',
      'ffmpegFailed',
      'decodeTimeout',
    ]);
    expect([...codes.keys()].filter((code) => !allowed.has(code))).toEqual([]);
    expect([...codes.values()].reduce((sum, count) => sum + count, 0)).toBe(FILES - FROM);
    expect(slowest.ms).toBeLessThan(SLOWEST_MS);
  },
);

function tell(
  seed: number,
  codes: ReadonlyMap<string, number>,
  slowest: { readonly ms: number; readonly seed: number },
): void {
  if (FILES <= 100) return;
  process.stderr.write(
    `fuzz ${seed + 1}: ${JSON.stringify(Object.fromEntries(codes))}, slowest ${Math.round(slowest.ms)} ms (${slowest.seed})\n`,
  );
}
