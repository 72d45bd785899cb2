import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { precheckReportSchema } from '../../main/core/precheck-report.ts';
import {
  cameraLive,
  consent,
  onAnyScreen,
  onScreen,
  pressIfThere,
  showToCamera,
} from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

let folder: string;
let camera: string;
let kiosk: RunningKiosk | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-cameras-'));
  camera = join(folder, 'camera.mjpeg');
});

afterEach(async () => {
  await kiosk?.close();
  kiosk = null;
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function openUnder(cameras: object): Promise<RunningKiosk> {
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify({ cameras }));
  const args = ['--practice', `--policy=${policy}`, `--practice-evidence=${folder}`];
  kiosk = await launchKiosk({ cameraFile: camera, args });
  return kiosk;
}

describe('what the policy says about cameras, in the real app', () => {
  it('records a camera mounted on its side upright, and finds the face in what it recorded', async () => {
    await showToCamera(camera, 'faceSideways');
    const { page } = await openUnder({ face: { rotationDegrees: 90 } });
    await consent(page, 'en');
    await cameraLive(page, 'record');
    await page.locator('[data-testid="hint"]').first().waitFor();
    await pressIfThere(page, 'record');
    await onAnyScreen(page, ['card.ready', 'retake', 'attendant']);
    const content: unknown = JSON.parse(await readFile(join(folder, 'precheck-face.json'), 'utf8'));
    const { video } = precheckReportSchema.parse(content);
    expect(video).toMatchObject({ widthPx: 960, heightPx: 1280, rotationDeg: 0 });
    const faces = video?.samples.flatMap(({ face }) => (face === null ? [] : [face])) ?? [];
    expect(faces.length).toBeGreaterThan(3);
    expect(Math.max(...faces.map(({ rollDeg }) => Math.abs(rollDeg)))).toBeLessThan(30);
  });

  it('refuses a camera outside the allow-list with its own sentence, in the page and in main', async () => {
    await showToCamera(camera, 'faceSmall');
    const { page } = await openUnder({ allowed: { face: ['Logitech BRIO*'] } });
    await onScreen(page, 'idle');
    const refused = await page.evaluate(() =>
      window.kiosk.invoke('cameras.choose', { role: 'face', choice: { deviceId: 'x', label: 'Other' } }),
    );
    expect(refused).toMatchObject({ ok: false, failure: { code: 'cameraRefused' } });
    await page.getByTestId('language-en').click();
    await page.getByTestId('start').click();
    await page.getByTestId('consent-check').check();
    await page.getByTestId('consent-continue').click();
    await onScreen(page, 'retake');
    await page.getByText('This camera may not be used').waitFor();
    await page.getByText('CameraRefused').waitFor();
  });
});
