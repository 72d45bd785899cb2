import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { Role } from '../../main/core/session-shape.ts';
import { cameraClip, type CameraPicture } from '../fixtures/camera-files.ts';

/** Hands main a clip of this picture as the page would after recording it: main's own precheck decides. */
export async function deliverClip(page: Page, picture: CameraPicture): Promise<void> {
  await deliverMedia(page, 'face', await readFile(await cameraClip(picture)));
}

const FACTS = { cameraLabel: 'a camera', widthPx: 1280, heightPx: 960, framesPerSecond: 30 } as const;
const MIME = { face: 'video/mp4', card: 'image/jpeg' } as const satisfies Record<Role, string>;

/** Does with these bytes what the page does with its camera's: the moment of capture, then the delivery. */
export async function deliverMedia(page: Page, role: Role, media: Buffer): Promise<void> {
  await page.evaluate(
    async ({ which, base64, facts, moment }) => {
      const { kiosk } = window as unknown as {
        readonly kiosk: { invoke(channel: string, input: unknown): Promise<unknown> };
      };
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      await kiosk.invoke('session.intent', { type: moment });
      await kiosk.invoke('media.deliver', { role: which, bytes, facts });
    },
    {
      which: role,
      base64: media.toString('base64'),
      facts: { ...FACTS, mimeType: MIME[role] },
      moment: role === 'face' ? 'recordingStarted' : 'scanStarted',
    },
  );
}
