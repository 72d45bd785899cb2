import type { BrowserWindow } from 'electron';
import { failure, type Failure } from '../core/failure.ts';

/**
 * A page that died or hangs is loaded anew, and the session is told that it broke.
 * After `limit` deaths within a minute the page is left alone: a loop helps nobody.
 */
export function recoverPage(
  window: BrowserWindow,
  deps: {
    readonly onBroken: (cause: Failure) => void;
    readonly reload: () => void;
    readonly now: () => number;
  },
  limit = 3,
): void {
  const deathsMs: number[] = [];
  const recover = (reason: string): void => {
    deps.onBroken(failure('internal', reason));
    const now = deps.now();
    deathsMs.push(now);
    const recent = deathsMs.filter((at) => now - at < 60_000).length;
    if (recent <= limit && !window.isDestroyed()) deps.reload();
  };
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') recover(`page gone: ${details.reason}`);
  });
  window.on('unresponsive', () => recover('page hangs'));
}
