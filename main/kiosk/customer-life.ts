import type { BrowserWindow } from 'electron';

const RETRIES = 3;
const WINDOW_MS = 60_000;

/**
 * Loads the customer's page anew when it died or hangs; after the fourth time within a minute gives up until a
 * display changes. The session is the teller's and main's: whatever happens here, it goes on.
 */
export function keepAlive(window: BrowserWindow, load: () => void, giveUp: () => void): void {
  let deathsMs: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    deathsMs = [...deathsMs.filter((at) => now - at < WINDOW_MS), now];
    process.stderr.write(
      `${JSON.stringify({ event: 'customerScreenGone', reason, times: deathsMs.length })}\n`,
    );
    if (deathsMs.length > RETRIES) giveUp();
    else load();
  });
  // A page that hangs can't be loaded anew before its process has gone.
  window.on('unresponsive', () => window.webContents.forcefullyCrashRenderer());
}
