import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf, readBook } from '../../main/ledger/book.ts';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

const camera = join(tmpdir(), `kiosk-ledger-camera-${process.pid}.mjpeg`);
const policy = `--policy=${join(import.meta.dirname, 'policies/parking.json')}`;

let profileDir: string;
let kiosk: RunningKiosk | null = null;

beforeEach(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'kiosk-ledger-'));
});
afterEach(async () => {
  await kiosk?.close().catch(() => undefined);
  kiosk = null;
  await rm(camera, { force: true });
  await rm(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function start(scenario: string): Promise<RunningKiosk> {
  await showToCamera(camera, 'faceSmall');
  const args = ['--practice', `--practice-scenario=${scenario}`, policy];
  kiosk = await launchKiosk({ cameraFile: camera, profileDir, args });
  return kiosk;
}

const outcomes = async (): Promise<readonly string[]> =>
  readBook(await readFile(join(profileDir, 'ledger', 'practice.ledger'))).calls.map(outcomeOf);

const parked = (): Promise<string[]> => readdir(join(profileDir, 'parked', 'practice'));

describe('the ledger in the real app', () => {
  it('after a kill in mid-answer the next start tells of the call, until a person has noted it', async () => {
    const first = await start('fault-slow-answer');
    await captureBoth(first.page, camera, 'faceSmall');
    await press(first.page, 'submit');
    await onScreen(first.page, 'sending');
    await first.page.locator('progress[value="1"]').waitFor();
    const program = first.app.process();
    const gone = once(program, 'exit');
    program.kill('SIGKILL');
    await gone;
    expect(await outcomes()).toEqual(['unknown']);

    const second = await start('auto');
    await onScreen(second.page, 'idle');
    await second.page.getByTestId('unresolved').waitFor();
    await press(second.page, 'acknowledge');
    await second.page.getByTestId('unresolved').waitFor({ state: 'detached' });
    await second.close();

    const third = await start('auto');
    await onScreen(third.page, 'idle');
    expect(await third.page.getByTestId('unresolved').count()).toBe(0);
  });

  it('a check without an outcome is parked by a person, taken up again, sent again and erased', async () => {
    const { page } = await start('fault-close-without-answer');
    await captureBoth(page, camera, 'faceSmall');
    await press(page, 'submit');
    await onScreen(page, 'outcomeUnknown');
    await page.getByTestId('park-check').check();
    await press(page, 'park');
    await onScreen(page, 'idle');
    const [file = ''] = await parked();
    const reference = file.replace('.parked', '');
    await press(page, `open-${reference}`);
    await onScreen(page, 'outcomeUnknown');
    await press(page, 'resend');
    await onScreen(page, 'sending').catch(() => undefined);
    await onScreen(page, 'outcomeUnknown');
    await expect.poll(parked).toEqual([]);
    expect(await outcomes()).toEqual(['unknown', 'unknown']);
    await press(page, 'finish');
    await onScreen(page, 'idle');
  });
});
