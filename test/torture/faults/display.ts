import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { customerPage } from '../../support/customer-page.ts';
import { type Displays, startDisplays } from '../../support/displays.ts';
import { cameraLive, consent, onScreen, press, pressIfThere, showToCamera } from '../../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachReview } from '../../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../../support/launch-kiosk.ts';
import { mediaLeftBy, processesOf, proveSearch } from '../../support/media-scan.ts';
import { becomeOrdinary, type OrdinaryUser } from '../../support/ordinary-user.ts';
import { type Auditor, type FaultLine, leaveBy, openAuditor, playFault } from './laws.ts';

/** The program ends, and what it has started. */
const END_MS = 15_000;

interface DisplayStation {
  readonly user: OrdinaryUser;
  readonly profileDir: string;
  readonly camera: string;
  readonly media: KnownMedia;
  readonly auditor: Auditor;
}

/** Real X servers of its own: one of two displays is unplugged, and the whole server is killed. */
export async function loseDisplay(): Promise<readonly FaultLine[]> {
  const user = await becomeOrdinary();
  const camera = join(tmpdir(), `faults-display-${process.pid}.mjpeg`);
  try {
    const media = await makeKnownMedia();
    proveSearch(media);
    const profileDir = await user.makeFolder('profile');
    const auditor = openAuditor(profileDir, () => mediaLeftBy(user, media));
    const station = { user, profileDir, camera, media, auditor };
    return [
      await loseSecond(station),
      await loseServer(station, 'recording', false),
      await loseServer(station, 'a request under way', true),
    ];
  } finally {
    await user.end();
    await rm(camera, { force: true });
  }
}

async function open(
  { user, profileDir, camera }: DisplayStation,
  displays: Displays,
  shows: 'desk' | 'faceSmall',
  scenario: string,
): Promise<RunningKiosk> {
  await showToCamera(camera, shows);
  const args = ['--practice', `--practice-scenario=${scenario}`, '--window-size=1280x1000'];
  const kiosk = await launchKiosk({ user, profileDir, cameraFile: camera, env: displays.env, args });
  await onScreen(kiosk.page, 'idle');
  return kiosk;
}

/** The customer's display goes at each step of one journey, and comes back: the session goes on to its end. */
async function loseSecond(station: DisplayStation): Promise<FaultLine> {
  const displays = await startDisplays();
  await displays.plug(2);
  const kiosk = await open(station, displays, 'desk', 'code-200');
  const { page } = kiosk;
  const unplug = async (): Promise<void> => {
    const gone = (await customerPage(kiosk)).waitForEvent('close', { timeout: 20_000 });
    await displays.plug(1);
    await gone;
    await displays.plug(2);
    await customerPage(kiosk);
  };
  try {
    return await playFault(
      'second display unplugged at welcome, at the review and at the verdict',
      () => page,
      async () => {
        await unplug();
        await reachReview(page, station.media);
        await unplug();
        await onScreen(page, 'review');
        await press(page, 'submit');
        await onScreen(page, 'verdict', 60_000);
        await unplug();
        await page.getByTestId('outcome-approved').waitFor({ timeout: 5000 });
        await leaveBy(page, 'finish');
        const wrong = await station.auditor.look({ approvals: 1, calls: { answered: 1 } });
        return { happened: 'the session went on to its end each time', wrong };
      },
    );
  } finally {
    await kiosk.close();
    await displays.close();
  }
}

/** The X server dies: the program ends with everything it started, and the next start tells the truth. */
async function loseServer(station: DisplayStation, when: string, isSending: boolean): Promise<FaultLine> {
  const { user, media, auditor } = station;
  const displays = await startDisplays();
  const kiosk = await open(station, displays, isSending ? 'desk' : 'faceSmall', 'fault-slow-answer');
  const { page } = kiosk;
  const program = kiosk.app.process();
  const told = await playFault(
    `display server killed with ${when}`,
    () => null,
    async () => {
      if (isSending) await sendSlowly(page, media);
      else await startRecording(page);
      const ended = once(program, 'exit', { signal: AbortSignal.timeout(END_MS) });
      await displays.kill();
      const [code, signal] = (await ended) as [number | null, string | null];
      const untilMs = Date.now() + END_MS;
      while ((await processesOf(user)).length > 0 && Date.now() < untilMs) await pause(100);
      const left = (await processesOf(user)).map((one) => `still running: ${one}`);
      const wrong = [
        ...left,
        ...(await mediaLeftBy(user, media)).map((file) => `media in ${file} before the next start`),
      ];
      const next = await startDisplays();
      const again = await open(station, next, 'desk', 'code-200');
      try {
        const isTold = (await again.page.getByTestId('unresolved').count()) > 0;
        if (isTold !== isSending)
          wrong.push(`the unknown outcome was ${isTold ? '' : 'not '}told at welcome`);
        const calls: Record<string, number> = isSending ? { answered: 1, unknown: 1 } : { answered: 1 };
        wrong.push(...(await auditor.look({ approvals: 1, calls })));
      } finally {
        await again.close();
        await next.close();
      }
      return {
        happened: `ended (${signal ?? String(code)}); the next start is at welcome and tells it`,
        wrong,
      };
    },
  );
  // Nothing of it may stand in the next row's way.
  program.kill('SIGKILL');
  await displays.close();
  return told;
}

async function startRecording(page: Page): Promise<void> {
  await consent(page, 'vi');
  await cameraLive(page, 'record');
  await pressIfThere(page, 'record');
  await onScreen(page, 'face.recording');
}

async function sendSlowly(page: Page, media: KnownMedia): Promise<void> {
  await reachReview(page, media);
  await press(page, 'submit');
  await onScreen(page, 'sending');
  await page.locator('progress[value="1"]').waitFor();
}
