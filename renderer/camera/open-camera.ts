import type { RecordingSettings } from '../../main/core/contract.ts';
import type { Size } from '../../main/core/framing.ts';
import type { Role } from '../../main/core/session-shape.ts';

export interface OpenCamera {
  readonly role: Role;
  readonly stream: MediaStream;
  readonly track: MediaStreamVideoTrack;
  readonly label: string;
  readonly deviceId: string;
  readonly size: Size;
  readonly framesPerSecond: number;
}

/**
 * Opens a camera at its widest mode, without sound. Asks strictly first and then takes what there is:
 * a weak camera is shown and said to be weak, it is not a dead end. Rejects with the browser's DOMException.
 */
export async function openCamera(
  role: Role,
  settings: RecordingSettings,
  deviceId: string | null,
): Promise<OpenCamera> {
  const ladder = role === 'face' ? faceLadder(settings) : CARD_LADDER;
  for (const [rung, wish] of ladder.entries()) {
    try {
      return await open(role, wish, deviceId);
    } catch (error) {
      const wishUnmet = error instanceof DOMException && error.name === 'OverconstrainedError';
      if (!wishUnmet || rung === ladder.length - 1) throw error;
    }
  }
  throw new DOMException('no way of opening a camera was tried', 'NotFoundError');
}

/** The page says what a camera lacks; main's precheck decides. Widest first: the window is cut, never enlarged. */
function faceLadder(settings: RecordingSettings): readonly MediaTrackConstraints[] {
  const frameRate = { min: settings.minFramesPerSecond, ideal: settings.idealFramesPerSecond };
  const widest = { width: { min: 1280, ideal: 1920 }, height: { min: 720, ideal: 1080 } };
  return [
    { ...widest, frameRate },
    { ...widest, frameRate: { ideal: settings.idealFramesPerSecond } },
    { width: { ideal: 1920 }, height: { ideal: 1080 } },
  ];
}

/** A still needs pixels, not pictures a second: 2,300 px across the card want a 4K stream (FIELD 1.8, 5.3). */
const CARD_LADDER: readonly MediaTrackConstraints[] = [{ width: { ideal: 4096 }, height: { ideal: 3072 } }];

async function open(role: Role, wish: MediaTrackConstraints, deviceId: string | null): Promise<OpenCamera> {
  const device = deviceId === null ? {} : { deviceId: { exact: deviceId } };
  const video = { ...wish, ...device, resizeMode: 'none' };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video });
  const track = stream.getVideoTracks()[0];
  if (track === undefined) throw new DOMException('the stream has no picture', 'NotFoundError');
  const got = track.getSettings();
  return {
    role,
    stream,
    track,
    label: track.label,
    deviceId: got.deviceId ?? '',
    size: { width: got.width ?? 0, height: got.height ?? 0 },
    framesPerSecond: got.frameRate ?? 0,
  };
}

export function closeCamera(camera: OpenCamera): void {
  for (const track of camera.stream.getTracks()) track.stop();
}
