import { app, powerSaveBlocker, type BrowserWindow, type Input } from 'electron';

/** Keys that mean something in a text field or on a button; everything else with Ctrl, Alt or Meta is dropped. */
const EDITING_KEYS: ReadonlySet<string> = new Set(['a', 'c', 'v', 'x', 'z', 'backspace', 'delete']);

/**
 * True for keys that reload, zoom, print, search, close, open tools or leave the page. AltGr letters (Ctrl+Alt)
 * are dropped too: no field of this program needs one.
 */
export function isForbiddenKey({
  key,
  control,
  meta,
  alt,
}: Pick<Input, 'key' | 'control' | 'meta' | 'alt'>): boolean {
  if (/^F\d{1,2}$/.test(key) || /^(Browser|Launch|Print|ContextMenu)/.test(key)) return true;
  if (alt || meta) return true;
  return control && !EDITING_KEYS.has(key.toLowerCase());
}

/**
 * SECURITY: in lock-down the window can't be left, closed, covered, zoomed, reloaded or captured by its own means
 * (test/e2e/lockdown.test.ts). What the system itself offers (Ctrl+Alt+Del, the Windows key) is up to the system:
 * see resources/kiosk.
 */
export function lockDown(window: BrowserWindow, isLocked: boolean): void {
  keepAwake();
  forbidHandling(window);
  if (!isLocked) return;
  let mayLeave = false;
  app.on('before-quit', () => (mayLeave = true));
  window.on('close', (event) => {
    if (!mayLeave) event.preventDefault();
  });
  window.on('minimize', () => window.restore());
  window.on('leave-full-screen', () => window.setKiosk(true));
  window.setAlwaysOnTop(true);
  forbidTools(window);
}

/** SECURITY: the same for the customer's window, which nobody can focus, move or close anyway. */
export function lockDownCustomer(window: BrowserWindow, isLocked: boolean): void {
  forbidHandling(window);
  if (isLocked) forbidTools(window);
}

function forbidHandling(window: BrowserWindow): void {
  keepOneSize(window);
  window.webContents.on('context-menu', (event) => event.preventDefault());
}

function forbidTools(window: BrowserWindow): void {
  window.setContentProtection(true);
  window.webContents.on('before-input-event', (event, input) => {
    if (isForbiddenKey(input)) event.preventDefault();
  });
  window.webContents.on('devtools-opened', () => window.webContents.closeDevTools());
}

function keepAwake(): void {
  const blocker = powerSaveBlocker.start('prevent-display-sleep');
  app.once('will-quit', () => powerSaveBlocker.stop(blocker));
}

/** No zoom by wheel, touch or keys: the screens are laid out for their size. */
function keepOneSize(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.on('zoom-changed', () => webContents.setZoomFactor(1));
  webContents.on('did-finish-load', () => {
    webContents.setZoomFactor(1);
    void webContents.setVisualZoomLevelLimits(1, 1);
  });
}

/** A second start shows the window of the first. */
export function showWhenStartedAgain(window: BrowserWindow): void {
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
}
