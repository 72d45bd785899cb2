import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

const run = promisify(execFile);
const requestSchema = z.object({ parts: z.array(z.object({ field: z.string(), sha256: z.string() })) });
let kiosk: RunningKiosk | null = null;
let folder = '';

afterEach(async () => {
  await kiosk?.close();
  kiosk = null;
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** A kiosk whose policy hands evidence to a bank that has just made its certificate. */
async function launchWithBank(camera: string): Promise<RunningKiosk> {
  const certificatePath = join(folder, 'cert.pem');
  const files = ['-keyout', join(folder, 'key.pem'), '-out', certificatePath];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:3072',
    '-subj',
    '/CN=Bank',
    '-days',
    '30',
    '-nodes',
    ...files,
  ]);
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify({ handOver: { folder: join(folder, 'drop'), certificatePath } }));
  const evidence = `--practice-evidence=${join(folder, 'practice')}`;
  return launchKiosk({ cameraFile: camera, args: ['--practice', `--policy=${policy}`, evidence] });
}

it('hands over the very bytes that were sent, after telling the customer, before the verdict shows', async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-bank-'));
  const camera = join(folder, 'camera.mjpeg');
  await showToCamera(camera, 'faceSmall');
  kiosk = await launchWithBank(camera);
  const { page } = kiosk;
  await onScreen(page, 'idle');
  await press(page, 'start');
  await page.getByText(catalogues.vi.screens.consent.keptByBank).waitFor();
  await press(page, 'cancel');
  await captureBoth(page, camera, 'faceSmall');
  await press(page, 'submit');
  await onScreen(page, 'verdict', 60_000);
  const [name = '', ...others] = await readdir(join(folder, 'drop'));
  expect(others).toEqual([]);
  expect(name).toMatch(/^PRACTICE-evidence-.*\.p7m$/);
  const opened = await openAsBank(join(folder, 'drop', name));
  const request = requestSchema.parse(
    JSON.parse(await readFile(join(folder, 'practice/request.json'), 'utf8')),
  );
  const sent = new Map(request.parts.map(({ field, sha256 }) => [field, sha256]));
  expect(await sha256Of(join(opened, 'video.mp4'))).toBe(sent.get('video'));
  expect(await sha256Of(join(opened, 'card.jpg'))).toBe(sent.get('cmnd'));
});

async function openAsBank(sealed: string): Promise<string> {
  const opened = join(folder, 'opened');
  await mkdir(opened);
  const tar = join(opened, 'bundle.tar');
  const keys = ['-inkey', join(folder, 'key.pem'), '-recip', join(folder, 'cert.pem')];
  await run('openssl', ['cms', '-decrypt', '-inform', 'DER', '-binary', '-in', sealed, ...keys, '-out', tar]);
  await run('tar', ['-xf', tar, '-C', opened]);
  return opened;
}

const sha256Of = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
