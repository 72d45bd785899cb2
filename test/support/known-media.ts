import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { Role } from '../../main/core/session-shape.ts';
import { cameraClip, cameraFile } from '../fixtures/camera-files.ts';
import { ffmpeg } from '../fixtures/run-ffmpeg.ts';
import { deliverMedia } from './deliver-clip.ts';
import { consent, onScreen } from './journey.ts';

/** A face clip and a card picture of which the test knows every byte, so that it can look for any part of them. */
export type KnownMedia = Readonly<Record<Role, Buffer>>;

export async function makeKnownMedia(): Promise<KnownMedia> {
  const firstFrame = ['-frames:v', '1', '-c:v', 'copy', '-f', 'image2pipe', 'pipe:1'];
  return {
    face: await readFile(await cameraClip('faceSmall')),
    card: await ffmpeg(['-f', 'mjpeg', '-i', await cameraFile('card'), ...firstFrame]),
  };
}

/** From welcome to the card, with a face held in main. */
export async function reachCard(page: Page, media: KnownMedia): Promise<void> {
  await consent(page, 'vi');
  await deliverMedia(page, 'face', media.face);
  await onScreen(page, 'card.ready');
}

/** From welcome to the review, with both held in main. */
export async function reachReview(page: Page, media: KnownMedia): Promise<void> {
  await reachCard(page, media);
  await deliverMedia(page, 'card', media.card);
  await onScreen(page, 'review');
}
