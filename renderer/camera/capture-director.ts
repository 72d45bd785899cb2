import type { AppInfo } from '../../main/core/contract.ts';
import type { Session } from '../../main/core/session-shape.ts';
import type { KioskStore } from '../store/kiosk-store.ts';
import { type ControlName, readControls, turnControl } from './camera-controls.ts';
import { attendCard } from './card-attendant.ts';
import { type CaptureState, roleOf } from './capture-state.ts';
import { attendFace } from './face-attendant.ts';
import type { PageNets } from './face-nets.ts';
import type { OpenCamera } from './open-camera.ts';
import { createOpening, type Opening } from './opening.ts';
import { watchPace } from './pace-attendant.ts';
import { resumeWhenPlugged } from './resume.ts';
import { createTakes, type Takes } from './takes.ts';
import { createTenure, type Tenure } from './tenure.ts';
import { watchDevices } from './watch-devices.ts';

/** Opens, watches and closes cameras as the session asks for them, one at a time. */
export interface CaptureDirector
  extends Pick<Takes, 'capture' | 'pickFile'>, Pick<Opening, 'openPicker' | 'choose'> {
  getState(): CaptureState;
  getInitialState(): CaptureState;
  subscribe(listener: (state: CaptureState, before: CaptureState) => void): () => void;
  /** Follows the session until the returned function is called. */
  follow(): () => void;
  /** Turns one control of the open camera. */
  readonly turn: (name: ControlName, value: number) => Promise<void>;
}

export function createCaptureDirector(
  kiosk: KioskStore,
  loadNets: () => Promise<PageNets | null>,
): CaptureDirector {
  const tenure = createTenure(kiosk);
  const { store } = tenure;
  const takes = createTakes(tenure);

  const attend = (camera: OpenCamera, info: AppInfo, signal: AbortSignal): void => {
    if (camera.role === 'face') void watchPace(store, camera, info.recording, signal);
    if (!info.cameras.guidance) return;
    const { capture, startOver } = takes;
    if (camera.role === 'card') void attendCard({ store, camera, signal, scan: capture });
    else void attendFace({ store, info, signal, loadNets, record: capture, startOver });
  };
  const opening = createOpening(tenure, attend);

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    follow: () => follow(tenure, opening),
    capture: takes.capture,
    pickFile: takes.pickFile,
    openPicker: opening.openPicker,
    choose: opening.choose,
    async turn(name, value) {
      const { camera } = store.getState();
      if (camera === null) return;
      await turnControl(camera.track, name, value);
      if (store.getState().camera === camera) store.setState({ controls: readControls(camera.track) });
    },
  };
}

function follow(tenure: Tenure, opening: Opening): () => void {
  const { kiosk, store } = tenure;
  const reconcile = (session: Session | null, info: AppInfo | null): void => {
    const wanted = session === null || info === null ? null : roleOf(session.name, info);
    const { role } = store.getState();
    if (wanted === role || info === null) return;
    if (wanted === null) tenure.end();
    else void opening.open(wanted, info);
  };
  const stop = kiosk.subscribe((state) => reconcile(state.session, state.info));
  const leaveDevices = watchDevices(kiosk, () => {
    void resumeWhenPlugged(kiosk);
    const { phase, role, missing } = store.getState();
    const { info } = kiosk.getState();
    // The remembered camera may be there again.
    if (phase === 'choosing' && missing !== null && role !== null && info !== null)
      void opening.open(role, info);
  });
  return () => {
    stop();
    leaveDevices();
    tenure.end();
  };
}
