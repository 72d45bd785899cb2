import { measureRate } from './measure-rate.ts';
import { closeCamera, openCamera, type OpenCamera, type Wish } from './open-camera.ts';
import { FULL_HD, isAtLeast } from './recording-window.ts';

/**
 * Opens a camera at its widest mode and stays there only if it keeps up: a face camera beyond 1080p is counted
 * for a second first, and opened again at 1080p when the pictures come too slowly. Rejects as openCamera does.
 */
export async function openSteady(wish: Wish, measure: typeof measureRate = measureRate): Promise<OpenCamera> {
  const wide = await openCamera(wish);
  const { size } = wide;
  if (wish.role !== 'face' || isAtLeast(FULL_HD, size)) return wide;
  const framesPerSecond = await measure(wide.track);
  // Counted over one second, so one picture more or less means nothing.
  if (framesPerSecond === null || framesPerSecond >= wish.settings.minFramesPerSecond - 1) return wide;
  closeCamera(wide);
  const narrower = await openCamera({ ...wish, deviceId: wide.deviceId, widest: FULL_HD });
  return { ...narrower, slowAt: { size, framesPerSecond } };
}
