import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cameraFile } from '../fixtures/camera-files.ts';
import { ffmpeg } from '../fixtures/run-ffmpeg.ts';
import { cameraLive, onScreen, press, showToCamera } from '../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachCard } from '../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

let media: KnownMedia;
beforeAll(async () => {
  media = await makeKnownMedia();
});

interface Station {
  readonly folder: string;
  readonly launch: (policy: object) => Promise<RunningKiosk>;
  readonly end: () => Promise<void>;
}

/** A station of its own for each test, which run beside each other. */
async function makeStation(): Promise<Station> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-file-'));
  const camera = join(folder, 'camera.mjpeg');
  await showToCamera(camera, 'desk');
  let kiosk: RunningKiosk | null = null;
  return {
    folder,
    async launch(policy) {
      const file = join(folder, 'policy.json');
      await writeFile(file, JSON.stringify(policy));
      kiosk = await launchKiosk({ cameraFile: camera, args: ['--practice', `--policy=${file}`] });
      return kiosk;
    },
    async end() {
      await kiosk?.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** The dialog is the system's own and cannot be driven; here it answers at once. */
const answerDialog = (app: RunningKiosk['app'], filePaths: readonly string[]): Promise<void> =>
  app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: [...paths] });
  }, filePaths);

/** What a scanner would write. */
const scannedCard = async (): Promise<Buffer> =>
  ffmpeg(['-i', await cameraFile('card'), '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'mjpeg', '-']);

describe.concurrent("the card's picture from a file, in the real app", () => {
  it('is prechecked like a scan and reaches the review', async ({ onTestFinished }) => {
    const { folder, launch, end } = await makeStation();
    onTestFinished(end);
    const scan = join(folder, 'scan.jpg');
    await writeFile(scan, await scannedCard());
    // Without guidance the camera takes no card by itself before the button is pressed.
    const { page, app } = await launch({ card: { fromFile: true }, cameras: { guidance: false } });
    await reachCard(page, media);
    await cameraLive(page, 'scan');
    await answerDialog(app, []);
    await press(page, 'pick-file');
    await cameraLive(page, 'scan');
    await answerDialog(app, [join(folder, 'gone.jpg')]);
    await press(page, 'pick-file');
    await page.getByText('inputUnreadable').waitFor();
    await answerDialog(app, [scan]);
    await press(page, 'pick-file');
    await onScreen(page, 'review', 30_000);
    expect(await page.getByTestId('submit').isEnabled()).toBe(true);
  });
});

describe.concurrent("the card's picture from the scanner's folder, in the real app", () => {
  it('is taken as soon as it is there, prechecked like a scan, and removed where the policy says so', async ({
    expect: expectHere,
    onTestFinished,
  }) => {
    const { folder, launch, end } = await makeStation();
    onTestFinished(end);
    const scans = join(folder, 'scans');
    await mkdir(scans);
    await writeFile(join(scans, 'yesterday.jpg'), await scannedCard());
    const card = { camera: false, folder: { path: scans, afterwards: 'erase' } };
    const { page } = await launch({ card, cameras: { guidance: false } });
    await reachCard(page, media);
    await page.getByTestId('scanner').waitFor();
    // No document camera: none is opened, and there is no button for it.
    expect(await page.locator('video').count()).toBe(0);
    expect(await page.getByTestId('scan').count()).toBe(0);
    // The share goes away and comes back: said on this very screen, and no longer once it is mended.
    const note = page.getByTestId('folder-unreadable');
    expect(await note.count()).toBe(0);
    await rename(scans, `${scans}-away`);
    await note.waitFor();
    await rename(`${scans}-away`, scans);
    await note.waitFor({ state: 'detached' });
    await writeFile(join(scans, 'scan.jpg'), await scannedCard());
    await onScreen(page, 'review', 30_000);
    expect(await page.getByTestId('submit').isEnabled()).toBe(true);
    await expectHere.poll(() => readdir(scans)).toEqual(['yesterday.jpg']);
    // The page knows that there is a folder, not which.
    const info = await page.evaluate(() => {
      const door = Reflect.get(globalThis, 'kiosk') as { invoke(c: string, i: unknown): Promise<unknown> };
      return door.invoke('app.info', undefined);
    });
    expect(JSON.stringify(info)).not.toContain(scans);
  });
});
