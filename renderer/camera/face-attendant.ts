import type { StoreApi } from 'zustand/vanilla';
import type { AppInfo } from '../../main/core/contract.ts';
import type { Size } from '../../main/core/framing.ts';
import { COUNTDOWN_MS, countdownSince, isSpoiled } from '../../main/core/guidance-hint.ts';
import type { CaptureState } from './capture-state.ts';
import { recentre } from './capture-state.ts';
import { createFaceEngine } from './face-engine.ts';
import type { PageNets } from './face-nets.ts';
import { isAtLeast } from './recording-window.ts';
import type { WatchedFace } from './face-watch.ts';
import { watchFace } from './face-watch.ts';

interface Attendance {
  readonly store: StoreApi<CaptureState>;
  readonly info: AppInfo;
  readonly signal: AbortSignal;
  /** Null where the engine cannot run: then the teller records by hand. */
  readonly loadNets: () => Promise<PageNets | null>;
  readonly record: () => void;
  readonly startOver: () => void;
}

/**
 * Watches the face while its camera is open: guides, places the window, counts down, starts the recording,
 * and drops one that began well and then went wrong. A recording the teller started by hand is left alone.
 */
export async function attendFace(attendance: Attendance): Promise<void> {
  const { store, signal, loadNets } = attendance;
  const nets = await loadNets();
  const { camera } = store.getState();
  if (nets === null || camera === null || signal.aborted) return;
  // New for every camera: nothing of the last customer's face is carried over.
  const engine = createFaceEngine(nets, camera.rotation);
  let startedWell = false;
  const onLook = (face: WatchedFace): void => {
    const { phase, window } = store.getState();
    if (window === null) return;
    if (phase === 'live') startedWell = prepare(attendance, face);
    else if (phase === 'capturing') {
      store.setState({ guidance: face.guidance });
      if (startedWell && isSpoiled(face.guidance, performance.now())) {
        startedWell = false;
        attendance.startOver();
      }
    }
  };
  const window = () => store.getState().window ?? { x: 0, y: 0, ...camera.size };
  try {
    const isRecording = (): boolean => store.getState().phase === 'capturing';
    const { viewDegrees } = attendance.info.cameras.face;
    await watchFace({ engine, camera, viewDegrees, window, isRecording, onLook, signal });
  } catch (error) {
    if (signal.aborted) return;
    console.error('guidance stopped', error instanceof Error ? error.message : 'unknown');
    store.setState({ guidance: null, countdownSinceMs: null });
  }
}

/** One look before the recording; true when it has just started the recording by itself. */
function prepare({ store, info, record }: Attendance, { guidance, faceInCamera }: WatchedFace): boolean {
  const state = store.getState();
  const nowMs = performance.now();
  const countdownSinceMs = mayStart(state) ? countdownSince(state.countdownSinceMs, guidance, nowMs) : null;
  // Once it counts, the window stays where it is: it is fixed for the whole recording.
  const window = countdownSinceMs === null ? recentre(state, info.recording, faceInCamera) : state.window;
  store.setState({ guidance, countdownSinceMs, window });
  if (countdownSinceMs === null || nowMs - countdownSinceMs < COUNTDOWN_MS) return false;
  record();
  return true;
}

/** The service wants HD: what a smaller camera gives is not worth one of the customer's tries. */
const HD: Size = { width: 1280, height: 720 };

/** Uneven pictures are said, but may be recorded: the precheck looks at what came of it. */
const mayStart = ({ paceFault, window }: CaptureState): boolean =>
  (paceFault === null || paceFault === 'gaps') && window !== null && isAtLeast(window, HD);
