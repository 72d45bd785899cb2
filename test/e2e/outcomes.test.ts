import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerdictOutcome } from '../../main/core/verdict-shape.ts';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachReview } from '../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { mediaLeftBy, proveSearch } from '../support/media-scan.ts';
import { becomeOrdinary, type OrdinaryUser } from '../support/ordinary-user.ts';
import { readJournal } from '../support/read-journal.ts';

/** What the practice service is told to do for which outcome; review needs a policy and has a station of its own. */
const CAUSES = {
  rejected: 'sample-match-contradiction',
  retakeFace: 'code-412',
  retakeCard: 'sample-no-face-in-document',
  retakeBoth: 'code-409',
  unknown: 'fault-not-json',
  serviceError: 'gateway-401',
} as const satisfies Record<Exclude<VerdictOutcome, 'approved' | 'review'>, string>;

const PIN = '730194';
const IDLE_SECONDS = 10;
const camera = join(tmpdir(), `kiosk-e2e-camera-${process.pid}.mjpeg`);
let user: OrdinaryUser;
let media: KnownMedia;
let kiosk: RunningKiosk;

beforeAll(async () => {
  user = await becomeOrdinary();
  media = await makeKnownMedia();
  proveSearch(media);
});
afterAll(async () => {
  await user.end();
  await rm(camera, { force: true });
});

const start = async (args: readonly string[] = []): Promise<void> => {
  await showToCamera(camera, 'faceSmall');
  kiosk = await launchKiosk({ user, cameraFile: camera, args: ['--practice', ...args] });
  await onScreen(kiosk.page, 'idle');
};

/** As a trainer would, behind the supervisor's PIN. */
const choose = async (scenario: string): Promise<void> => {
  const ask = (channel: string, input: unknown): Promise<unknown> =>
    kiosk.page.evaluate(
      ([name, said]) => {
        const door = Reflect.get(globalThis, 'kiosk') as { invoke(c: string, i: unknown): Promise<unknown> };
        return door.invoke(String(name), said);
      },
      [channel, input],
    );
  await ask('admin.do', { type: 'choosePin', pin: PIN });
  await ask('admin.do', { type: 'unlock', pin: PIN });
  expect(await ask('training.choose', { scenario })).toMatchObject({ ok: true });
  await ask('admin.do', { type: 'lock' });
  await onScreen(kiosk.page, 'idle');
};

/** The verdict is this one, marked as practice; then the station is at welcome. */
async function expectOutcome(outcome: VerdictOutcome): Promise<void> {
  const { page } = kiosk;
  await press(page, 'submit');
  await onScreen(page, 'verdict', 60_000);
  await page.getByTestId(`outcome-${outcome}`).waitFor({ timeout: 5000 });
  await page.getByTestId('practice-banner').waitFor({ timeout: 1000 });
  await press(page, 'finish');
  await onScreen(page, 'idle');
}

const lastRecords = async (): Promise<readonly unknown[]> =>
  (await readJournal(kiosk.profileDir, 'practice')).slice(-2);

describe('the whole journey in the real app', () => {
  beforeAll(() => start());
  afterAll(() => kiosk.close());

  it('ends with "approved" by the page’s own cameras, and leaves no media', async () => {
    await captureBoth(kiosk.page, camera, 'faceSmall');
    await expectOutcome('approved');
    expect(await mediaLeftBy(user, media)).toEqual([]);
    // From here on the page does nothing by itself.
    await showToCamera(camera, 'desk');
  });

  it.each(Object.entries(CAUSES))(
    'ends with "%s" under %s, and leaves no media',
    async (outcome, scenario) => {
      await choose(scenario);
      await reachReview(kiosk.page, media);
      await expectOutcome(outcome as VerdictOutcome);
      expect(await mediaLeftBy(user, media)).toEqual([]);
    },
  );

  it('ends at welcome when it is stopped, and leaves no media', async () => {
    await reachReview(kiosk.page, media);
    await press(kiosk.page, 'cancel');
    await onScreen(kiosk.page, 'idle');
    expect(await mediaLeftBy(user, media)).toEqual([]);
    expect(await lastRecords()).toMatchObject([
      { type: 'aborted', facts: { from: 'review', cause: 'person' } },
      { type: 'wiped', facts: { outcome: 'none' } },
    ]);
  });
});

describe('a station whose policy wants every verdict assessed and nobody to wait', () => {
  beforeAll(async () => {
    const policy = join(user.homeDir, 'policy.json');
    await writeFile(
      policy,
      JSON.stringify({ verdict: { reviewWhenNotAssessed: true }, kiosk: { idleSeconds: IDLE_SECONDS } }),
    );
    await start([`--policy=${policy}`]);
    await showToCamera(camera, 'desk');
  });
  afterAll(() => kiosk.close());

  it('ends with "review", and leaves no media', async () => {
    await reachReview(kiosk.page, media);
    await expectOutcome('review');
    expect(await mediaLeftBy(user, media)).toEqual([]);
  });

  it('wipes by itself when nobody is there for as long, returns to welcome, and the journal says so', async () => {
    await reachReview(kiosk.page, media);
    const sinceMs = Date.now();
    await onScreen(kiosk.page, 'idle', (IDLE_SECONDS + 10) * 1000);
    expect(Date.now() - sinceMs).toBeGreaterThan((IDLE_SECONDS - 1) * 1000);
    expect(await mediaLeftBy(user, media)).toEqual([]);
    expect(await lastRecords()).toMatchObject([
      { type: 'aborted', facts: { from: 'review', cause: 'deadline' } },
      { type: 'wiped', facts: { outcome: 'none' } },
    ]);
  });
});
