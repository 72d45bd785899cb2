import { pixelsOf } from './frame-pixels.ts';
import type { OpenCamera } from './open-camera.ts';

export interface Still {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly widthPx: number;
  readonly heightPx: number;
}

const JPEG_QUALITY = 0.95;

/** How long a camera may take to show a picture, ms. */
const PATIENCE_MS = 5000;

/**
 * One picture of the camera at its full stream size, as it is (never mirrored, never enlarged).
 * takePhoto is not used: it has been seen to give less than it promises.
 */
export async function takeStill(camera: OpenCamera): Promise<Still> {
  const frame = await nextFrame(camera.track);
  try {
    const picture = await pixelsOf(frame);
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    if (context === null) throw new DOMException('no drawing surface', 'NoPicture');
    context.putImageData(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
    return {
      bytes: new Uint8Array(await blob.arrayBuffer()),
      widthPx: canvas.width,
      heightPx: canvas.height,
    };
  } finally {
    frame.close();
  }
}

async function nextFrame(track: MediaStreamVideoTrack): Promise<VideoFrame> {
  const source = track.clone();
  const reader = new MediaStreamTrackProcessor({ track: source }).readable.getReader();
  const late = window.setTimeout(() => void reader.cancel(), PATIENCE_MS);
  try {
    const { value } = await reader.read();
    if (value === undefined) throw new DOMException('no frame came', 'NoPicture');
    return value;
  } finally {
    window.clearTimeout(late);
    void reader.cancel();
    source.stop();
  }
}
