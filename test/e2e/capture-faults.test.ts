import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CARD_STEADY_MS, type CardCheck } from '../../main/core/card-guidance.ts';
import { STEADY_MS } from '../../main/core/guidance-hint.ts';
import type { Hint } from '../../main/core/guidance.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import type { RuleId } from '../../main/core/requirements.ts';
import { cameraClip, type CameraPicture } from '../fixtures/camera-files.ts';
import { deliverClip } from '../support/deliver-clip.ts';
import { cameraLive, consent, onAnyScreen, onScreen, press, showToCamera } from '../support/journey.ts';
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
  await writeFile(policy, JSON.stringify({ station: { dailyCheck: 'off' }, maxTries: 10 }));
  for (const { picture } of FACES) await cameraClip(picture);
  await showToCamera(camera, 'faceSmall');
  kiosk = await launchKiosk({ cameraFile: camera, args: ['--practice', `--policy=${policy}`] });
  page = kiosk.page;
}, 240_000);

afterAll(async () => {
  await kiosk.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const hint = (name: Hint | CardCheck | 'good'): Promise<void> =>
  page.locator(`[data-testid="hint"][data-hint="${name}"]`).waitFor({ timeout: 20_000 });
const rulesOn = (screen: 'retake' | 'review'): Promise<readonly (string | null)[]> =>
  page
    .locator(`[data-testid="screen-${screen}"] [data-rule]`)
    .evaluateAll((all) => all.map((line) => line.getAttribute('data-rule')));
/** The rules that the precheck names where it refuses. */
async function refusals(): Promise<readonly (string | null)[]> {
  await onScreen(page, 'retake');
  return rulesOn('retake');
}

/** Whatever became of one case, the next customer starts at welcome. */
async function nextPlease(): Promise<void> {
  if ((await page.getByTestId('screen-idle').count()) === 0) await press(page, 'cancel');
  await onScreen(page, 'idle');
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
  { picture: 'faceGlasses', hint: 'uncover', rule: 'face.eyesHidden' },
  { picture: 'faceTwo', hint: 'manyFaces', rule: 'face.several' },
];

describe('every fault of a face', () => {
  afterEach(nextPlease);

  it.each(FACES)('$picture: "$hint" on the preview, and refused for $rule', async (one) => {
    await customer(one.picture);
    await hint(one.hint);
    await deliverClip(page, one.picture);
    expect(await refusals()).toContain(one.rule);
  });

  it('a face that moves about is asked to hold still, and no countdown begins', async () => {
    await customer('faceRestless');
    await hint('holdStill');
    // Longer than a face at rest waits for its countdown.
    await page.waitForTimeout(STEADY_MS + 600);
    expect(await page.locator('.caption-count').count()).toBe(0);
    await onScreen(page, 'face.ready');
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

  it('somebody who comes to stand beside the recorded picture stops the recording, and is asked to go', async () => {
    await customer('faceJoined');
    await onScreen(page, 'face.recording');
    await onScreen(page, 'face.ready', 6000);
    await hint('manyFaces');
    expect(await page.getByTestId('screen-retake').count()).toBe(0);
  });
});

interface CardCase {
  readonly picture: CameraPicture;
  /** What is asked for on the preview; null where nothing is wrong that a camera can see. */
  readonly check: CardCheck | null;
  /** What the precheck says of it at least; nothing at all where this is empty. */
  readonly rules: readonly RuleId[];
}

const CARDS: readonly CardCase[] = [
  { picture: 'desk', check: 'seen', rules: ['card.noFace'] },
  { picture: 'cardBlurred', check: 'sharp', rules: ['card.blurred'] },
  { picture: 'cardGlare', check: 'clear', rules: ['card.glare'] },
  { picture: 'cardCutOff', check: 'whole', rules: ['card.noFace'] },
  { picture: 'cardTilted', check: 'straight', rules: [] },
  { picture: 'cardSmall', check: 'large', rules: ['card.smallFace'] },
  { picture: 'cardNoPortrait', check: null, rules: ['card.noFace'] },
  { picture: 'passport', check: null, rules: [] },
  { picture: 'passportOpen', check: null, rules: [] },
];

/** One customer for all of them: the teller scans again and again. */
describe('every fault of a card', () => {
  afterAll(nextPlease);

  it.each(CARDS)('$picture: "$check" asked for on the preview, and $rules said of it', async (one) => {
    await layUnderCamera(one.picture);
    if (one.check !== null) {
      await hint(one.check);
      const words = catalogues.vi.screens.guidance;
      const line = page.getByRole('listitem').filter({ hasText: words.cardChecks[one.check].name });
      await line.getByText(words.notYet).waitFor();
      // Longer than a card that lies well has to wait for its picture.
      await page.waitForTimeout(CARD_STEADY_MS + 500);
      await press(page, 'scan');
    }
    const end = await onAnyScreen(page, ['review', 'retake']);
    const said = (await rulesOn(end === 'review' ? 'review' : 'retake')).filter(isOfCard);
    expect(said).toEqual(expect.arrayContaining([...one.rules]));
    expect(said.length > 0).toBe(one.rules.length > 0);
  });
});

/** That the portrait was enlarged is a note on nearly every card of these. */
const isOfCard = (rule: string | null): boolean =>
  rule?.startsWith('card.') === true && rule !== 'card.enlarged';

/** The document camera opens with this under it: for a new customer, or for the same one's next scan. */
async function layUnderCamera(picture: CameraPicture): Promise<void> {
  if ((await page.getByTestId('screen-card-ready').count()) > 0) await nextPlease();
  const now = await onAnyScreen(page, ['idle', 'review', 'retake']);
  if (now === 'idle') {
    await customer('faceSmall');
    await cameraLive(page, 'record');
    await showToCamera(camera, picture);
    await deliverClip(page, 'faceSmall');
  } else {
    await showToCamera(camera, picture);
    if (now === 'review') await press(page, 'retake-card');
    await press(page, 'continue');
  }
  await onScreen(page, 'card.ready');
}
