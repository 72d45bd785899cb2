import { copyFile, rename } from 'node:fs/promises';
import type { Page } from 'playwright';
import { cameraFile, type CameraPicture } from '../fixtures/camera-files.ts';
import type { StateName } from '../../main/core/session-shape.ts';

/** Puts another picture before the camera: Chromium opens the file anew at the next getUserMedia. */
export async function showToCamera(shownFile: string, picture: CameraPicture): Promise<void> {
  await copyFile(await cameraFile(picture), `${shownFile}.next`);
  await rename(`${shownFile}.next`, shownFile);
}

/** Waits until the screen of a state is shown. */
export async function onScreen(page: Page, state: StateName, timeoutMs = 30_000): Promise<void> {
  await page.getByTestId(`screen-${state.replace('.', '-')}`).waitFor({ timeout: timeoutMs });
}

/** Waits until one of several screens is shown and says which. */
export async function onAnyScreen(
  page: Page,
  states: readonly StateName[],
  timeoutMs = 60_000,
): Promise<StateName> {
  return Promise.any(states.map((state) => onScreen(page, state, timeoutMs).then(() => state)));
}

export const press = (page: Page, control: string): Promise<void> => page.getByTestId(control).click();

/** From welcome to the face camera, by the real controls. */
export async function consent(page: Page, language: 'vi' | 'en'): Promise<void> {
  await onScreen(page, 'idle');
  await press(page, `language-${language}`);
  await press(page, 'start');
  await onScreen(page, 'consent');
  await page.getByTestId('consent-check').check();
  await press(page, 'consent-continue');
  await onScreen(page, 'face.ready');
}

/** Waits until the camera's picture is there: its button can be pressed. */
export async function cameraLive(page: Page, button: 'record' | 'scan'): Promise<void> {
  await page.waitForFunction(
    () =>
      new Promise<boolean>((resolve) => {
        const video = document.querySelector('video');
        if (video === null || video.srcObject === null) resolve(false);
        else video.requestVideoFrameCallback(() => resolve(true));
      }),
  );
  await page.locator(`[data-testid="${button}"]:enabled`).waitFor();
}

/**
 * One clean recording of the face, with the card's picture put before the camera meanwhile: the running camera
 * keeps its file, the next one opens the new. Where the machine could not keep up and the precheck asks for
 * another recording, it is made, as a teller would.
 */
export async function recordFace(
  page: Page,
  shownFile: string,
  face: CameraPicture = 'face',
  triesLeft = 3,
): Promise<void> {
  await cameraLive(page, 'record');
  await pressIfThere(page, 'record');
  await onScreen(page, 'face.recording');
  await showToCamera(shownFile, 'card');
  const after = await onAnyScreen(page, ['card.ready', 'retake', 'attendant', 'fault']);
  if (after === 'card.ready') return;
  if (after !== 'retake' || triesLeft === 1) throw new Error(`expected the card's screen, got "${after}"`);
  await showToCamera(shownFile, face);
  await press(page, 'continue');
  await recordFace(page, shownFile, face, triesLeft - 1);
}

/** Capture starts by itself once all is well; the teller's button does the same at once. */
export async function pressIfThere(page: Page, button: 'record' | 'scan'): Promise<void> {
  await page
    .getByTestId(button)
    .click({ timeout: 2000 })
    .catch(() => undefined);
}

/** From welcome to review with a good face and a good card. */
export async function captureBoth(page: Page, shownFile: string, face: CameraPicture): Promise<void> {
  await consent(page, 'vi');
  await recordFace(page, shownFile, face);
  // On a busy machine the scan has started by itself before anybody could see its button.
  const next = await Promise.any([
    cameraLive(page, 'scan').then(() => 'scan' as const),
    onScreen(page, 'review', 50_000).then(() => 'review' as const),
  ]);
  if (next === 'scan') await pressIfThere(page, 'scan');
  await onScreen(page, 'review', 20_000);
}
