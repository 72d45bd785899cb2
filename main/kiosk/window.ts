import { BrowserWindow, Menu, session, type Session } from 'electron';

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

/** The one window: isolated, sandboxed, without menu, shown when it has something to show. */
export function createKioskWindow(options: WindowOptions): BrowserWindow {
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({
    title: options.title,
    width: options.widthPx,
    height: options.heightPx,
    minWidth: 1024,
    minHeight: 720,
    kiosk: options.kiosk,
    show: false,
    backgroundColor: '#f4f6f8',
    webPreferences: {
      preload: options.preloadPath,
      partition: PARTITION,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !options.kiosk,
      spellcheck: false,
      navigateOnDragDrop: false,
      // A middle click opens nothing either.
      disableBlinkFeatures: 'Auxclick',
      // A counter's window may be covered by another one; recording must go on.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
