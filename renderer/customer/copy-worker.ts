import type { Size } from '../../main/core/framing.ts';
import { pixelsOf } from '../camera/frame-pixels.ts';
import { shrinkPlanes } from './small-planes.ts';

/** What the customer's page hands to this worker, once. */
export interface CopyJob {
  readonly readable: ReadableStream<VideoFrame>;
  readonly writable: WritableStream<VideoFrame>;
  /** Of the copies. */
  readonly size: Size;
}

// Copies every frame small and gives the camera's own back at once: there are four for all windows together, and a
// recording in the other window loses those that are on show here.

self.addEventListener('message', ({ data }: MessageEvent<CopyJob>) => {
  const { readable, writable, size } = data;
  const shrink = createShrinker(size);
  const copy = new TransformStream<VideoFrame, VideoFrame>({
    async transform(frame, controller) {
      controller.enqueue(await shrink(frame));
    },
  });
  // Ends when the page stops the tracks or the worker.
  readable
    .pipeThrough(copy)
    .pipeTo(writable)
    .catch(() => undefined);
});

/** Closes the frame as soon as its pixels are here. */
type Shrink = (frame: VideoFrame) => Promise<VideoFrame>;

/** As the camera's frames come, their planes are made small: 4 ms instead of 16 for a whole picture in RGBA. */
function createShrinker(to: Size): Shrink {
  let bytes = new Uint8Array(0);
  return async (frame) => {
    const { format, timestamp, visibleRect } = frame;
    if (visibleRect === null || (format !== 'I420' && format !== 'NV12')) return shrinkPixels(frame, to);
    const colorSpace = frame.colorSpace.toJSON();
    if (bytes.length !== frame.allocationSize()) bytes = new Uint8Array(frame.allocationSize());
    const layout = await frame.copyTo(bytes).finally(() => frame.close());
    const small = shrinkPlanes({ format, size: visibleRect, layout, bytes }, to);
    const { width: codedWidth, height: codedHeight } = to;
    return new VideoFrame(small, { format: 'I420', codedWidth, codedHeight, timestamp, colorSpace });
  };
}

/** Any other format, which no camera is known to give here. */
async function shrinkPixels(frame: VideoFrame, { width, height }: Size): Promise<VideoFrame> {
  const { timestamp } = frame;
  const picture = await pixelsOf(frame).finally(() => frame.close());
  const small = await createImageBitmap(picture, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'low',
  });
  const copy = new VideoFrame(small, { timestamp, alpha: 'discard' });
  small.close();
  return copy;
}
