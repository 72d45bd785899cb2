import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { makeBankKey, openAsBank } from '../support/bank-key.ts';
import { startBankServer } from '../support/bank-server.ts';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

const requestSchema = z.object({ parts: z.array(z.object({ field: z.string(), sha256: z.string() })) });
let kiosk: RunningKiosk | null = null;
let folder = '';

afterEach(async () => {
  await kiosk?.close();
  kiosk = null;
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

interface BankPolicy {
  readonly folder?: string;
  readonly post?: unknown;
}

/** A kiosk whose policy hands evidence to a bank. */
async function launchWithBank(camera: string, way: BankPolicy, profileDir?: string): Promise<RunningKiosk> {
  const policy = join(folder, 'policy.json');
  await writeFile(
    policy,
    JSON.stringify({ handOver: { ...way, certificatePath: join(folder, 'cert.pem') } }),
  );
  const evidence = `--practice-evidence=${join(folder, 'practice')}`;
  const args = ['--practice', `--policy=${policy}`, evidence];
  return launchKiosk({ cameraFile: camera, args, ...(profileDir === undefined ? {} : { profileDir }) });
}

/** From welcome to the verdict. */
async function toVerdict(page: Page, camera: string): Promise<void> {
  await captureBoth(page, camera, 'faceSmall');
  await press(page, 'submit');
  await onScreen(page, 'verdict', 60_000);
}

async function expectSentMedia(opened: string): Promise<void> {
  const text = await readFile(join(folder, 'practice/request.json'), 'utf8');
  const sent = new Map(
    requestSchema.parse(JSON.parse(text)).parts.map(({ field, sha256 }) => [field, sha256]),
  );
  expect(await sha256Of(join(opened, 'video.mp4'))).toBe(sent.get('video'));
  expect(await sha256Of(join(opened, 'card.jpg'))).toBe(sent.get('cmnd'));
}

it('hands over the very bytes that were sent, after telling the customer, before the verdict shows', async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-bank-'));
  await makeBankKey(folder);
  const camera = join(folder, 'camera.mjpeg');
  await showToCamera(camera, 'faceSmall');
  kiosk = await launchWithBank(camera, { folder: join(folder, 'drop') });
  const { page } = kiosk;
  await onScreen(page, 'idle');
  await press(page, 'start');
  await page.getByText(catalogues.vi.screens.consent.keptByBank).waitFor();
  await press(page, 'cancel');
  await toVerdict(page, camera);
  expect(await page.getByTestId('hand-over-waiting').count()).toBe(0);
  const [name = '', ...others] = await readdir(join(folder, 'drop'));
  expect(others).toEqual([]);
  expect(name).toMatch(/^PRACTICE-evidence-.*-1\.p7m$/);
  await expectSentMedia(await openAsBank(folder, join(folder, 'drop', name)));
});

it('keeps a copy that the bank refuses, tells teller and supervisor, and posts it after the next start', async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-bank-'));
  await makeBankKey(folder);
  const bank = await startBankServer();
  bank.manner = { does: 'refuse', status: 500 };
  const caBundlePath = join(folder, 'ca.pem');
  await writeFile(caBundlePath, bank.caPem);
  const camera = join(folder, 'camera.mjpeg');
  await showToCamera(camera, 'faceSmall');
  const profileDir = join(folder, 'profile');
  kiosk = await launchWithBank(camera, { post: { url: bank.url, caBundlePath } }, profileDir);
  const { page } = kiosk;
  const words = catalogues.vi.screens.desk.handOver;
  await toVerdict(page, camera);
  await page.getByText(words.waiting).waitFor();
  await page.getByTestId('outcome-approved').waitFor();
  const spool = join(profileDir, 'hand-over/practice');
  expect(await readdir(spool)).toHaveLength(1);
  await press(page, 'finish');
  await onScreen(page, 'idle');
  await press(page, 'admin-open');
  for (const digit of '739164') await press(page, `pin-${digit}`);
  await press(page, 'pin-submit');
  await page.getByTestId('hand-over-stand').filter({ hasText: words.lastTry }).waitFor();
  await kiosk.close();

  bank.manner = { does: 'take' };
  kiosk = await launchWithBank(camera, { post: { url: bank.url, caBundlePath } }, profileDir);
  await expect.poll(() => [...bank.taken.values()].length, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => readdir(spool), { timeout: 5000 }).toEqual([]);
  const [taken] = bank.taken.values();
  await writeFile(join(folder, 'taken.p7m'), taken?.bytes ?? '');
  await expectSentMedia(await openAsBank(folder, join(folder, 'taken.p7m')));
  await bank.close();
});

const sha256Of = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
