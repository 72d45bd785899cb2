import type { ListedCamera } from '../../main/core/cameras.ts';
import { bindCamera } from '../../main/core/cameras.ts';
import type { AppInfo } from '../../main/core/contract.ts';
import type { Role } from '../../main/core/session-shape.ts';
import { freeFocus, readControls } from './camera-controls.ts';
import { watchEffects } from './camera-effects.ts';
import { closeOptions, listCameras, openOptions } from './camera-options.ts';
import { CAPTURE_OFF, windowFor } from './capture-state.ts';
import { closeCamera, type OpenCamera } from './open-camera.ts';
import { openSteady } from './open-steady.ts';
import type { Tenure } from './tenure.ts';

/** Finds and opens the camera of a role, or lets a person choose one. */
export interface Opening {
  readonly open: (role: Role, info: AppInfo) => Promise<void>;
  readonly openPicker: () => Promise<void>;
  readonly choose: (camera: ListedCamera) => Promise<void>;
}

/** `onLive` is called with each camera that has been opened and still is wanted. */
export function createOpening(
  tenure: Tenure,
  onLive: (camera: OpenCamera, info: AppInfo, signal: AbortSignal) => void,
): Opening {
  const { store, kiosk } = tenure;

  const open = async (role: Role, info: AppInfo): Promise<void> => {
    const signal = tenure.begin(role);
    try {
      const listed = await listCameras();
      const binding = bindCamera(listed, await kiosk.cameras(), role, info.cameras.allowed[role]);
      if (signal.aborted) return;
      if (binding.kind === 'bound') await use(role, info, binding.camera, signal);
      else if (binding.kind === 'none') throw new DOMException('no camera', 'NotFoundError');
      else if (binding.kind === 'refused') throw new DOMException('not allowed', 'CameraRefused');
      else await offer(role, listed, binding.kind === 'missing' ? binding.choice.label : null, signal);
    } catch (error) {
      if (!signal.aborted) tenure.fail(role, error);
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
    failWhenLost(tenure, camera, signal);
    // A scan holds the focus; the next card needs it free again.
    if (role === 'card') await freeFocus(camera.track);
    if (signal.aborted) return closeCamera(camera);
    const window = windowFor(camera, info.recording);
    store.setState({ phase: 'live', role, camera, window, controls: readControls(camera.track) });
    onLive(camera, info, signal);
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

  return {
    open,
    async openPicker() {
      const { role, phase } = store.getState();
      if (role === null || phase !== 'live') return;
      const signal = tenure.begin(role);
      await offer(role, await listCameras(), null, signal);
    },
    async choose({ deviceId, label }) {
      const { role, phase } = store.getState();
      const { info } = kiosk.getState();
      if (role === null || phase !== 'choosing' || info === null) return;
      tenure.end();
      await kiosk.chooseCamera(role, { deviceId, label });
      await open(role, info);
    },
  };
}

/** An unplugged camera and a picture that the system begins to change end the use of the camera. */
function failWhenLost(tenure: Tenure, { role, track }: OpenCamera, signal: AbortSignal): void {
  track.addEventListener(
    'ended',
    () => tenure.fail(role, new DOMException('the camera went away', 'TrackEnded')),
    { signal },
  );
  const onEffect = (): void =>
    tenure.fail(role, new DOMException('the system changes the picture', 'CameraEffects'));
  watchEffects(track, onEffect, signal);
}
