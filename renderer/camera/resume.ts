import type { KioskStore } from '../store/kiosk-store.ts';

/** Errors that are over as soon as a camera is plugged in. */
const CURED_BY_PLUGGING: ReadonlySet<string> = new Set(['NotFoundError', 'TrackEnded', 'CameraRefused']);

/** Goes on by itself when the camera that was missing is there again. */
export async function resumeWhenPlugged(kiosk: KioskStore): Promise<void> {
  const { session } = kiosk.getState();
  if (session?.name !== 'retake' || session.retake?.cause !== 'camera') return;
  if (!CURED_BY_PLUGGING.has(session.retake.failure?.detail ?? '')) return;
  const devices = await navigator.mediaDevices.enumerateDevices();
  if (devices.some((device) => device.kind === 'videoinput')) await kiosk.sendIntent({ type: 'continue' });
}
