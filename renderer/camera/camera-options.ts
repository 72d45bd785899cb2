import type { CameraKind, ListedCamera } from '../../main/core/cameras.ts';
import { kindOfCamera } from '../../main/core/cameras.ts';

/** One camera in the picker, with its live picture where it gives one. */
export interface CameraOption extends ListedCamera {
  readonly kind: CameraKind;
  readonly stream: MediaStream | null;
}

/** The cameras the system lists. Before the first permission names are empty: then one is opened to learn them. */
export async function listCameras(): Promise<readonly ListedCamera[]> {
  const first = await enumerate();
  if (first.length === 0 || first.some(({ label }) => label !== '')) return first;
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: false });
  stopAll(stream);
  return enumerate();
}

async function enumerate(): Promise<readonly ListedCamera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

/** A small live picture of each camera that may be used; the others are listed but not opened. */
export async function openOptions(
  listed: readonly ListedCamera[],
  allowed: readonly string[],
): Promise<readonly CameraOption[]> {
  return Promise.all(
    listed.map(async (camera) => {
      const kind = kindOfCamera(camera.label, allowed);
      return { ...camera, kind, stream: kind === 'ordinary' ? await smallPicture(camera.deviceId) : null };
    }),
  );
}

async function smallPicture(deviceId: string): Promise<MediaStream | null> {
  const video = { deviceId: { exact: deviceId }, width: { ideal: 640 }, frameRate: { ideal: 15 } };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video });
  } catch {
    // A camera in use elsewhere stays in the list, without a picture.
    return null;
  }
}

export function closeOptions(options: readonly CameraOption[]): void {
  for (const { stream } of options) if (stream !== null) stopAll(stream);
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
