import type { App, WebContents } from 'electron';

/** True for addresses of our own page. `new URL('app://kiosk/').origin` is "null", so compare the parts. */
export function isOwnAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === 'app:' && url.host === 'kiosk';
  } catch {
    // Not an address at all.
    return false;
  }
}

/** SECURITY: no page leads anywhere: no links, redirects, frames, windows, webviews (test/e2e/isolation.test.ts). */
export function forbidNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => forbidIn(contents));
}

function forbidIn(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
