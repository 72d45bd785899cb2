import { readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import type { VerdictOutcome } from '../../main/core/verdict-shape.ts';
import { scenarios } from '../../main/practice/scenarios.ts';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachReview } from '../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { mediaLeftBy, proveSearch } from '../support/media-scan.ts';
import { becomeOrdinary, type OrdinaryUser } from '../support/ordinary-user.ts';
import { readJournal } from '../support/read-journal.ts';
import { leaveTrainersDesk, offeredScenarios, openTrainersDesk, readScores } from '../support/trainer.ts';

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

/** Where a live station would send to; counts who comes. */
async function openTrap() {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { baseUrl: `https://127.0.0.1:${address.port}`, visits: () => visits, close: () => server.close() };
}

describe('the whole journey in the real app', () => {
  let trap: Awaited<ReturnType<typeof openTrap>>;
  beforeAll(async () => {
    trap = await openTrap();
    const policy = join(user.homeDir, 'live-policy.json');
    await writeFile(policy, JSON.stringify({ service: { baseUrl: trap.baseUrl } }));
    await start([`--policy=${policy}`]);
  });
  afterAll(async () => {
    await kiosk.close();
    trap.close();
  });

  it('ends with "approved" by the page’s own cameras, and leaves no media', async () => {
    await captureBoth(kiosk.page, camera, 'faceSmall');
    await expectOutcome('approved');
    expect(await mediaLeftBy(user, media)).toEqual([]);
    // From here on the page does nothing by itself.
    await showToCamera(camera, 'desk');
  });

  it('lets a trainer pick every refusal and fault by hand, marked as practice, and scores what the trainee does', async () => {
    const { page } = kiosk;
    const words = catalogues.vi.training;
    await openTrainersDesk(page, PIN);
    await page.getByTestId('practice-banner').waitFor({ timeout: 1000 });
    expect((await offeredScenarios(page)).toSorted()).toEqual(scenarios.map(({ id }) => id).toSorted());
    await page.getByTestId('scenario').selectOption('code-406');
    await leaveTrainersDesk(page);
    await reachReview(page, media);
    await press(page, 'submit');
    await page.getByTestId('outcome-retakeFace').waitFor({ timeout: 60_000 });
    await page.getByTestId('practice-banner').waitFor({ timeout: 1000 });
    await press(page, 'retake-face');
    await onScreen(page, 'retake');
    await press(page, 'cancel');
    await onScreen(page, 'idle');
    await openTrainersDesk(page, PIN);
    await page.getByTestId('score-sheet').waitFor();
    const [newest = []] = await readScores(page);
    expect(newest.slice(2)).toEqual([
      expect.stringContaining('406'),
      words.acts.retakeFace,
      words.acts.retakeFace,
      words.right,
    ]);
    await leaveTrainersDesk(page);
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

  it('has a score sheet with every decision, and in all of it nothing was sent or counted as a call that costs', async () => {
    const { page } = kiosk;
    await openTrainersDesk(page, PIN);
    await page.getByTestId('score-sheet').waitFor();
    const marks = (await readScores(page)).map((line) => line.at(-1));
    // Whoever ends where a retake is asked for has not understood it.
    expect(marks).toHaveLength(2 + Object.keys(CAUSES).length);
    expect(new Set(marks)).toEqual(new Set([catalogues.vi.training.right, catalogues.vi.training.wrong]));
    await leaveTrainersDesk(page);
    expect(trap.visits()).toBe(0);
    const files = await readdir(kiosk.profileDir, { recursive: true });
    expect(files).toContain(join('ledger', 'practice.ledger'));
    expect(files.filter((name) => /^(ledger|journal|parked).live/.test(name))).toEqual([]);
  });

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
