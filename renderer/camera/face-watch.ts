import type { Box } from '../../main/core/framing.ts';
import type { Guidance } from '../../main/core/guidance-hint.ts';
import { guide, startGuidance } from '../../main/core/guidance-hint.ts';
import type { FaceEngine } from './face-engine.ts';
import { pause, playHidden } from './hidden-video.ts';
import { type OpenCamera, viewOf } from './open-camera.ts';

/** Looks are this far apart at least, ms: twelve a second, and time for the rest of the page between them. */
const LOOK_EVERY_MS = 80;
/** While recording the frames come first: five looks a second still see that a face has gone. */
const LOOK_WHILE_RECORDING_MS = 200;

export interface WatchedFace {
  readonly guidance: Guidance;
  readonly faceInCamera: Box | null;
}

interface FaceWatchOptions {
  readonly engine: FaceEngine;
  readonly camera: OpenCamera;
  /** The angle that the lens sees. */
  readonly viewDegrees: number;
  /** The window at this moment. */
  readonly window: () => Box;
  readonly isRecording: () => boolean;
  readonly onLook: (face: WatchedFace) => void;
  readonly signal: AbortSignal;
}

/** Looks at the camera again and again until the signal fires. Rejects when the engine breaks. */
export async function watchFace(options: FaceWatchOptions): Promise<void> {
  const { engine, camera, window, onLook, isRecording, signal } = options;
  const video = await playHidden(camera.stream);
  let guidance = startGuidance(performance.now());
  const view = viewOf(camera, options.viewDegrees);
  try {
    while (!signal.aborted) {
      const startedMs = performance.now();
      const { glimpse, faceInCamera } = await engine.look({
        video,
        camera: camera.size,
        window: window(),
        atMs: startedMs,
        brief: isRecording(),
      });
      if (signal.aborted) return;
      guidance = guide(guidance, glimpse, window(), view);
      onLook({ guidance, faceInCamera });
      const everyMs = isRecording() ? LOOK_WHILE_RECORDING_MS : LOOK_EVERY_MS;
      await pause(Math.max(4, everyMs - (performance.now() - startedMs)));
    }
  } finally {
    video.srcObject = null;
  }
}
