import { app, BrowserWindow, session } from 'electron';
import { allowCameraOnly } from '../../main/kiosk/permissions.ts';
import { APP_URL, registerScheme, serveApp } from '../../main/kiosk/protocol.ts';

// A window with the real page, protocol and content security policy, and nothing behind it.
registerScheme();
// Not awaited at the top level: Electron is ready only after this module has been read.
void app.whenReady().then(openWindow);

async function openWindow(): Promise<void> {
  const pageSession = session.fromPartition('screens', { cache: false });
  void serveApp(pageSession, process.env['SCREENS_PAGE_DIR'] ?? '');
  allowCameraOnly(pageSession, () => true);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    webPreferences: { partition: 'screens', contextIsolation: true, sandbox: true },
  });
  await window.loadURL(APP_URL);
}
