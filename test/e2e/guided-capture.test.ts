import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COUNTDOWN_MS, STEADY_MS } from '../../main/core/guidance-hint.ts';
import { consent, onAnyScreen, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

let folder: string;
let camera: string;
let kiosk: RunningKiosk | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-guided-'));
  camera = join(folder, 'camera.mjpeg');
});

afterEach(async () => {
  await kiosk?.close();
  kiosk = null;
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const open = async (): Promise<RunningKiosk> => {
  kiosk = await launchKiosk({ cameraFile: camera, args: ['--practice'] });
  return kiosk;
};

/** Nobody touches a button, unless the machine was too slow and the precheck asks for another recording. */
async function faceTakesItself(page: Page, triesLeft = 3): Promise<void> {
  await onScreen(page, 'face.recording', 30_000);
  await showToCamera(camera, 'card');
  const after = await onAnyScreen(page, ['card.ready', 'retake']);
  if (after === 'card.ready' || triesLeft === 1) return;
  await showToCamera(camera, 'faceSmall');
  await press(page, 'continue');
  await faceTakesItself(page, triesLeft - 1);
}

describe('guided capture in the real app', () => {
  it('takes a good face and a good card without a touch', async () => {
    await showToCamera(camera, 'faceSmall');
    const { page } = await open();
    await consent(page, 'vi');
    await faceTakesItself(page);
    await onScreen(page, 'review', 60_000);
    expect(await page.getByTestId('submit').isEnabled()).toBe(true);
  });

  it('asks a customer who sits too far away to come closer, in centimetres, and does not record', async () => {
    await showToCamera(camera, 'faceTooFar');
    const { page } = await open();
    await consent(page, 'en');
    const hint = page.locator('[data-testid="hint"][data-hint="closer"]');
    await hint.waitFor();
    expect(await hint.textContent()).toMatch(/about \d+ cm closer/);
    // Longer than all that would start a recording: steady time and countdown.
    await page.waitForTimeout(STEADY_MS + COUNTDOWN_MS + 500);
    expect(await page.getByTestId('screen-face-ready').isVisible()).toBe(true);
  });

  it('says that a camera gives only 15 pictures a second, does not record by itself, and refuses such a recording', async () => {
    camera = join(folder, 'camera.y4m');
    await showToCamera(camera, 'faceSlow');
    const { page } = await open();
    await consent(page, 'en');
    const note = page.getByTestId('camera-slow');
    await note.waitFor();
    expect(await note.textContent()).toContain('15');
    await page.locator('[data-testid="hint"][data-hint="good"]').waitFor();
    // Longer than all that would start a recording: steady time and countdown.
    await page.waitForTimeout(STEADY_MS + COUNTDOWN_MS + 500);
    await press(page, 'record');
    await onScreen(page, 'retake');
    await page.locator('[data-rule="video.frameRate"]').waitFor();
  });
});
