import type { Rotation } from '../../main/core/camera-policy.ts';
import type { RecordingSettings } from '../../main/core/recording-settings.ts';
import type { Size } from '../../main/core/framing.ts';
import type { CameraView } from '../../main/core/seat.ts';
import type { Role } from '../../main/core/session-shape.ts';
import { effectsOf } from './camera-effects.ts';
import { uprightSize } from './upright.ts';

export interface OpenCamera {
  readonly role: Role;
  readonly stream: MediaStream;
  readonly track: MediaStreamVideoTrack;
  readonly label: string;
  readonly deviceId: string;
  /** Upright. */
  readonly size: Size;
  /** How far the camera's own picture is to be turned to stand upright, clockwise. */
  readonly rotation: Rotation;
  readonly framesPerSecond: number;
  /** The wider mode that was left because its pictures came too slowly, upright; null when none was. */
  readonly slowAt: { readonly size: Size; readonly framesPerSecond: number } | null;
}

/** What is asked of a camera. */
export interface Wish {
  readonly role: Role;
  readonly settings: RecordingSettings;
  readonly rotation: Rotation;
  /** Null for any. */
  readonly deviceId: string | null;
  /** Of the face camera's own picture; 4K where nothing is said. */
  readonly widest?: Size;
}

/**
 * Opens a camera at its widest mode, without sound. Asks strictly first and then takes what there is:
 * a weak camera is shown and said to be weak, it is not a dead end. Rejects with the browser's DOMException.
 */
export async function openCamera(wish: Wish): Promise<OpenCamera> {
  const ladder = wish.role === 'face' ? faceLadder(wish) : CARD_LADDER;
  for (const [rung, mode] of ladder.entries()) {
    try {
      return await open(wish, mode);
    } catch (error) {
      const wishUnmet = error instanceof DOMException && error.name === 'OverconstrainedError';
      if (!wishUnmet || rung === ladder.length - 1) throw error;
    }
  }
  throw new DOMException('no way of opening a camera was tried', 'NotFoundError');
}

/** From 4K a window of 1280x960 is a third of the picture: the face may be that much farther away. */
const ULTRA_HD: Size = { width: 3840, height: 2160 };

/** The page says what a camera lacks; main's precheck decides. Widest first: the window is cut, never enlarged. */
function faceLadder({ settings, widest = ULTRA_HD }: Wish): readonly MediaTrackConstraints[] {
  const frameRate = { min: settings.minFramesPerSecond, ideal: settings.idealFramesPerSecond };
  const large = { width: { min: 1280, ideal: widest.width }, height: { min: 720, ideal: widest.height } };
  return [
    { ...large, frameRate },
    { ...large, frameRate: { ideal: settings.idealFramesPerSecond } },
    { width: { ideal: 1920 }, height: { ideal: 1080 } },
  ];
}

/** A still needs pixels, not pictures a second: 2,300 px across the card want a 4K stream. */
const CARD_LADDER: readonly MediaTrackConstraints[] = [{ width: { ideal: 4096 }, height: { ideal: 3072 } }];

async function open({ role, rotation, deviceId }: Wish, mode: MediaTrackConstraints): Promise<OpenCamera> {
  const device = deviceId === null ? {} : { deviceId: { exact: deviceId } };
  const video = { ...mode, ...device, resizeMode: 'none' };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video });
  const track = stream.getVideoTracks()[0];
  if (track === undefined) throw new DOMException('the stream has no picture', 'NotFoundError');
  if (effectsOf(track).length > 0) {
    for (const one of stream.getTracks()) one.stop();
    throw new DOMException('the system changes the picture', 'CameraEffects');
  }
  const got = track.getSettings();
  return {
    role,
    stream,
    track,
    label: track.label,
    deviceId: got.deviceId ?? '',
    size: uprightSize({ width: got.width ?? 0, height: got.height ?? 0 }, rotation),
    rotation,
    framesPerSecond: got.frameRate ?? 0,
    slowAt: null,
  };
}

/** The lens's angle is known across the camera's own picture, however it is mounted. */
export const viewOf = ({ size, rotation }: OpenCamera, viewDeg: number): CameraView => ({
  widthPx: rotation === 0 ? size.width : size.height,
  viewDeg,
});

export function closeCamera(camera: OpenCamera): void {
  for (const track of camera.stream.getTracks()) track.stop();
}
