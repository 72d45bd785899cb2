import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { makeBankKey, openAsBank } from '../support/bank-key.ts';
import { startBankServer } from '../support/bank-server.ts';
import { onScreen, press, showToCamera } from '../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachReview } from '../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

const requestSchema = z.object({ parts: z.array(z.object({ field: z.string(), sha256: z.string() })) });

let media: KnownMedia;
beforeAll(async () => {
  media = await makeKnownMedia();
});

interface BankPolicy {
  readonly folder?: string;
  readonly post?: unknown;
}

/** A station and the bank's key in a folder of their own: the two tests run beside each other. */
interface Station {
  readonly folder: string;
  readonly profileDir: string;
  /** A kiosk whose policy hands evidence to a bank. */
  readonly launch: (way: BankPolicy) => Promise<RunningKiosk>;
  readonly end: () => Promise<void>;
}

async function makeStation(): Promise<Station> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-bank-'));
  await makeBankKey(folder);
  const camera = join(folder, 'camera.mjpeg');
  // Nobody sits there: the page does nothing by itself.
  await showToCamera(camera, 'desk');
  const profileDir = join(folder, 'profile');
  let kiosk: RunningKiosk | null = null;
  return {
    folder,
    profileDir,
    async launch(way) {
      const policy = join(folder, 'policy.json');
      await writeFile(
        policy,
        JSON.stringify({ handOver: { ...way, certificatePath: join(folder, 'cert.pem') } }),
      );
      const evidence = `--practice-evidence=${join(folder, 'practice')}`;
      const args = ['--practice', `--policy=${policy}`, evidence];
      kiosk = await launchKiosk({ cameraFile: camera, args, profileDir });
      return kiosk;
    },
    async end() {
      await kiosk?.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** From welcome to the verdict. */
async function toVerdict(page: Page): Promise<void> {
  await reachReview(page, media);
  await press(page, 'submit');
  await onScreen(page, 'verdict', 60_000);
}

async function expectSentMedia(folder: string, opened: string): Promise<void> {
  const text = await readFile(join(folder, 'practice/request.json'), 'utf8');
  const sent = new Map(
    requestSchema.parse(JSON.parse(text)).parts.map(({ field, sha256 }) => [field, sha256]),
  );
  expect(await sha256Of(join(opened, 'video.mp4'))).toBe(sent.get('video'));
  expect(await sha256Of(join(opened, 'card.jpg'))).toBe(sent.get('cmnd'));
}

it.concurrent(
  'hands over the very bytes that were sent, after telling the customer, before the verdict shows',
  async ({ onTestFinished }) => {
    const { folder, launch, end } = await makeStation();
    onTestFinished(end);
    const { page } = await launch({ folder: join(folder, 'drop') });
    await onScreen(page, 'idle');
    await press(page, 'start');
    await page.getByText(catalogues.vi.screens.consent.keptByBank).waitFor();
    await press(page, 'cancel');
    await toVerdict(page);
    expect(await page.getByTestId('hand-over-waiting').count()).toBe(0);
    const [name = '', ...others] = await readdir(join(folder, 'drop'));
    expect(others).toEqual([]);
    expect(name).toMatch(/^PRACTICE-evidence-.*-1\.p7m$/);
    await expectSentMedia(folder, await openAsBank(folder, join(folder, 'drop', name)));
  },
);

it.concurrent(
  'keeps a copy that the bank refuses, tells teller and supervisor, and posts it after the next start',
  async ({ expect: expectHere, onTestFinished }) => {
    const { folder, profileDir, launch, end } = await makeStation();
    onTestFinished(end);
    const bank = await startBankServer();
    bank.manner = { does: 'refuse', status: 500 };
    const caBundlePath = join(folder, 'ca.pem');
    await writeFile(caBundlePath, bank.caPem);
    const refused = await launch({ post: { url: bank.url, caBundlePath } });
    const { page } = refused;
    const words = catalogues.vi.screens.desk.handOver;
    await toVerdict(page);
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
    await refused.close();

    bank.manner = { does: 'take' };
    await launch({ post: { url: bank.url, caBundlePath } });
    await expectHere.poll(() => [...bank.taken.values()].length, { timeout: 20_000 }).toBe(1);
    await expectHere.poll(() => readdir(spool), { timeout: 5000 }).toEqual([]);
    const [taken] = bank.taken.values();
    await writeFile(join(folder, 'taken.p7m'), taken?.bytes ?? '');
    await expectSentMedia(folder, await openAsBank(folder, join(folder, 'taken.p7m')));
    await bank.close();
  },
);

const sha256Of = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
