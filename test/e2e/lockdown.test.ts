import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onScreen, press } from '../support/journey.ts';
import { startKeyring, type Keyring } from '../support/keyring.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { becomeOrdinary, type OrdinaryUser } from '../support/ordinary-user.ts';
import { readJournal } from '../support/read-journal.ts';

const PIN = '730194';
let user: OrdinaryUser;
let folder: string;
let kiosk: RunningKiosk;
beforeAll(async () => {
  user = await becomeOrdinary();
  folder = await user.makeFolder('lockdown');
});
afterAll(() => user.end());

async function start(
  policy: object,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<void> {
  const file = join(folder, 'policy.json');
  await writeFile(file, JSON.stringify(policy));
  kiosk = await launchKiosk({
    user,
    profileDir: join(folder, 'profile'),
    args: ['--practice', `--policy=${file}`, ...args],
    env,
  });
}

async function enterPin(pin: string): Promise<void> {
  for (const digit of pin.split('')) await press(kiosk.page, `pin-${digit}`);
  await press(kiosk.page, 'pin-submit');
}

const fails = (code: string): Promise<void> => kiosk.page.getByTestId(`failure-${code}`).waitFor();
const windows = (): Promise<number> =>
  kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

/** Put before the program: notes what is asked of the system, which Linux does not do and so can't show. */
const NOTE_PROTECTION = `
const { app } = require('electron');
app.on('browser-window-created', (_event, window) => {
  const protect = window.setContentProtection.bind(window);
  window.setContentProtection = (on) => { globalThis.contentProtection = on; protect(on); };
});`;

describe('a locked station', () => {
  beforeAll(async () => {
    const hook = join(folder, 'note-protection.cjs');
    await writeFile(hook, NOTE_PROTECTION);
    await start({ kiosk: { lockDown: 'always', signOn: 'pin' } }, {}, ['-r', hook]);
    await kiosk.page.getByTestId('screen-sign-on').waitFor();
  });
  afterAll(() => kiosk.close());

  it('asks the system to leave every window out of screen captures', async () => {
    expect(await kiosk.app.evaluate(() => Reflect.get(globalThis, 'contentProtection') as unknown)).toBe(
      true,
    );
  });

  it('is in kiosk mode, awake, without menu, tools, minimise or close', async () => {
    const state = await kiosk.app.evaluate(({ BrowserWindow, Menu, powerSaveBlocker }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.close();
      window?.minimize();
      window?.webContents.openDevTools();
      return {
        kiosk: window?.isKiosk(),
        onTop: window?.isAlwaysOnTop(),
        menu: Menu.getApplicationMenu(),
        tools: window?.webContents.isDevToolsOpened(),
        awake: powerSaveBlocker.isStarted(0) || powerSaveBlocker.isStarted(1),
      };
    });
    expect(state).toEqual({ kiosk: true, onTop: true, menu: null, tools: false, awake: true });
    expect(await windows()).toBe(1);
  });

  it('does nothing on the keys of a browser', async () => {
    await kiosk.page.evaluate(() => Object.assign(globalThis, { sameLoad: true }));
    for (const key of [
      'F5',
      'Control+r',
      'Control+Shift+R',
      'Control+p',
      'Control+w',
      'Alt+F4',
      'F11',
      'Control+=',
      'Control+-',
      'Control+Shift+I',
      'Control+Shift+J',
      'Control+u',
      'Control+o',
      'Control+n',
      'Alt+ArrowLeft',
      'Shift+F10',
      'F12',
    ])
      await kiosk.page.keyboard.press(key);
    expect(await kiosk.page.evaluate(() => ['sameLoad' in globalThis, window.devicePixelRatio])).toEqual([
      true,
      1,
    ]);
    expect(await windows()).toBe(1);
  });

  it('keeps its size under Ctrl and wheel, and under two fingers', async () => {
    const session = await kiosk.page.context().newCDPSession(kiosk.page);
    const at = { x: 400, y: 400 };
    const CTRL = 2;
    for (const deltaY of [-300, -300, -300])
      await session.send('Input.dispatchMouseEvent', {
        type: 'mouseWheel',
        ...at,
        deltaX: 0,
        deltaY,
        modifiers: CTRL,
      });
    await session.send('Input.synthesizePinchGesture', { ...at, scaleFactor: 3 });
    await session.detach();
    const size = await kiosk.page.evaluate(() => [window.devicePixelRatio, window.visualViewport?.scale]);
    expect(size).toEqual([1, 1]);
  });

  it('opens nothing for the right or the middle button, print() or alert()', async () => {
    const said: string[] = [];
    kiosk.page.on('console', (message) => said.push(message.text()));
    await kiosk.page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), {
        href: 'app://kiosk/index.html',
        id: 'way-out',
        textContent: 'a link',
        style: 'position:fixed;inset:0;z-index:9',
      });
      window.addEventListener('beforeprint', () => console.log('printing'));
      document.body.append(link);
    });
    for (const button of ['right', 'middle'] as const)
      await kiosk.page.locator('#way-out').click({ button, modifiers: ['Shift'] });
    await kiosk.page.evaluate(() => {
      document.querySelector('#way-out')?.remove();
      window.print();
      // oxlint-disable-next-line no-alert
      window.alert('a dialog');
    });
    expect(said).not.toContain('printing');
    expect(said.filter((text) => text.includes('allow-modals'))).toHaveLength(2);
    expect(await windows()).toBe(1);
  });

  it('starts no session before a teller has signed on, even past the screen', async () => {
    const answer = await kiosk.page.evaluate(() => {
      const door = Reflect.get(globalThis, 'kiosk') as { invoke(c: string, i: unknown): Promise<unknown> };
      return door.invoke('session.intent', { type: 'start', language: 'vi' });
    });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'tellerNeeded' } });
  });

  it('lets a supervisor choose a PIN, add a teller and lock again', async () => {
    await press(kiosk.page, 'admin-open');
    await enterPin('123456');
    await fails('pinWeak');
    await enterPin(PIN);
    await kiosk.page.getByTestId('screen-admin').waitFor();
    const form = kiosk.page.locator('form', { has: kiosk.page.getByTestId('teller-id') });
    await form.getByTestId('teller-id').fill('lan.nguyen');
    await form.getByTestId('pin-input').fill('482951');
    await form.getByTestId('pin-submit').click();
    await kiosk.page.getByTestId('teller-remove-lan.nguyen').waitFor();
    await press(kiosk.page, 'admin-lock');
    await kiosk.page.getByTestId('screen-sign-on').waitFor();
    expect(await kiosk.page.getByTestId('screen-admin').count()).toBe(0);
  });

  it('serves customers once the teller has signed on', async () => {
    await kiosk.page.getByTestId('teller-id').fill('lan.nguyen');
    await kiosk.page.getByTestId('pin-input').fill('482951');
    await press(kiosk.page, 'pin-submit');
    await onScreen(kiosk.page, 'idle');
    await press(kiosk.page, 'start');
    await onScreen(kiosk.page, 'consent');
    expect(await kiosk.page.getByTestId('admin-open').count()).toBe(0);
    await press(kiosk.page, 'cancel');
    await onScreen(kiosk.page, 'idle');
    const records = await readJournal(kiosk.profileDir, 'practice');
    expect(records).toContainEqual(
      expect.objectContaining({ teller: 'lan.nguyen', facts: { act: 'tellerSignedOn' } }),
    );
    expect(records.find(({ type }) => type === 'sessionStarted')?.teller).toBe('lan.nguyen');
  });

  it('ends for a supervisor', async () => {
    await press(kiosk.page, 'admin-open');
    await enterPin(PIN);
    const ended = once(kiosk.app.process(), 'exit', { signal: AbortSignal.timeout(30_000) });
    // The page may be gone before the click is reported.
    await press(kiosk.page, 'admin-exit').catch(() => undefined);
    expect(await ended).toEqual([0, null]);
  });
});

describe('the lock-out', () => {
  afterAll(() => kiosk.close());

  it('outlives the program', async () => {
    await start({});
    await onScreen(kiosk.page, 'idle');
    await press(kiosk.page, 'admin-open');
    const tries = join(kiosk.profileDir, 'admin/supervisor/tries.json');
    for (const count of [1, 2, 3]) {
      await enterPin(`55500${count}`);
      await expect.poll(() => readFile(tries, 'utf8'), { timeout: 5000 }).toContain(`"wrong":${count}`);
    }
    await fails('pinWrong');
    kiosk.app.process().kill('SIGKILL');
    await start({});
    await press(kiosk.page, 'admin-open');
    await enterPin(PIN);
    await fails('pinLocked');
    expect(await kiosk.page.getByTestId('screen-admin').count()).toBe(0);
  });

  it('is of the one instance there is: a second start ends at once and shows the first', async () => {
    const second = launchKiosk({ user, profileDir: kiosk.profileDir, args: ['--practice'] });
    // It ends while it is being asked for its windows: the words depend on how far the asking had come.
    await expect(second).rejects.toThrow(/closed|socket hang up/);
    expect(await windows()).toBe(1);
  });
});

describe.runIf(process.platform === 'linux')('a key provisioned on the screen', () => {
  const canary = `canary-${Math.random().toString(36).slice(2)}-${process.pid}`;
  let keyring: Keyring;
  beforeAll(async () => (keyring = await startKeyring(user)));
  afterAll(async () => {
    await kiosk.close();
    await keyring.end();
  });

  it('goes from the clipboard into the keychain without touching the page', async () => {
    await rm(join(folder, 'profile'), { recursive: true });
    await start({}, keyring.env);
    await onScreen(kiosk.page, 'idle');
    await press(kiosk.page, 'admin-open');
    await enterPin(PIN);
    await kiosk.app.evaluate(({ clipboard }, key) => clipboard.writeText(key), canary);
    await press(kiosk.page, 'key-live-clipboard');
    await kiosk.page
      .getByTestId('key-live')
      .getByText(/[0-9a-f]{12}/)
      .waitFor();
    expect(await kiosk.page.content()).not.toContain(canary);
    expect(await kiosk.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
    expect(await readdir(kiosk.profileDir)).toContain('service-key');
    await press(kiosk.page, 'key-live-remove');
    await kiosk.page.locator('[data-testid="key-live-remove"]:disabled').waitFor();
    expect(await readdir(kiosk.profileDir)).not.toContain('service-key');
  });
});
