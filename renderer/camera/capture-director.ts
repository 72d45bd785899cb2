import { createStore } from 'zustand/vanilla';
import type { AppInfo } from '../../main/core/contract.ts';
import { failure } from '../../main/core/failure.ts';
import type { Role, Session } from '../../main/core/session-shape.ts';
import type { KioskStore } from '../store/kiosk-store.ts';
import { captureFace, captureCard } from './capture.ts';
import type { CaptureState } from './capture-state.ts';
import { CAPTURE_OFF, STATE_ROLE, windowFor } from './capture-state.ts';
import { closeCamera, openCamera } from './open-camera.ts';

/** Opens, watches and closes cameras as the session asks for them, one at a time. */
export interface CaptureDirector {
  getState(): CaptureState;
  getInitialState(): CaptureState;
  subscribe(listener: (state: CaptureState, before: CaptureState) => void): () => void;
  /** Follows the session until the returned function is called. */
  follow(): () => void;
  /** Records the face or takes the card's picture; nothing happens unless that camera is live. */
  readonly capture: () => void;
}

/** Errors that are over as soon as a camera is plugged in. */
const CURED_BY_PLUGGING: ReadonlySet<string> = new Set(['NotFoundError', 'TrackEnded']);

export function createCaptureDirector(kiosk: KioskStore): CaptureDirector {
  const store = createStore<CaptureState>(() => CAPTURE_OFF);
  let tenure = new AbortController();

  const fail = (role: Role, error: unknown): void => {
    const name = error instanceof DOMException ? error.name : 'unknown';
    void kiosk.sendIntent({ type: 'captureFailed', role, failure: failure('cameraFailed', name) });
  };

  const close = (): void => {
    tenure.abort();
    const { camera } = store.getState();
    if (camera !== null) closeCamera(camera);
    store.setState(CAPTURE_OFF);
  };

  const open = async (role: Role, info: AppInfo): Promise<void> => {
    const mine = (tenure = new AbortController());
    store.setState({ phase: 'opening', role, camera: null, window: null });
    try {
      const camera = await openCamera(role, info.recording, null);
      if (mine.signal.aborted) return closeCamera(camera);
      camera.track.addEventListener('ended', () => {
        if (!mine.signal.aborted) fail(role, new DOMException('the camera went away', 'TrackEnded'));
      });
      store.setState({ phase: 'live', role, camera, window: windowFor(camera, info.recording) });
    } catch (error) {
      if (!mine.signal.aborted) fail(role, error);
    }
  };

  const reconcile = (session: Session | null, info: AppInfo | null): void => {
    const wanted = session === null ? null : STATE_ROLE[session.name];
    const { role } = store.getState();
    if (wanted === role || info === null) return;
    if (role !== null) close();
    if (wanted !== null) void open(wanted, info);
  };

  const capture = (): void => {
    const { phase, role, camera, window } = store.getState();
    const { info } = kiosk.getState();
    if (phase !== 'live' || role === null || camera === null || window === null || info === null) return;
    store.setState({ phase: 'capturing' });
    const { signal } = tenure;
    const job =
      role === 'face'
        ? captureFace(kiosk, { camera, window }, info.recording, signal)
        : captureCard(kiosk, { camera, window });
    job.catch((error: unknown) => {
      if (!signal.aborted) fail(role, error);
    });
  };

  const follow = (): (() => void) => {
    const stop = kiosk.subscribe((state) => reconcile(state.session, state.info));
    const onDevices = (): void => void resumeWhenPlugged(kiosk);
    navigator.mediaDevices.addEventListener('devicechange', onDevices);
    return () => {
      stop();
      navigator.mediaDevices.removeEventListener('devicechange', onDevices);
      close();
    };
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    follow,
    capture,
  };
}

async function resumeWhenPlugged(kiosk: KioskStore): Promise<void> {
  const { session } = kiosk.getState();
  if (session?.name !== 'retake' || session.retake?.cause !== 'camera') return;
  if (!CURED_BY_PLUGGING.has(session.retake.failure?.detail ?? '')) return;
  const devices = await navigator.mediaDevices.enumerateDevices();
  if (devices.some((device) => device.kind === 'videoinput')) await kiosk.sendIntent({ type: 'continue' });
}
