import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { onScreen, press, showToCamera } from '../../support/journey.ts';
import { deliverMedia } from '../../support/deliver-clip.ts';
import { type KnownMedia, makeKnownMedia, reachCard } from '../../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../../support/launch-kiosk.ts';
import { mediaLeftBy, proveSearch } from '../../support/media-scan.ts';
import { becomeOrdinary } from '../../support/ordinary-user.ts';
import { readTruth } from '../../support/station-truth.ts';
import { type FaultLine, leaveBy, openAuditor, playFault } from './laws.ts';

const DAY_MS = 86_400_000;

/**
 * Setting the system's clock needs root and would set it for everybody, and Linux gives no namespace for it. So the
 * clock is set where the program reads it: `Date` of main and page, from the first line on. What OpenSSL and Chromium
 * themselves read of the clock stays true; timers count by uptime, as they do when a real clock is set.
 */
const SHIFTED_DATE = `'use strict';
const fs = require('node:fs');
const Real = Date;
const shift = () => Number(fs.readFileSync(process.env.FAULT_CLOCK, 'utf8') || 0);
globalThis.Date = class extends Real {
  constructor(...all) { if (all.length === 0) super(Real.now() + shift()); else super(...all); }
  static now() { return Real.now() + shift(); }
};
`;

interface ClockRow {
  readonly name: string;
  /** From the customer's review on, against the true time. */
  readonly shiftMs: number;
}

const ROWS: readonly ClockRow[] = [
  { name: 'clock set back a day in mid-session', shiftMs: -DAY_MS },
  { name: 'clock set forth two days in mid-session', shiftMs: DAY_MS },
  { name: 'clock set to 1970 in mid-session', shiftMs: DAY_MS - Date.now() },
  { name: 'clock set forth ten years in mid-session', shiftMs: 3650 * DAY_MS },
  { name: 'clock set right again in mid-session', shiftMs: 0 },
];

/** The clock jumps between the two captures and while a request is under way; a start finds it set back. */
export async function setClock(): Promise<readonly FaultLine[]> {
  const user = await becomeOrdinary();
  const camera = join(tmpdir(), `faults-clock-${process.pid}.mjpeg`);
  try {
    const media = await makeKnownMedia();
    proveSearch(media);
    await showToCamera(camera, 'desk');
    const profileDir = await user.makeFolder('profile');
    const clock = join(user.homeDir, 'clock');
    const script = join(user.homeDir, 'shifted-date.cjs');
    const policy = join(user.homeDir, 'policy.json');
    // Playwright takes NODE_OPTIONS away from what it starts; this gives it back.
    const executablePath = join(user.homeDir, 'electron-with-clock');
    const words = `NODE_OPTIONS='--require=${script}' FAULT_CLOCK='${clock}'`;
    await writeFile(executablePath, `#!/bin/sh\nexec env ${words} '${user.executablePath}' "$@"\n`, {
      mode: 0o755,
    });
    await writeFile(script, SHIFTED_DATE);
    await writeFile(clock, '0');
    await writeFile(policy, JSON.stringify({ station: { dailyCheck: 'off' } }));
    const auditor = openAuditor(profileDir, () => mediaLeftBy(user, media));
    const start = (): Promise<RunningKiosk> =>
      launchKiosk({
        user: { ...user, executablePath },
        profileDir,
        cameraFile: camera,
        args: ['--practice', '--practice-scenario=code-200', `--policy=${policy}`],
      });
    let kiosk = await start();
    const lines: FaultLine[] = [];
    let done = 0;
    const serve = async (name: string, shiftMs: number, marks: number): Promise<FaultLine> =>
      playFault(
        name,
        () => kiosk.page,
        async () => {
          await serveAcross(kiosk, media, () => setTo(kiosk, clock, shiftMs));
          done += 1;
          const wrong = [...(await auditor.look({ approvals: done, calls: { answered: done } }))];
          const found = await countMarks(profileDir);
          if (found < marks) wrong.push(`${found} marks of a changed clock in the journal, not ${marks}`);
          return { happened: `approved; ${found} marks of a changed clock`, wrong };
        },
      );
    try {
      for (const [at, { name, shiftMs }] of ROWS.entries()) lines.push(await serve(name, shiftMs, at + 1));
      await kiosk.close();
      await writeFile(clock, String(-2 * DAY_MS));
      kiosk = await start();
      lines.push(await serve('clock set back two days between two starts', -2 * DAY_MS, ROWS.length + 1));
      return lines;
    } finally {
      await kiosk.close();
    }
  } finally {
    await user.end();
    await rm(camera, { force: true });
  }
}

/** One customer, whose clock changes between face and card, to a verdict that is right. */
async function serveAcross(
  { page }: RunningKiosk,
  media: KnownMedia,
  jump: () => Promise<void>,
): Promise<void> {
  await reachCard(page, media);
  await jump();
  await deliverMedia(page, 'card', media.card);
  await onScreen(page, 'review');
  await warnsOfNothing(page);
  await press(page, 'submit');
  await onScreen(page, 'verdict', 60_000);
  await page.getByTestId('outcome-approved').waitFor({ timeout: 5000 });
  await warnsOfNothing(page);
  await leaveBy(page, 'finish');
}

/** Nobody's time is up because a clock says so. */
async function warnsOfNothing(page: Page): Promise<void> {
  if ((await page.getByTestId('time-left').count()) > 0) throw new Error('the screen says that time is up');
}

/** For main at once; for the page, whose clock a preloaded script cannot reach, by hand. */
async function setTo({ page, app }: RunningKiosk, clock: string, shiftMs: number): Promise<void> {
  await writeFile(clock, String(shiftMs));
  await page.evaluate((ms) => {
    const holder = globalThis as { trueNow?: () => number };
    const trueNow = (holder.trueNow ??= Date.now.bind(Date));
    Date.now = () => trueNow() + ms;
  }, shiftMs);
  const main = await app.evaluate(() => Date.now());
  if (Math.abs(main - Date.now() - shiftMs) > 60_000) throw new Error('the clock of main did not change');
}

async function countMarks(profileDir: string): Promise<number> {
  const { records } = await readTruth(profileDir);
  return records.filter(({ type }) => type === 'clockChanged').length;
}
