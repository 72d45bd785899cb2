import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { cameraClip, type CameraPicture } from '../fixtures/camera-files.ts';

/** Hands main a clip of this picture as the page would after recording it: main's own precheck decides. */
export async function deliverClip(page: Page, picture: CameraPicture): Promise<void> {
  const clip = (await readFile(await cameraClip(picture))).toString('base64');
  await page.evaluate(async (base64) => {
    const { kiosk } = window as unknown as {
      readonly kiosk: { invoke(channel: string, input: unknown): Promise<unknown> };
    };
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const facts = {
      cameraLabel: 'a camera',
      widthPx: 1280,
      heightPx: 960,
      framesPerSecond: 30,
      mimeType: 'video/mp4',
    };
    await kiosk.invoke('session.intent', { type: 'recordingStarted' });
    await kiosk.invoke('media.deliver', { role: 'face', bytes, facts });
  }, clip);
}
