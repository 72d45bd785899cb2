import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { mulberry32 } from '../media/mutate.ts';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { mediaLeftBy, processesOf } from '../support/media-scan.ts';
import { becomeOrdinary, type OrdinaryUser } from '../support/ordinary-user.ts';
import { readTruth, untruths } from '../support/station-truth.ts';

export interface KillReport {
  readonly kills: number;
  /** In which state each kill found the session, as the journal's last record tells. */
  readonly foundIn: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
}

/** Bad ends in a row after which the station rests. */
const LOOP = 3;
/** Children of a program that was killed end when they notice. */
const CHILDREN_MS = 5000;
const SAY_EVERY = 10;

/** Kills the real app at random moments of the real journey, and reads after each what the next start makes of it. */
export async function runKills(
  count: number,
  seed: number,
  say: (line: string) => void,
): Promise<KillReport> {
  const random = mulberry32(seed);
  const user = await becomeOrdinary();
  const camera = join(tmpdir(), `kills-camera-${process.pid}.mjpeg`);
  const profileDir = await user.makeFolder('profile');
  const foundIn: Record<string, number> = {};
  const wrong: string[] = [];
  try {
    const journeyMs = await wholeJourneyMs({ user, profileDir, camera });
    for (let kill = 0; kill <= count; kill += 1) {
      const kiosk = await startAtWelcome({ user, profileDir, camera }, kill > 0 && kill % LOOP === 0);
      const truth = kill === 0 ? null : await readTruth(profileDir);
      if (truth !== null) wrong.push(...untruths(truth).map((what) => `kill ${kill}: ${what}`));
      if (kill === count) await kiosk.close();
      else {
        await killInJourney(kiosk, camera, random() * journeyMs);
        for (const left of await leftBy(user)) wrong.push(`kill ${kill + 1}: ${left}`);
        const last = (await readTruth(profileDir)).records.at(-1)?.type ?? 'none';
        foundIn[last] = (foundIn[last] ?? 0) + 1;
        if ((kill + 1) % SAY_EVERY === 0) say(`${kill + 1} kills, ${wrong.length} wrong`);
      }
    }
    return { kills: count, foundIn, wrong };
  } finally {
    await user.end();
    await rm(camera, { force: true });
  }
}

/** How long a journey takes that nobody ends, on this machine today: kills fall anywhere in it. */
async function wholeJourneyMs(station: Station): Promise<number> {
  const kiosk = await startAtWelcome(station, false);
  const startedMs = performance.now();
  await walkJourney(kiosk.page, station.camera);
  const lengthMs = performance.now() - startedMs;
  await kiosk.close();
  return lengthMs;
}

async function killInJourney({ app, page }: RunningKiosk, camera: string, afterMs: number): Promise<void> {
  const gone = once(app.process(), 'exit');
  const walk = walkJourney(page, camera).catch(() => undefined);
  await pause(afterMs);
  app.process().kill('SIGKILL');
  await gone;
  await walk;
}

/** Media and processes that outlive a kill. */
async function leftBy(user: OrdinaryUser): Promise<readonly string[]> {
  const untilMs = Date.now() + CHILDREN_MS;
  while ((await processesOf(user)).length > 0 && Date.now() < untilMs) await pause(100);
  const running = (await processesOf(user)).map((line) => `still running: ${line}`);
  return [...(await mediaLeftBy(user)).map((file) => `media in ${file}`), ...running];
}

interface Station {
  readonly user: OrdinaryUser;
  readonly profileDir: string;
  readonly camera: string;
}

/** Three bad ends in a row put the station out of service for a while, which it says; the start after that is free. */
async function startAtWelcome(station: Station, afterLoop: boolean): Promise<RunningKiosk> {
  const { user, profileDir, camera } = station;
  await showToCamera(camera, 'faceSmall');
  const kiosk = await launchKiosk({ user, cameraFile: camera, profileDir, args: ['--practice'] });
  if (!afterLoop) {
    await onScreen(kiosk.page, 'idle');
    return kiosk;
  }
  await kiosk.page.getByTestId('support-code').waitFor();
  await kiosk.close();
  return startAtWelcome(station, false);
}

async function walkJourney(page: Page, camera: string): Promise<void> {
  await captureBoth(page, camera, 'faceSmall');
  await press(page, 'submit');
  await onScreen(page, 'verdict', 60_000);
  await press(page, 'print');
  await page.getByTestId('finish').click();
  await onScreen(page, 'idle');
}
