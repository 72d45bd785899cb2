import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, type ExpectStatic, it } from 'vitest';
import { z } from 'zod';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { isRoot } from '../support/is-root.ts';
import { consent, onScreen, press, showToCamera } from '../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachCard } from '../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { mediaLeftBy, proveSearch } from '../support/media-scan.ts';
import { becomeOrdinary, type OrdinaryUser } from '../support/ordinary-user.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';

const camera = join(tmpdir(), `kiosk-recovery-camera-${process.pid}.mjpeg`);
let user: OrdinaryUser;
let media: KnownMedia;
let kiosk: RunningKiosk;

beforeAll(async () => {
  user = await becomeOrdinary();
  media = await makeKnownMedia();
  proveSearch(media);
  // A desk: no face and no card, so that the page does nothing by itself.
  await showToCamera(camera, 'desk');
});
afterAll(async () => {
  await user.end();
  await rm(camera, { force: true });
});

async function openStation(): Promise<RunningKiosk> {
  const opened = await launchKiosk({ user, cameraFile: camera, args: ['--practice'] });
  await onScreen(opened.page, 'idle');
  return opened;
}

const start = async (): Promise<void> => {
  kiosk = await openStation();
};

const rendererPid = (): Promise<number> =>
  kiosk.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  );

/** One station for all of them: fewer than four of these within a minute, so that it is never out of service. */
describe('a station that breaks', () => {
  beforeAll(start);
  afterAll(() => kiosk.close());

  it.each(['throw', 'reject'])(
    'outlives an exception of main (%s): the session ends in a fault',
    async (how) => {
      await consent(kiosk.page, 'vi');
      await kiosk.app.evaluate((_electron, kind) => {
        setTimeout(() => {
          if (kind === 'throw') throw new Error('a test');
          void Promise.reject(new Error('a test'));
        });
      }, how);
      await onScreen(kiosk.page, 'fault');
      expect(await previewBytes(kiosk)).toBe(0);
      await press(kiosk.page, 'finish');
      await onScreen(kiosk.page, 'idle');
    },
  );

  it('outlives the end of the graphics process', async () => {
    await consent(kiosk.page, 'vi');
    const pid = await kiosk.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0,
    );
    expect(pid).toBeGreaterThan(0);
    process.kill(pid, 'SIGKILL');
    await onScreen(kiosk.page, 'fault');
    await press(kiosk.page, 'finish');
    await onScreen(kiosk.page, 'idle');
  });

  it('loads a page anew that died; the session ends in a fault and its media are gone', async () => {
    await reachCard(kiosk.page, media);
    const page = kiosk.page;
    process.kill(await rendererPid(), 'SIGKILL');
    await expect.poll(() => shownScreen(kiosk), { timeout: 20_000 }).toBe('screen-fault');
    expect(page.isClosed()).toBe(false);
    expect(await previewBytes(kiosk)).toBe(0);
    await pressByHand(kiosk, 'finish');
    await expect.poll(() => shownScreen(kiosk), { timeout: 10_000 }).toBe('screen-idle');
    expect(await mediaLeftBy(user, media)).toEqual([]);
  });
});

/** Two stations beside each other: both wait until main misses what a living page says. */
describe.concurrent('a page that stands still', () => {
  it.for([
    ['drawing nothing', "document.getElementById('root').replaceChildren()"],
    ['hanging', 'setTimeout(() => { for (;;); })'],
  ])('by %s is noticed and replaced', async ([, code], { expect: expectHere, onTestFinished }) => {
    const stuck = await openStation();
    onTestFinished(() => stuck.close());
    await consentByHand(stuck, expectHere);
    await runInPage(stuck, code).catch(() => undefined);
    await expectHere.poll(() => shownScreen(stuck), { timeout: 60_000, interval: 1000 }).toBe('screen-fault');
    await pressByHand(stuck, 'finish');
    await expectHere.poll(() => shownScreen(stuck), { timeout: 10_000 }).toBe('screen-idle');
    expect(await shownScreen(stuck)).toBe('screen-idle');
  });
});

describe('a page that dies again and again', () => {
  beforeAll(start);
  afterAll(() => kiosk.close());

  it('puts the station out of service, with a support code', async () => {
    for (const wanted of ['screen-idle', 'screen-idle', 'screen-idle', 'out-of-service']) {
      process.kill(await rendererPid(), 'SIGKILL');
      // The dying page is still shown for a moment: wait for the next one's process first.
      await expect.poll(() => shownScreen(kiosk), { timeout: 20_000 }).toBe(wanted);
    }
    expect(
      await runInPage(kiosk, "document.querySelector('[data-testid=support-code]').textContent"),
    ).toMatch(/^P-[0-9A-Z]+$/);
  });
});

describe('a station whose books are not open yet', () => {
  it.runIf(process.platform === 'linux')(
    'says that it is loading, offers no start and answers nobody',
    async () => {
      const profileDir = await user.makeFolder('profile');
      await mkdir(join(profileDir, 'ledger'));
      // Whoever reads it waits for ever.
      await promisify(execFile)('mkfifo', ['-m', '666', join(profileDir, 'ledger/practice.ledger')]);
      await chmod(join(profileDir, 'ledger'), 0o777);
      const { app, page } = await launchKiosk({ user, profileDir, args: ['--practice'] });
      try {
        await page.getByText(catalogues.vi.screens.common.loading).waitFor();
        expect(await page.getByTestId('start').count()).toBe(0);
        expect(await page.evaluate(WHO_IS_FIRST)).toBe('main, asked for files');
      } finally {
        app.process().kill('SIGKILL');
      }
    },
  );
});

/** Main is there and serves the page, many times over, before it says a word about the session. */
const WHO_IS_FIRST = `Promise.race([
  kiosk.invoke('session.intent', { type: 'start', language: 'vi' }).then(() => 'main, asked to start'),
  kiosk.invoke('session.get', undefined).then(() => 'main, asked for the session'),
  (async () => {
    for (let i = 0; i < 20; i += 1) await fetch('index.html');
    return 'main, asked for files';
  })(),
])`;

describe('a station whose books cannot be opened', () => {
  it('says so in both languages, leaves no window and no mark of a crash, and ends with status 3', async () => {
    const profileDir = await user.makeFolder('profile');
    // A folder where the ledger's file should be.
    await mkdir(join(profileDir, 'ledger/practice.ledger'), { recursive: true });
    await mkdir(join(profileDir, 'preload'));
    const boxes = join(profileDir, 'preload/boxes.cjs');
    await writeFile(boxes, KEEP_BOXES);
    const args = [ROOT, '--practice', `--user-data-dir=${profileDir}`, ...(isRoot() ? ['--no-sandbox'] : [])];
    const run = await promisify(execFile)(readSetup().electronPath, ['-r', boxes, ...args]).catch(
      (failed: unknown) => endedSchema.parse(failed),
    );
    expect(run).toMatchObject({ code: 3 });
    const { journalFailed } = catalogues.vi.failures;
    expect(run.stderr).toContain(journalFailed);
    expect(run.stderr).toContain(catalogues.en.failures.journalFailed);
    expect(run.stdout).toContain(`box over 0 windows: ${journalFailed}`);
    expect(await readFile(join(profileDir, 'starts.json'), 'utf8')).toContain('"isRunning":false');
  });
});

const endedSchema = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

/** Nobody is there to close the box. */
const KEEP_BOXES = `const { BrowserWindow, dialog } = require('electron');
dialog.showErrorBox = (_title, content) =>
  console.log('box over ' + BrowserWindow.getAllWindows().length + ' windows: ' + content);`;

/** Playwright loses a page whose process died; main's own hand does not. */
function runInPage({ app }: RunningKiosk, code: string): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, script) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script, true) as Promise<unknown>,
    code,
  );
}

const pressByHand = (on: RunningKiosk, control: string): Promise<unknown> =>
  runInPage(on, `document.querySelector('[data-testid=${control}]:enabled').click()`);

/** From welcome to the face camera. */
async function consentByHand(on: RunningKiosk, expectHere: ExpectStatic): Promise<void> {
  await pressByHand(on, 'start');
  await expectHere.poll(() => shownScreen(on), { timeout: 10_000 }).toBe('screen-consent');
  await pressByHand(on, 'consent-check');
  await expectHere
    .poll(() => runInPage(on, "document.querySelector('[data-testid=consent-continue]').disabled"))
    .toBe(false);
  await pressByHand(on, 'consent-continue');
  await expectHere.poll(() => shownScreen(on), { timeout: 10_000 }).toBe('screen-face-ready');
}

async function shownScreen(on: RunningKiosk): Promise<string> {
  const code =
    "document.querySelector('[data-testid^=screen-],[data-testid=out-of-service]')?.dataset.testid ?? ''";
  // A page that hangs does not answer.
  const answer = await Promise.race([
    runInPage(on, code).catch(() => ''),
    new Promise((done) => setTimeout(() => done(''), 1500)),
  ]);
  return String(answer);
}

async function previewBytes(on: RunningKiosk): Promise<number> {
  const answer = await runInPage(
    on,
    "Promise.all(['face', 'card'].map((role) => window.kiosk.invoke('media.preview', { role }).then(({ value }) => value?.byteLength ?? 0))).then((all) => all[0] + all[1])",
  );
  return Number(answer);
}
