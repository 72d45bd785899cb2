import { readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { showCustomerLooks } from '../screens/customer.ts';
import { allLooks } from '../screens/looks.ts';
import { openStage, type Stage } from '../screens/stage.ts';
import { showToCamera } from '../support/journey.ts';
import { ROOT } from '../support/setup-manifest.ts';

export const TOUR_DIR = join(ROOT, 'resources/docs/tour');
const SIZE = { width: 1440, height: 960 } as const;

/** Screen of the demo -> picture of the README. */
const FROM_DEMO = {
  idle: 'welcome',
  'face-recording': 'face',
  'card-ready': 'card',
  review: 'review',
  sending: 'sending',
  verdict: 'verdict',
} as const;

/** What a demo does not come by: picture of the README -> look, and what to bring into view. */
const FROM_STAGE = {
  station: { look: 'station-drawn', at: '[data-testid="station-charts"]' },
  history: { look: 'staff-history', at: '.history-charts' },
  training: { look: 'staff-desk', at: '[data-testid="training"]' },
} as const;

/** The customer's own screen: the camera's picture, the oval, one hint. */
const CUSTOMER = { name: 'customer', look: 'customer-face-ready' } as const;
/** Long enough for a camera to show its first picture, ms. */
const CAMERA_MS = 1800;

/** Every picture that the README may name. */
export const TOUR_PICTURES: readonly string[] = [
  ...Object.values(FROM_DEMO),
  ...Object.keys(FROM_STAGE),
  CUSTOMER.name,
].map((name) => `${name}.jpg`);

/** Makes the README's pictures anew: from those of the demo, and of screens it does not come by. */
export async function makeTour(demoDir: string, toDir: string): Promise<void> {
  await mkdir(toDir, { recursive: true });
  const keep = async (name: string, png: Buffer | string): Promise<void> =>
    writeFile(join(toDir, `${name}.jpg`), await sharp(png).resize(900).jpeg({ quality: 80 }).toBuffer());
  const taken = readdirSync(demoDir).toSorted();
  for (const [screen, name] of Object.entries(FROM_DEMO)) {
    const file = taken.find((candidate) => candidate.endsWith(`-${screen}.png`));
    if (file === undefined) throw new Error(`the demo left no picture of ${screen}`);
    await keep(name, join(demoDir, file));
  }
  const camera = join(tmpdir(), `kiosk-tour-${process.pid}.mjpeg`);
  await showToCamera(camera, 'face');
  const stage = await openStage({ pageDir: join(ROOT, 'out/renderer'), cameraFile: camera });
  try {
    await stage.page.setViewportSize(SIZE);
    for (const [name, { look, at }] of Object.entries(FROM_STAGE))
      await keep(name, await lookAt(stage, look, at));
    await keep(CUSTOMER.name, await customerPicture(stage.page));
  } finally {
    await stage.close();
    await rm(camera, { force: true });
  }
}

async function lookAt(stage: Stage, name: string, at: string): Promise<Buffer> {
  const look = allLooks('vi')[name];
  if (look === undefined) throw new Error(`no look ${name}`);
  await stage.show(look);
  await stage.page.locator(at).evaluate((part) => part.scrollIntoView({ block: 'end' }));
  return stage.page.screenshot({ scale: 'css' });
}

async function customerPicture(page: Page): Promise<Buffer> {
  let picture: Buffer | null = null;
  await showCustomerLooks(page, 'vi', async (name) => {
    if (name !== CUSTOMER.look) return;
    await page.waitForTimeout(CAMERA_MS);
    picture = await page.screenshot({ scale: 'css' });
  });
  if (picture === null) throw new Error(`no look ${CUSTOMER.look}`);
  return picture;
}
