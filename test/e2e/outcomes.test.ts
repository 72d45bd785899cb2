import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { VerdictOutcome } from '../../main/core/verdict-shape.ts';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

const scenario = (id: string): readonly string[] => [`--practice-scenario=${id}`];

/** What leads to which outcome; every outcome of the verdict has its row. */
const CAUSES = {
  approved: scenario('auto'),
  rejected: scenario('sample-match-contradiction'),
  review: [
    ...scenario('sample-success'),
    `--policy=${join(import.meta.dirname, 'policies/review-when-not-assessed.json')}`,
  ],
  retakeFace: scenario('code-412'),
  retakeCard: scenario('sample-no-face-in-document'),
  retakeBoth: scenario('code-409'),
  unknown: scenario('fault-not-json'),
  serviceError: scenario('gateway-401'),
} as const satisfies Record<VerdictOutcome, readonly string[]>;

let kiosk: RunningKiosk | null = null;
const camera = join(process.env['TMPDIR'] ?? '/tmp', `kiosk-e2e-camera-${process.pid}.mjpeg`);

afterEach(async () => {
  await kiosk?.close();
  kiosk = null;
  await rm(camera, { force: true });
});

describe('the whole journey in the real app', () => {
  it.each(Object.entries(CAUSES))('ends with "%s" under %s', async (outcome, causes) => {
    await showToCamera(camera, 'faceSmall');
    kiosk = await launchKiosk({
      cameraFile: camera,
      args: ['--practice', ...causes],
    });
    const { page } = kiosk;
    await captureBoth(page, camera, 'faceSmall');
    await press(page, 'submit');
    await onScreen(page, 'verdict', 60_000);
    await page.getByTestId(`outcome-${outcome}`).waitFor({ timeout: 5000 });
    await page.getByTestId('practice-banner').waitFor({ timeout: 1000 });
    await press(page, 'finish');
    await onScreen(page, 'idle');
    expect(await mediaFilesBelow(kiosk.profileDir)).toEqual([]);
  });
});

/** No recording or scan may rest on disk. */
async function mediaFilesBelow(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  expect(names.length).toBeGreaterThan(0);
  return names.filter((name) => /\.(mp4|webm|mkv|jpe?g|png)$/i.test(name));
}
