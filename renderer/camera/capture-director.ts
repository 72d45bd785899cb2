import { createStore } from 'zustand/vanilla';
import type { ListedCamera } from '../../main/core/cameras.ts';
import { bindCamera } from '../../main/core/cameras.ts';
import type { AppInfo } from '../../main/core/contract.ts';
import { failure } from '../../main/core/failure.ts';
import type { Role, Session } from '../../main/core/session-shape.ts';
import type { KioskStore } from '../store/kiosk-store.ts';
import { type ControlName, freeFocus, readControls, turnControl } from './camera-controls.ts';
import { watchEffects } from './camera-effects.ts';
import { closeOptions, listCameras, openOptions } from './camera-options.ts';
import { captureCard, captureFace } from './capture.ts';
import type { CaptureState } from './capture-state.ts';
import { CAPTURE_OFF, roleOf, windowFor } from './capture-state.ts';
import type { PageNets } from './face-nets.ts';
import { attendCard } from './card-attendant.ts';
import { attendFace } from './face-attendant.ts';
import { measureRate } from './measure-rate.ts';
import { closeCamera } from './open-camera.ts';
import { openSteady } from './open-steady.ts';
import { resumeWhenPlugged } from './resume.ts';

/** Opens, watches and closes cameras as the session asks for them, one at a time. */
export interface CaptureDirector {
  getState(): CaptureState;
  getInitialState(): CaptureState;
  subscribe(listener: (state: CaptureState, before: CaptureState) => void): () => void;
  /** Follows the session until the returned function is called. */
  follow(): () => void;
  /** Records the face or takes the card's picture; nothing happens unless that camera is live. */
  readonly capture: () => void;
  /** Shows every camera of the station, to choose the one for this step. */
  readonly openPicker: () => Promise<void>;
  /** Has main take the card's picture from a file; no camera is used meanwhile. */
  readonly pickFile: () => Promise<void>;
  readonly choose: (camera: ListedCamera) => Promise<void>;
  /** Turns one control of the open camera. */
  readonly turn: (name: ControlName, value: number) => Promise<void>;
}

export function createCaptureDirector(
  kiosk: KioskStore,
  loadNets: () => Promise<PageNets | null>,
): CaptureDirector {
  const store = createStore<CaptureState>(() => CAPTURE_OFF);
  /** Ends with the camera in use. */
  let tenure = new AbortController();
  /** Ends with the capture in progress. */
  let take = new AbortController();

  const fail = (role: Role, error: unknown): void => {
    const name = error instanceof DOMException ? error.name : 'unknown';
    void kiosk.sendIntent({ type: 'captureFailed', role, failure: failure('cameraFailed', name) });
  };

  const close = (): void => {
    take.abort();
    tenure.abort();
    const { camera, options } = store.getState();
    if (camera !== null) closeCamera(camera);
    closeOptions(options);
    store.setState(CAPTURE_OFF);
  };

  const open = async (role: Role, info: AppInfo): Promise<void> => {
    const mine = (tenure = new AbortController());
    store.setState({ ...CAPTURE_OFF, phase: 'opening', role });
    try {
      const listed = await listCameras();
      const binding = bindCamera(listed, await kiosk.cameras(), role, info.cameras.allowed[role]);
      if (mine.signal.aborted) return;
      if (binding.kind === 'bound') await use(role, info, binding.camera, mine.signal);
      else if (binding.kind === 'none') throw new DOMException('no camera', 'NotFoundError');
      else if (binding.kind === 'refused') throw new DOMException('not allowed', 'CameraRefused');
      else await offer(role, listed, binding.kind === 'missing' ? binding.choice.label : null, mine.signal);
    } catch (error) {
      if (!mine.signal.aborted) fail(role, error);
    }
  };

  const use = async (role: Role, info: AppInfo, bound: ListedCamera, signal: AbortSignal): Promise<void> => {
    const camera = await openSteady({
      role,
      settings: info.recording,
      rotation: role === 'face' ? info.cameras.face.rotationDegrees : 0,
      deviceId: bound.deviceId,
    });
    if (signal.aborted) return closeCamera(camera);
    camera.track.addEventListener('ended', () => {
      if (!signal.aborted) fail(role, new DOMException('the camera went away', 'TrackEnded'));
    });
    const onEffect = (): void =>
      fail(role, new DOMException('the system changes the picture', 'CameraEffects'));
    watchEffects(camera.track, onEffect, signal);
    if (role === 'card') await freeFocus(camera.track);
    if (signal.aborted) return closeCamera(camera);
    const window = windowFor(camera, info.recording);
    store.setState({ phase: 'live', role, camera, window, controls: readControls(camera.track) });
    void measureRate(camera.track).then((measuredRate) => {
      if (!signal.aborted) store.setState({ measuredRate });
    });
    if (!info.cameras.guidance) return;
    if (role === 'face') void attend(info, signal);
    else void attendCard({ store, camera, signal, scan: capture });
  };

  /** Lets a person choose; nothing is opened for the role until then. */
  const offer = async (
    role: Role,
    listed: readonly ListedCamera[],
    missing: string | null,
    signal: AbortSignal,
  ): Promise<void> => {
    const allowed = kiosk.getState().info?.cameras.allowed[role] ?? [];
    const options = await openOptions(listed, allowed);
    if (signal.aborted) return closeOptions(options);
    store.setState({ ...CAPTURE_OFF, phase: 'choosing', role, options, missing });
  };

  const openPicker = async (): Promise<void> => {
    const { role, phase } = store.getState();
    if (role === null || phase !== 'live') return;
    close();
    const mine = (tenure = new AbortController());
    store.setState({ ...CAPTURE_OFF, phase: 'opening', role });
    await offer(role, await listCameras(), null, mine.signal);
  };

  const choose = async ({ deviceId, label }: ListedCamera): Promise<void> => {
    const { role, phase } = store.getState();
    const { info } = kiosk.getState();
    if (role === null || phase !== 'choosing' || info === null) return;
    close();
    await kiosk.chooseCamera(role, { deviceId, label });
    await open(role, info);
  };

  const attend = (info: AppInfo, signal: AbortSignal): Promise<void> =>
    attendFace({ store, info, signal, loadNets, record: capture, startOver });

  const capture = (): void => {
    const { phase, role, camera, window } = store.getState();
    const { info } = kiosk.getState();
    if (phase !== 'live' || role === null || camera === null || window === null || info === null) return;
    const mine = (take = new AbortController());
    store.setState({ phase: 'capturing', countdownSinceMs: null });
    const onTaken = (): void => {
      if (!mine.signal.aborted) store.setState({ phase: 'delivering' });
    };
    const shot = { camera, window, onTaken };
    const job =
      role === 'face' ? captureFace(kiosk, shot, info.recording, mine.signal) : captureCard(kiosk, shot);
    job.catch((error: unknown) => {
      if (!mine.signal.aborted) fail(role, error);
    });
  };

  const pickFile = async (): Promise<void> => {
    const { role, phase } = store.getState();
    if (kiosk.getState().info?.card.camera === false) {
      store.setState({ fileFailure: null });
      const fileFailure = await kiosk.pickCard();
      if (kiosk.getState().session?.name === 'card.ready') store.setState({ fileFailure });
      return;
    }
    if (role !== 'card' || phase !== 'live') return;
    const { signal } = tenure;
    // Otherwise the camera could take the card by itself behind the dialog.
    store.setState({ phase: 'capturing', fileFailure: null });
    const fileFailure = await kiosk.pickCard();
    if (!signal.aborted && kiosk.getState().session?.name === 'card.ready')
      store.setState({ phase: 'live', fileFailure });
  };

  /** Drops a recording that is going wrong; the camera stays open and no try is spent. */
  const startOver = (): void => {
    take.abort();
    store.setState({ phase: 'live', countdownSinceMs: null });
    void kiosk.sendIntent({ type: 'recordingStopped' });
  };

  const turn = async (name: ControlName, value: number): Promise<void> => {
    const { camera } = store.getState();
    if (camera === null) return;
    await turnControl(camera.track, name, value);
    if (store.getState().camera === camera) store.setState({ controls: readControls(camera.track) });
  };

  const reconcile = (session: Session | null, info: AppInfo | null): void => {
    const wanted = session === null || info === null ? null : roleOf(session.name, info);
    const { role } = store.getState();
    if (wanted === role || info === null) return;
    if (role !== null) close();
    if (wanted !== null) void open(wanted, info);
  };

  const follow = (): (() => void) => {
    const stop = kiosk.subscribe((state) => reconcile(state.session, state.info));
    const onDevices = (): void => {
      void resumeWhenPlugged(kiosk);
      const { phase, role, missing } = store.getState();
      const { info } = kiosk.getState();
      // The remembered camera may be there again.
      if (phase !== 'choosing' || missing === null || role === null || info === null) return;
      close();
      void open(role, info);
    };
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
    openPicker,
    pickFile,
    choose,
    turn,
  };
}
