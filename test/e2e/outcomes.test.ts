import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { VerdictOutcome } from '../../main/core/verdict-shape.ts';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

/** Which practice scenario leads to which outcome; every outcome of the verdict has its row. */
const SCENARIOS = {
  approved: 'auto',
  rejected: 'code-301',
  review: 'sample-match-contradiction',
  retakeFace: 'code-412',
  retakeCard: 'code-407',
  retakeBoth: 'code-409',
  unknown: 'fault-not-json',
  serviceError: 'gateway-401',
} as const satisfies Record<VerdictOutcome, string>;

let kiosk: RunningKiosk | null = null;
const camera = join(process.env['TMPDIR'] ?? '/tmp', `kiosk-e2e-camera-${process.pid}.mjpeg`);

afterEach(async () => {
  await kiosk?.close();
  kiosk = null;
  await rm(camera, { force: true });
});

describe('the whole journey in the real app', () => {
  it.each(Object.entries(SCENARIOS))(
    'ends with "%s" when the service answers as in scenario %s',
    async (outcome, scenario) => {
      await showToCamera(camera, 'face');
      kiosk = await launchKiosk({
        cameraFile: camera,
        args: ['--practice', `--practice-scenario=${scenario}`],
      });
      const { page } = kiosk;
      await captureBoth(page, camera);
      await press(page, 'submit');
      await onScreen(page, 'verdict', 60_000);
      await page.getByTestId(`outcome-${outcome}`).waitFor({ timeout: 5000 });
      await page.getByTestId('practice-banner').waitFor({ timeout: 1000 });
      await press(page, 'finish');
      await onScreen(page, 'idle');
      expect(await mediaFilesBelow(kiosk.profileDir)).toEqual([]);
    },
  );
});

/** No recording or scan may rest on disk. */
async function mediaFilesBelow(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  expect(names.length).toBeGreaterThan(0);
  return names.filter((name) => /\.(mp4|webm|mkv|jpe?g|png)$/i.test(name));
}
