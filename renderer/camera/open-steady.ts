import { paceFault } from '../../main/core/pace.ts';
import { measurePace } from './measure-pace.ts';
import { closeCamera, openCamera, type OpenCamera, type Wish } from './open-camera.ts';
import { FULL_HD, isAtLeast } from './recording-window.ts';

/**
 * Opens a camera at its widest mode and stays there only if it keeps up: a face camera beyond 1080p is counted
 * for a second first, and opened again at 1080p when the pictures come too slowly. Rejects as openCamera does.
 */
export async function openSteady(wish: Wish, measure: typeof measurePace = measurePace): Promise<OpenCamera> {
  const wide = await openCamera(wish);
  const { size } = wide;
  if (wish.role !== 'face' || isAtLeast(FULL_HD, size)) return wide;
  const pace = await measure(wide.track);
  if (pace === null || paceFault(pace, wish.settings.minFramesPerSecond) !== 'slow') return wide;
  closeCamera(wide);
  const narrower = await openCamera({ ...wish, deviceId: wide.deviceId, widest: FULL_HD });
  return { ...narrower, slowAt: { size, framesPerSecond: pace.framesPerSecond } };
}
