import type { KioskStore } from '../store/kiosk-store.ts';

/**
 * Calls back when a camera comes or goes, while a customer is there: whoever watches devices makes Chromium start a
 * process for sound too, 15 MB that a station at welcome has no use for. Returns the way to stop.
 */
export function watchDevices(kiosk: KioskStore, onChange: () => void): () => void {
  const devices = navigator.mediaDevices;
  let isWatching = false;
  const turn = (on: boolean): void => {
    if (on === isWatching) return;
    isWatching = on;
    if (on) devices.addEventListener('devicechange', onChange);
    else devices.removeEventListener('devicechange', onChange);
  };
  const leave = kiosk.subscribe(({ session }) => turn(session !== null && session.name !== 'idle'));
  return () => {
    leave();
    turn(false);
  };
}
