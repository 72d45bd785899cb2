import { BrowserWindow, session, type Rectangle, type Session, type WebPreferences } from 'electron';

/** Not "persist:": cookies, caches and recorded blobs stay in memory and die with the process. */
const PARTITION = 'kiosk';

export const kioskSession = (): Session => session.fromPartition(PARTITION, { cache: false });

export interface WindowOptions {
  readonly preloadPath: string;
  readonly title: string;
  /** Full screen without a way out; otherwise an ordinary window for practice and development. */
  readonly kiosk: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * The teller's window, the only one without a second display: isolated, sandboxed, without menu. Until it is shown its
 * page is hidden too, and reads its scripts; visible, it would stand still for the graphics process first (decision 22).
 */
export function createKioskWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: options.title,
    width: options.widthPx,
    height: options.heightPx,
    minWidth: 1024,
    minHeight: 720,
    kiosk: options.kiosk,
    show: false,
    backgroundColor: '#f4f6f8',
    paintWhenInitiallyHidden: false,
    webPreferences: { ...guarded(options.preloadPath, !options.kiosk), backgroundThrottling: true },
  });
  return window;
}

/** From now on the page is drawn, also where another window covers it. */
export function showKioskWindow(window: BrowserWindow): void {
  window.show();
  window.webContents.setBackgroundThrottling(false);
}

export interface CustomerWindowOptions {
  readonly preloadPath: string;
  readonly title: string;
  /** No tools for developers. */
  readonly isLocked: boolean;
  /** The whole display. */
  readonly bounds: Rectangle;
}

/** The customer's window: as guarded as the teller's, fills its display and never takes the keyboard. */
export function createCustomerWindow({
  preloadPath,
  title,
  isLocked,
  bounds,
}: CustomerWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title,
    ...bounds,
    show: false,
    frame: false,
    focusable: false,
    resizable: false,
    movable: false,
    minimizable: false,
    maximizable: false,
    closable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    enableLargerThanScreen: true,
    backgroundColor: '#f4f6f8',
    webPreferences: guarded(preloadPath, !isLocked),
  });
  window.once('ready-to-show', () => window.showInactive());
  return window;
}

/** SECURITY: one list for every window there is (test/e2e/isolation.test.ts). */
const guarded = (preload: string, devTools: boolean): WebPreferences => ({
  preload,
  partition: PARTITION,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  devTools,
  spellcheck: false,
  navigateOnDragDrop: false,
  // A counter's window may be covered by another one; recording must go on.
  backgroundThrottling: false,
});
