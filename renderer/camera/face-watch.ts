import type { Box } from '../../main/core/framing.ts';
import type { Guidance } from '../../main/core/guidance-hint.ts';
import { guide, startGuidance } from '../../main/core/guidance-hint.ts';
import type { FaceEngine } from './face-engine.ts';
import { pause, playHidden } from './hidden-video.ts';
import type { OpenCamera } from './open-camera.ts';

/** Looks are this far apart at least, ms: twelve a second, and time for the rest of the page between them. */
const LOOK_EVERY_MS = 80;

export interface WatchedFace {
  readonly guidance: Guidance;
  readonly faceInCamera: Box | null;
}

interface FaceWatchOptions {
  readonly engine: FaceEngine;
  readonly camera: OpenCamera;
  /** The window at this moment. */
  readonly window: () => Box;
  readonly onLook: (face: WatchedFace) => void;
  readonly signal: AbortSignal;
}

/** Looks at the camera again and again until the signal fires. Rejects when the engine breaks. */
export async function watchFace({ engine, camera, window, onLook, signal }: FaceWatchOptions): Promise<void> {
  const video = await playHidden(camera.stream);
  let guidance = startGuidance(performance.now());
  try {
    while (!signal.aborted) {
      const startedMs = performance.now();
      const { glimpse, faceInCamera } = await engine.look(video, camera.size, window(), startedMs);
      if (signal.aborted) return;
      guidance = guide(guidance, glimpse, window(), camera.size.width);
      onLook({ guidance, faceInCamera });
      await pause(Math.max(4, LOOK_EVERY_MS - (performance.now() - startedMs)));
    }
  } finally {
    video.srcObject = null;
  }
}
