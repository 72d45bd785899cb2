import { join } from 'node:path';
import { app, type BrowserWindow, type WebContents } from 'electron';
import type { Config } from './config.ts';
import type { Audience } from './core/channels.ts';
import type { Failure } from './core/failure.ts';
import type { Mode } from './core/verdict-shape.ts';
import type { LogoServer } from './kiosk/brand-logo.ts';
import { watchForBreakage } from './kiosk/crash.ts';
import { lockDown, lockDownCustomer, showWhenStartedAgain } from './kiosk/lockdown.ts';
import { isOwnAddress } from './kiosk/navigation.ts';
import { forbidNetwork, forbidPeers } from './kiosk/network.ts';
import { OUT_OF_SERVICE_PATH, outOfServiceFile } from './kiosk/out-of-service.ts';
import { allowCameraOnly } from './kiosk/permissions.ts';
import { APP_ORIGIN, APP_URL, serveApp } from './kiosk/protocol.ts';
import { createRecovery } from './kiosk/recovery.ts';
import { openStartRecord } from './kiosk/start-record.ts';
import { createCustomerWindow, createKioskWindow, kioskSession, showKioskWindow } from './kiosk/window.ts';

const TITLE = 'Liveness Kiosk';

/** The teller's window with everything that guards it. */
export interface ShownWindow {
  readonly window: BrowserWindow;
  /** The page has its scripts: main is free for longer work while they run. */
  readonly served: Promise<void>;
  /** The page said that it has drawn something. */
  beat(): void;
  /** Whose top frame this is; null: a stranger's. */
  audienceOf(frame: Electron.WebFrameMain | null): Audience | null;
  /** A window for the customer's display, guarded by the same means. */
  openSecond(bounds: Electron.Rectangle): BrowserWindow;
  /** Puts the window on the screen. */
  appear(): void;
  /** Loads the page; after a row of crashes the out-of-service page. */
  show(): Promise<void>;
  /** From now on there is a station behind the page. */
  serve(station: Behind): void;
  /** The station can't be opened: nothing of this start is left on the screen or in the record of starts. */
  giveUp(): void;
}

/** What a window that works needs from the station behind it. */
export interface Behind {
  /** The page broke: whatever ran on it has ended. */
  readonly onBroken: (cause: Failure) => void;
  /** Crash after crash: the page rests. */
  readonly onLoop: () => void;
  /** Whether a second window of ours may use the camera just now. */
  readonly mayAlsoUseCamera: (contents: WebContents | null) => boolean;
  readonly isCustomers: (frame: Electron.WebFrameMain | null) => boolean;
}

export interface WindowParts {
  readonly config: Config;
  readonly mode: Mode;
  readonly logo: LogoServer;
}

/** Opens the window before there is a station behind it: its page starts up while the books are opened. */
export function openWindow({ config, mode, logo }: WindowParts): ShownWindow {
  const session = kioskSession();
  let supportCode = '';
  let behind: Behind | null = null;
  let hasLooped = false;
  const isolated = forbidNetwork(session);
  const served = serveApp(
    session,
    join(import.meta.dirname, '../renderer'),
    (path) => logo(path) ?? outOfServiceFile(path, supportCode),
    isolated,
  );
  const isLocked = mode === 'live' || config.policy.kiosk.lockDown === 'always';
  const preloadPath = join(import.meta.dirname, '../preload/index.cjs');
  const window = createKioskWindow({
    preloadPath,
    title: TITLE,
    kiosk: isLocked,
    ...config.window,
  });
  forbidPeers(window.webContents);
  allowCameraOnly(
    session,
    (contents) =>
      contents === null || contents === window.webContents || (behind?.mayAlsoUseCamera(contents) ?? false),
  );
  lockDown(window, isLocked);
  showWhenStartedAgain(window);
  const load = async (url: string): Promise<void> => {
    // A load that another one cuts short is no failure.
    if (!window.isDestroyed()) await window.loadURL(url).catch(() => undefined);
    // The page's files wait for it as well; here a failure would end the start.
    await isolated;
  };
  const recovery = createRecovery({
    // Without a station there is no session that could end.
    onBroken: (cause) => behind?.onBroken(cause),
    showPage: () => void load(APP_URL),
    showOutOfService: (code) => {
      supportCode = code;
      void load(`${APP_ORIGIN}${OUT_OF_SERVICE_PATH}`);
      hasLooped = true;
      behind?.onLoop();
    },
    log: (event, fields) => process.stderr.write(`${JSON.stringify({ event, ...fields })}\n`),
    now: () => Date.now(),
    later: (act, delayMs) => void setTimeout(act, delayMs),
  });
  const heartbeat = watchForBreakage(window, recovery);
  const starts = openStartRecord(join(app.getPath('userData'), 'starts.json'), Date.now());
  app.once('will-quit', () => starts.close());
  return {
    window,
    served,
    beat: () => heartbeat.beat(),
    audienceOf(frame) {
      if (isMainFrameOf(window, frame)) return 'teller';
      return behind?.isCustomers(frame) === true ? 'customer' : null;
    },
    openSecond(bounds) {
      const second = createCustomerWindow({ preloadPath, title: TITLE, isLocked, bounds });
      forbidPeers(second.webContents);
      lockDownCustomer(second, isLocked);
      return second;
    },
    appear() {
      if (!window.isDestroyed()) showKioskWindow(window);
    },
    async show() {
      if (starts.isLooping) recovery.report('start');
      else await load(APP_URL);
    },
    serve(station) {
      behind = station;
      if (hasLooped) station.onLoop();
    },
    giveUp() {
      starts.undo();
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** SECURITY: only the top frame of our window, while it shows our page, may speak (test/e2e/ipc.test.ts). */
function isMainFrameOf(window: BrowserWindow, frame: Electron.WebFrameMain | null): boolean {
  return !window.isDestroyed() && frame === window.webContents.mainFrame && isOwnAddress(frame.url);
}
