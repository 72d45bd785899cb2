import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, it } from 'vitest';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import type { CheckName } from '../../main/core/station-check.ts';
import { onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

const words = catalogues.vi.station;
let folder = '';
let kiosk: RunningKiosk | null = null;

afterEach(async () => {
  await kiosk?.close();
  kiosk = null;
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function open(camera: string, policy: object): Promise<Page> {
  const path = join(folder, 'policy.json');
  await writeFile(path, JSON.stringify({ receipt: { folder }, ...policy }));
  kiosk = await launchKiosk({ cameraFile: camera, args: ['--practice', `--policy=${path}`] });
  return kiosk.page;
}

const stateOf = (page: Page, name: CheckName): Promise<string | null> =>
  page.getByTestId(`check-${name}`).getAttribute('data-state');
const causeOf = (page: Page, name: CheckName): Promise<string | null> =>
  page.getByTestId(`check-${name}`).getAttribute('data-cause');

async function check(page: Page, result: 'station-go' | 'station-no-go'): Promise<void> {
  await press(page, 'station-check');
  await page.getByTestId('station-running').waitFor();
  await page.getByTestId(result).waitFor({ timeout: 60_000 });
}

it('the daily check is demanded, finds what is wrong with the real cameras, is printed on A4 and lets serve', async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-station-'));
  const camera = join(folder, 'camera.mjpeg');
  // A camera of 640 x 480 that shows a face: too coarse for the face at any seat, and for a card.
  await showToCamera(camera, 'faceCoarse');
  const page = await open(camera, { station: { dailyCheck: 'required' } });
  await page.getByTestId('station-due').waitFor();
  await press(page, 'start');
  await page.getByText(catalogues.vi.screens.common.refused).waitFor();
  await press(page, 'station-open');

  await check(page, 'station-no-go');
  expect(await causeOf(page, 'faceReach')).toBe('outOfReach');
  expect(await causeOf(page, 'cardPixels')).toBe('cardTooCoarse');
  expect(await stateOf(page, 'faceFocus')).not.toBe('notAssessed');
  expect(await stateOf(page, 'faceLight')).toBe('ok');
  const fine = ['faceCamera', 'cardCamera', 'tls', 'clock', 'disk', 'model', 'journal'] as const;
  expect(await Promise.all(fine.map((name) => stateOf(page, name)))).toEqual(fine.map(() => 'ok'));
  expect(await causeOf(page, 'printer')).toBe('savedAsPdf');

  // Drawn as well: two whole seconds of pictures and more, and sixteen bands of rows.
  const told = page.getByTestId('station-charts').locator('tbody tr');
  expect(await told.count()).toBeGreaterThanOrEqual(2 + 16);
  expect(await page.getByTestId('station-charts').locator('.chart-line').getAttribute('d')).toMatch(
    /^M[\d.]+,/,
  );

  await press(page, 'station-print');
  await page.getByText(words.printed.savedAsPdf).waitFor({ timeout: 20_000 });
  expect(
    (await readdir(folder)).filter((name) => /^station-check-\d{4}-\d\d-\d\d\.pdf$/.test(name)),
  ).toHaveLength(1);
  await press(page, 'station-close');
  await onScreen(page, 'idle');
});
