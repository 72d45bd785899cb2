import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { outcomeOf, readBook } from '../../main/ledger/book.ts';
import { onScreen, press, showToCamera } from '../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachReview } from '../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

const policy = `--policy=${join(import.meta.dirname, 'policies/parking.json')}`;

let media: KnownMedia;
beforeAll(async () => {
  media = await makeKnownMedia();
});

/** A station of its own for each test: what both mostly do is wait. */
interface Station {
  readonly start: (scenario: string) => Promise<RunningKiosk>;
  readonly outcomes: () => Promise<readonly string[]>;
  readonly parked: () => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
}

async function makeStation(): Promise<Station> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-ledger-'));
  const profileDir = join(folder, 'profile');
  const camera = join(folder, 'camera.mjpeg');
  // Nobody sits there: the page does nothing by itself.
  await showToCamera(camera, 'desk');
  let kiosk: RunningKiosk | null = null;
  return {
    async start(scenario) {
      const args = ['--practice', `--practice-scenario=${scenario}`, policy];
      kiosk = await launchKiosk({ cameraFile: camera, profileDir, args });
      return kiosk;
    },
    outcomes: async () =>
      readBook(await readFile(join(profileDir, 'ledger', 'practice.ledger'))).calls.map(outcomeOf),
    parked: () => readdir(join(profileDir, 'parked', 'practice')),
    async end() {
      await kiosk?.close().catch(() => undefined);
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

describe.concurrent('the ledger in the real app', () => {
  it('after a kill in mid-answer the next start tells of the call, until a person has noted it', async ({
    onTestFinished,
  }) => {
    const { start, outcomes, end } = await makeStation();
    onTestFinished(end);
    const first = await start('fault-slow-answer');
    await reachReview(first.page, media);
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

  it('a check without an outcome is parked by a person, taken up again, sent again and erased', async ({
    expect: expectHere,
    onTestFinished,
  }) => {
    const { start, outcomes, parked, end } = await makeStation();
    onTestFinished(end);
    const { page } = await start('fault-close-without-answer');
    await reachReview(page, media);
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
    await expectHere.poll(parked).toEqual([]);
    expect(await outcomes()).toEqual(['unknown', 'unknown']);
    await press(page, 'finish');
    await onScreen(page, 'idle');
  });
});
