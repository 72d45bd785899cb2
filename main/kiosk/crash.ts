import { app, type BrowserWindow } from 'electron';
import { createHeartbeat, type Heartbeat } from './heartbeat.ts';
import type { Recovery } from './recovery.ts';

/**
 * SECURITY: whatever breaks, the session ends, its media go, and the page starts over (test/e2e/recovery.test.ts).
 * Joins the breakages that Electron tells, and those it does not, to the recovery.
 */
export function watchForBreakage(window: BrowserWindow, recovery: Recovery): Heartbeat {
  const contents = window.webContents;
  let isEndingHung = false;
  const heartbeat = createHeartbeat((kind) => {
    if (contents.isDestroyed() || contents.isDevToolsOpened()) return;
    if (kind === 'white') return recovery.report(kind);
    // A page that hangs can't be loaded anew before its process has gone; told then, and once.
    isEndingHung = true;
    contents.forcefullyCrashRenderer();
  }, everySecond);
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) heartbeat.expect();
  });
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') recovery.report(isEndingHung ? 'hang' : 'pageGone');
    isEndingHung = false;
  });
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type === 'GPU' && reason !== 'clean-exit') recovery.report('gpuGone');
  });
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (cause: unknown) => recovery.report('mainException', placeOf(cause)));
  }
  app.once('will-quit', () => heartbeat.stop());
  return heartbeat;
}

/** What broke and where in our own code; never the message, which may name a file or a person. */
function placeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const frame = /[\w.-]+\.c?js:\d+:\d+/.exec(cause.stack ?? '')?.[0] ?? '';
  return `${cause.name} ${frame}`.trim();
}

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
