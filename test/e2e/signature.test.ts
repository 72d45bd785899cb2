import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseBody } from '../../main/core/journal-line.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { openDatabase } from '../../main/journal/database.ts';
import { onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

let folder = '';
let kiosk: RunningKiosk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-signature-'));
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify({ consentAct: 'signature' }));
  const camera = join(folder, 'camera.mjpeg');
  // Somebody too far away: nothing is recorded by itself while the test decides.
  await showToCamera(camera, 'faceTooFar');
  kiosk = await launchKiosk({ cameraFile: camera, args: ['--practice', `--policy=${policy}`] });
});
afterAll(async () => {
  await kiosk.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** One stroke by the mouse, over this share of the area's width. */
async function draw(page: Page, share: number): Promise<void> {
  const pad = page.getByTestId('signature-pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no signing area');
  const at = (part: number, height: number) =>
    [box.x + box.width * (0.1 + part * share), box.y + box.height * height] as const;
  await page.mouse.move(...at(0, 0.5));
  await page.mouse.down();
  for (let step = 1; step <= 20; step += 1)
    await page.mouse.move(...at(step / 20, 0.5 + 0.4 * share * Math.sin(step)));
  await page.mouse.up();
}

async function toConsent(page: Page): Promise<void> {
  await onScreen(page, 'idle');
  await press(page, 'start');
  await onScreen(page, 'consent');
}

it('consents by a drawn signature, by typed words, and by nothing less', async () => {
  const { page } = kiosk;
  await toConsent(page);
  const go = page.getByTestId('consent-continue');
  expect(await page.getByTestId('consent-check').count()).toBe(0);
  expect(await go.isDisabled()).toBe(true);
  // What the page does not allow, main does not allow either.
  const forced = await page.evaluate(() => window.kiosk.invoke('session.intent', { type: 'giveConsent' }));
  expect(forced).toMatchObject({ ok: false, failure: { code: 'consentNotSigned' } });
  await draw(page, 0.02);
  expect(await go.isDisabled()).toBe(true);
  await press(page, 'signature-clear');
  expect(await page.locator('.signature-pad polyline').count()).toBe(0);
  await draw(page, 0.7);
  await page.screenshot({ path: join(tmpdir(), 'kiosk-signature.png') });
  await go.click();
  await onScreen(page, 'face.ready');
  await press(page, 'cancel');
  await toConsent(page);
  await press(page, 'signature-type');
  await page.getByTestId('signature-typed').fill(catalogues.vi.screens.consent.sign.phrase.toLowerCase());
  await page.keyboard.press('Tab');
  await go.click();
  await onScreen(page, 'face.ready');
  const consents = await readConsents(kiosk.profileDir);
  expect(consents).toEqual([
    expect.objectContaining({
      act: 'signature',
      strokesSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    }),
    expect.objectContaining({ act: 'typed', language: 'vi' }),
  ]);
});

async function readConsents(profileDir: string): Promise<readonly unknown[]> {
  const names = await readdir(join(profileDir, 'journal'));
  const database = openDatabase(
    join(profileDir, 'journal', names.find((name) => name.endsWith('.db')) ?? ''),
  );
  const records = database.after(0, 1000).map(({ body }) => parseBody(body));
  return records.filter((record) => record?.type === 'consentGiven').map(({ facts }) => facts);
}
