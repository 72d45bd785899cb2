import type { StoreApi } from 'zustand/vanilla';
import type { RecordingSettings } from '../../main/core/recording-settings.ts';
import { paceFault } from '../../main/core/pace.ts';
import type { CaptureState } from './capture-state.ts';
import { pause } from './hidden-video.ts';
import { measurePace } from './measure-pace.ts';
import type { OpenCamera } from './open-camera.ts';

/** Between two measurements of a camera that does not keep up, ms. */
const AGAIN_AFTER_MS = 1000;

/**
 * Measures for a second, before any recording, how steadily the pictures come, and again until they come well:
 * more light, or a program that is closed, shows at once.
 */
export async function watchPace(
  store: StoreApi<CaptureState>,
  camera: OpenCamera,
  settings: RecordingSettings,
  signal: AbortSignal,
): Promise<void> {
  store.setState({ paceFault: 'measuring' });
  while (!signal.aborted) {
    const pace = await measurePace(camera.track, signal);
    if (signal.aborted) return;
    const fault = pace === null ? null : paceFault(pace, settings.minFramesPerSecond);
    store.setState({ pace, paceFault: fault });
    if (fault === null) return;
    await pause(AGAIN_AFTER_MS);
  }
}
