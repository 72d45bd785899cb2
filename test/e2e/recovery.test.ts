import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StateName } from '../../main/core/session-shape.ts';
import {
  cameraLive,
  consent,
  onAnyScreen,
  onScreen,
  press,
  pressIfThere,
  recordFace,
  showToCamera,
} from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { mediaBelow } from '../support/media-marks.ts';

const camera = join(tmpdir(), `kiosk-recovery-camera-${process.pid}.mjpeg`);
const profileDir = join(tmpdir(), `kiosk-recovery-${process.pid}`);
/** Filmed so that the whole picture is recorded: the lightest for a busy machine. */
const FACE = 'faceSmall';
let kiosk: RunningKiosk;

const start = async (...args: readonly string[]): Promise<void> => {
  await showToCamera(camera, FACE);
  kiosk = await launchKiosk({ cameraFile: camera, profileDir, args: ['--practice', ...args] });
  await onAnyScreen(kiosk.page, ['idle']);
};
beforeEach(() => start());
afterEach(async () => {
  await kiosk.close();
  for (const path of [camera, profileDir])
    await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** From welcome to a state in which media are held, by the real controls. */
async function walkTo(state: StateName): Promise<void> {
  const { page } = kiosk;
  if (state === 'idle') return;
  await consent(page, 'vi');
  if (state === 'face.ready') return;
  if (state === 'face.recording' || state === 'face.checking') {
    await cameraLive(page, 'record');
    await pressIfThere(page, 'record');
    await onScreen(page, 'face.recording');
    if (state === 'face.checking') await onAnyScreen(page, ['face.checking', 'card.ready', 'retake']);
    return;
  }
  await recordFace(page, camera, FACE);
  if (state === 'card.ready') return;
  await cameraLive(page, 'scan');
  await pressIfThere(page, 'scan');
  await onScreen(page, 'review', 60_000);
  if (state === 'review') return;
  await press(page, 'submit');
  await onAnyScreen(page, ['sending', 'verdict']);
}

const rendererPid = (): Promise<number> =>
  kiosk.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  );

describe('a page that dies', () => {
  it('is loaded anew; the session ends in a fault and its media are gone', async () => {
    await walkTo('card.ready');
    const page = kiosk.page;
    process.kill(await rendererPid(), 'SIGKILL');
    await expect.poll(() => shownScreen(), { timeout: 20_000 }).toBe('screen-fault');
    expect(page.isClosed()).toBe(false);
    expect(await previewBytes()).toBe(0);
    await runInPage("document.querySelector('[data-testid=finish]').click()");
    await expect.poll(() => shownScreen(), { timeout: 10_000 }).toBe('screen-idle');
  });

  it('again and again puts the station out of service, with a support code', async () => {
    for (const wanted of ['screen-idle', 'screen-idle', 'screen-idle', 'out-of-service']) {
      process.kill(await rendererPid(), 'SIGKILL');
      // The dying page is still shown for a moment: wait for the next one's process first.
      await expect.poll(() => shownScreen(), { timeout: 20_000 }).toBe(wanted);
    }
    expect(await runInPage("document.querySelector('[data-testid=support-code]').textContent")).toMatch(
      /^P-[0-9A-Z]+$/,
    );
  });

  it('by hanging is noticed and replaced', async () => {
    await walkTo('face.ready');
    await runInPage('setTimeout(() => { for (;;); })').catch(() => undefined);
    await expect.poll(() => shownScreen(), { timeout: 60_000, interval: 1000 }).toBe('screen-fault');
  });

  it('by drawing nothing is noticed and replaced', async () => {
    await walkTo('face.ready');
    await runInPage("document.getElementById('root').replaceChildren()");
    await expect.poll(() => shownScreen(), { timeout: 60_000, interval: 1000 }).toBe('screen-fault');
  });
});

describe('main', () => {
  it.each(['throw', 'reject'])(
    'outlives an exception of its own (%s): the session ends in a fault',
    async (how) => {
      await walkTo('face.ready');
      await kiosk.app.evaluate((_electron, kind) => {
        setTimeout(() => {
          if (kind === 'throw') throw new Error('a test');
          void Promise.reject(new Error('a test'));
        });
      }, how);
      await expect.poll(() => shownScreen(), { timeout: 10_000 }).toBe('screen-fault');
    },
  );

  it('outlives the end of the graphics process', async () => {
    await walkTo('face.ready');
    const pid = await kiosk.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0,
    );
    expect(pid).toBeGreaterThan(0);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => shownScreen(), { timeout: 20_000 }).toBe('screen-fault');
  });
});

describe('kill -9', () => {
  it.each<StateName>(['face.ready', 'face.recording', 'face.checking', 'card.ready', 'review', 'sending'])(
    'in %s leaves no media on disk, and the next start is at welcome',
    async (state) => {
      await walkTo(state);
      kiosk.app.process().kill('SIGKILL');
      expect(await mediaBelow(profileDir)).toEqual([]);
      await start();
      expect(await shownScreen()).toBe('screen-idle');
      expect(await mediaBelow(profileDir)).toEqual([]);
    },
  );
});

/** Playwright loses a page whose process died; main's own hand does not. */
function runInPage(code: string): Promise<unknown> {
  return kiosk.app.evaluate(
    ({ BrowserWindow }, script) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script, true) as Promise<unknown>,
    code,
  );
}

async function shownScreen(): Promise<string> {
  const code =
    "document.querySelector('[data-testid^=screen-],[data-testid=out-of-service]')?.dataset.testid ?? ''";
  // A page that hangs does not answer.
  const answer = await Promise.race([
    runInPage(code).catch(() => ''),
    new Promise((done) => setTimeout(() => done(''), 1500)),
  ]);
  return String(answer);
}

async function previewBytes(): Promise<number> {
  const answer = await runInPage(
    "Promise.all(['face', 'card'].map((role) => window.kiosk.invoke('media.preview', { role }).then(({ value }) => value?.byteLength ?? 0))).then((all) => all[0] + all[1])",
  );
  return Number(answer);
}
