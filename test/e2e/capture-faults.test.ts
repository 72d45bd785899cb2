import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CardCheck } from '../../main/core/card-guidance.ts';
import type { Hint } from '../../main/core/guidance.ts';
import type { RuleId } from '../../main/core/requirements.ts';
import { cameraClip, type CameraPicture } from '../fixtures/camera-files.ts';
import { deliverClip } from '../support/deliver-clip.ts';
import { cameraLive, consent, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

/** One started app for all of them: the file is changed under the camera while it is closed between two customers. */
let folder = '';
let camera = '';
let kiosk: RunningKiosk;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-faults-'));
  camera = join(folder, 'camera.mjpeg');
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify({ station: { dailyCheck: 'off' } }));
  for (const { picture } of FACES) await cameraClip(picture);
  await showToCamera(camera, 'faceSmall');
  kiosk = await launchKiosk({ cameraFile: camera, args: ['--practice', `--policy=${policy}`] });
  page = kiosk.page;
}, 240_000);

/** Whatever became of one case, the next customer starts at welcome. */
afterEach(async () => {
  if ((await page.getByTestId('screen-idle').count()) === 0) await press(page, 'cancel');
  await onScreen(page, 'idle');
});

afterAll(async () => {
  await kiosk.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const hint = (name: Hint | CardCheck | 'good'): Promise<void> =>
  page.locator(`[data-testid="hint"][data-hint="${name}"]`).waitFor({ timeout: 20_000 });
/** The rules that the precheck names on the screen where it ended. */
async function refusals(): Promise<readonly (string | null)[]> {
  await onScreen(page, 'retake');
  const lines = page.locator('[data-testid="screen-retake"] [data-rule]');
  return lines.evaluateAll((all) => all.map((line) => line.getAttribute('data-rule')));
}

/** The next customer, with this before the face camera. */
async function customer(picture: CameraPicture): Promise<void> {
  await showToCamera(camera, picture);
  await consent(page, 'vi');
}

interface FaceCase {
  readonly picture: CameraPicture;
  readonly hint: Hint;
  readonly rule: RuleId;
}

const FACES: readonly FaceCase[] = [
  { picture: 'faceDark', hint: 'moreLight', rule: 'face.tooDark' },
  { picture: 'faceBright', hint: 'lessLight', rule: 'face.tooBright' },
  { picture: 'faceBacklit', hint: 'lightBehind', rule: 'face.backlit' },
  { picture: 'faceBlurred', hint: 'cleanLens', rule: 'face.blurred' },
  { picture: 'desk', hint: 'noFace', rule: 'face.none' },
  { picture: 'faceTooFar', hint: 'closer', rule: 'face.tooSmall' },
  { picture: 'faceTooNear', hint: 'farther', rule: 'face.outOfFrame' },
  { picture: 'faceOffCentre', hint: 'centre', rule: 'face.outOfFrame' },
  { picture: 'faceTurned', hint: 'lookStraight', rule: 'face.notFrontal' },
  { picture: 'faceMasked', hint: 'uncover', rule: 'face.covered' },
];

describe('every fault of a face', () => {
  it.each(FACES)('$picture: "$hint" on the preview, and refused for $rule', async (one) => {
    await customer(one.picture);
    await hint(one.hint);
    await deliverClip(page, one.picture);
    expect(await refusals()).toContain(one.rule);
  });

  it('a picture too coarse for the service is said, does not start by itself, and is refused', async () => {
    await customer('faceCoarse');
    await page.getByTestId('camera-small').waitFor();
    await cameraLive(page, 'record');
    await press(page, 'record');
    expect(await refusals()).toContain('video.resolution');
  });

  it('a photograph that stands still is recorded, and refused for it', async () => {
    await customer('faceStill');
    await onScreen(page, 'face.recording');
    expect(await refusals()).toContain('video.still');
  });

  it('a face that goes away stops the recording early, and the camera waits for it again', async () => {
    await customer('faceLost');
    await onScreen(page, 'face.recording');
    await onScreen(page, 'face.ready', 6000);
    await hint('noFace');
    expect(await page.getByTestId('screen-retake').count()).toBe(0);
  });
});
