import type { KioskStore } from './kiosk-store.ts';

/** Main's books are mostly open by then: a "loading" that goes at once is drawn in vain, and the welcome waits for it. */
const PATIENCE_MS = 100;

/** Draws once: when main has said what there is to show, or after a moment, that it is loading. */
export function whenKnown(kiosk: Pick<KioskStore, 'getState' | 'subscribe'>, draw: () => void): void {
  const end = (): void => {
    stop();
    clearTimeout(timer);
    draw();
  };
  const stop = kiosk.subscribe(({ session, info }) => {
    if (session !== null && info !== null) end();
  });
  const timer = setTimeout(end, PATIENCE_MS);
}
