import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DISPLAY_SIZE, startDisplays, type Displays } from '../support/displays.ts';
import { customerPage } from '../support/customer-page.ts';
import { consent, onAnyScreen, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

let displays: Displays;
let folder: string;
let camera: string;
let kiosk: RunningKiosk | null = null;

beforeAll(async () => {
  displays = await startDisplays();
  folder = await mkdtemp(join(tmpdir(), 'kiosk-second-'));
  camera = join(folder, 'camera.mjpeg');
});
afterEach(async () => {
  await kiosk?.close();
  kiosk = null;
});
afterAll(async () => {
  await displays.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function open(policy: object, count: 1 | 2): Promise<RunningKiosk> {
  await displays.plug(count);
  await showToCamera(camera, 'faceSmall');
  const file = join(folder, 'policy.json');
  await writeFile(file, JSON.stringify(policy));
  kiosk = await launchKiosk({
    cameraFile: camera,
    args: ['--practice', `--policy=${file}`, '--practice-scenario=code-200', '--window-size=1280x1000'],
    env: displays.env,
  });
  await onScreen(kiosk.page, 'idle');
  return kiosk;
}

const shows = (page: Page, screen: string, timeout = 30_000): Promise<void> =>
  page.getByTestId(`customer-${screen}`).waitFor({ timeout });

/** Chromium on X11 leaves a pixel, so that its window is not taken for a full-screen one. */
const filled = (x: number): object => ({
  x,
  y: 0,
  width: expect.closeTo(DISPLAY_SIZE.width, -0.4) as number,
  height: expect.closeTo(DISPLAY_SIZE.height, -0.4) as number,
});

const boundsOf = ({ app }: RunningKiosk): Promise<readonly object[]> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => window.getBounds())
      .toSorted((a, b) => a.x - b.x),
  );

describe('with a second display', () => {
  it('the customer is guided on it through the whole journey, and sees nothing of the answer', async () => {
    const running = await open({}, 2);
    const { page } = running;
    const customer = await customerPage(running);
    const heard: string[] = [];
    await customer.exposeFunction('hear', (text: string) => void heard.push(text));
    await customer.evaluate(() => {
      const door = Reflect.get(globalThis, 'kiosk') as {
        on(channel: string, hear: (x: unknown) => void): void;
      };
      door.on('customer.changed', (view) =>
        (Reflect.get(globalThis, 'hear') as (t: string) => void)(JSON.stringify(view)),
      );
    });
    await shows(customer, 'welcome');
    expect(await customer.getByTestId('practice-banner').isVisible()).toBe(true);
    const covers = (await boundsOf(running))[1];
    expect(covers).toEqual(filled(DISPLAY_SIZE.width));
    await consent(page, 'en');
    await shows(customer, 'face');
    await moves(customer);
    // The camera, which its view names, and nothing else.
    const sound = await customer.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    );
    expect(sound).toBe('NotAllowedError');
    await customer.locator('.caption-count').waitFor();
    await shows(customer, 'recording');
    await customer.locator('.overlay-progress').waitFor({ state: 'attached' });
    await showToCamera(camera, 'card');
    await untilCard(page, customer);
    await shows(customer, 'card');
    expect(await customer.locator('video').count()).toBe(0);
    await onScreen(page, 'review', 60_000);
    await shows(customer, 'review');
    await press(page, 'submit');
    await onScreen(page, 'verdict', 60_000);
    await shows(customer, 'done');
    await press(page, 'finish');
    await shows(customer, 'welcome');
    expect(heard.length).toBeGreaterThan(8);
    for (const secret of ['similarity', 'sha256', 'verdict', 'sessionId', 'quota', 'code', 'tries'])
      expect(heard.filter((text) => text.includes(secret))).toEqual([]);
  });

  it('shows and does nothing else, unless the policy lets the customer touch it', async () => {
    const running = await open({}, 2);
    const customer = await customerPage(running);
    await shows(customer, 'welcome');
    expect(await customer.locator('button').count()).toBe(0);
    const act = (type: object): Promise<unknown> =>
      customer.evaluate((input) => {
        const door = Reflect.get(globalThis, 'kiosk') as { invoke(c: string, i: unknown): Promise<unknown> };
        return door.invoke('customer.act', input);
      }, type);
    expect(await act({ type: 'setLanguage', language: 'en' })).toMatchObject({
      failure: { code: 'ipcRefused' },
    });
    expect(await act({ type: 'submit' })).toMatchObject({ failure: { code: 'ipcRefused' } });
    // No face is being taken: no camera.
    const asked = await customer.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    );
    expect(asked).toBe('NotAllowedError');
  });

  it('the customer chooses the language and answers the consent by touch where the policy says so', async () => {
    const running = await open({ secondScreen: { customerMay: ['language', 'consent'] } }, 2);
    const { page } = running;
    const customer = await customerPage(running);
    await shows(customer, 'welcome');
    await customer.getByTestId('language-en').click();
    await page.getByText('Welcome', { exact: true }).waitFor();
    await press(page, 'start');
    await shows(customer, 'consent');
    await customer.getByTestId('customer-refuse').click();
    await onScreen(page, 'idle');
    await press(page, 'start');
    await shows(customer, 'consent');
    expect(await customer.getByTestId('customer-agree').isEnabled()).toBe(false);
    await customer.getByTestId('customer-consent-check').check();
    await customer.getByTestId('customer-agree').click();
    await onScreen(page, 'face.ready');
  });

  it('opens when the display is plugged in, closes with it, and comes back when its page dies; the session goes on', async () => {
    const running = await open({ cameras: { guidance: false } }, 1);
    const { page, app } = running;
    expect(app.windows()).toHaveLength(1);
    await consent(page, 'vi');
    await displays.plug(2);
    const customer = await customerPage(running);
    await shows(customer, 'face');
    const gone = customer.waitForEvent('close');
    await displays.plug(1);
    await gone;
    await onScreen(page, 'face.ready');
    await displays.plug(2);
    const again = await customerPage(running);
    await shows(again, 'face');
    await app.evaluate(({ BrowserWindow }) => {
      const second = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().includes('customer'),
      );
      second?.webContents.forcefullyCrashRenderer();
    });
    await expect.poll(() => customerText(running), { timeout: 20_000 }).toContain('Xin nhìn vào camera');
    await onScreen(page, 'face.ready');
  });

  it('stays closed where the policy says so, and goes where the policy says', async () => {
    const running = await open({ secondScreen: { display: 1 } }, 2);
    await shows(await customerPage(running), 'welcome');
    const [left, right] = await boundsOf(running);
    expect(left).toEqual(filled(0));
    expect(right).toMatchObject({ x: DISPLAY_SIZE.width });
    await running.close();
    const off = await open({ secondScreen: { show: 'off' } }, 2);
    expect(off.app.windows()).toHaveLength(1);
  });
});

/** The precheck may ask for another recording; then the customer is asked too. */
async function untilCard(page: Page, customer: Page): Promise<void> {
  if ((await onAnyScreen(page, ['card.ready', 'retake'])) === 'card.ready') return;
  await shows(customer, 'again');
  await showToCamera(camera, 'faceSmall');
  await press(page, 'continue');
  await shows(customer, 'recording', 60_000);
  await showToCamera(camera, 'card');
  await untilCard(page, customer);
}

/** The picture in the customer's window is alive. */
async function moves(customer: Page): Promise<void> {
  await customer.waitForFunction(
    () =>
      new Promise<boolean>((resolve) => {
        const video = document.querySelector('video');
        if (video === null || video.srcObject === null) resolve(false);
        else video.requestVideoFrameCallback(() => video.requestVideoFrameCallback(() => resolve(true)));
      }),
  );
}

/** Playwright loses a page whose process died; main's own hand does not. */
const customerText = ({ app }: RunningKiosk): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const second = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('customer'),
    );
    const text: unknown = await Promise.race([
      second?.webContents.executeJavaScript('document.body.innerText').catch(() => ''),
      new Promise((done) => setTimeout(() => done(''), 1500)),
    ]);
    return String(text);
  });
