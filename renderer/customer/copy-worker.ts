import type { Size } from '../../main/core/framing.ts';
import { pixelsOf } from '../camera/frame-pixels.ts';

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
  const copy = new TransformStream<VideoFrame, VideoFrame>({
    async transform(frame, controller) {
      const { timestamp } = frame;
      const small = await shrink(frame, size);
      controller.enqueue(new VideoFrame(small, { timestamp, alpha: 'discard' }));
      small.close();
    },
  });
  // Ends when the page stops the tracks or the worker.
  readable
    .pipeThrough(copy)
    .pipeTo(writable)
    .catch(() => undefined);
});

/** Closes the frame as soon as its pixels are here. */
async function shrink(frame: VideoFrame, { width, height }: Size): Promise<ImageBitmap> {
  const picture = await pixelsOf(frame).finally(() => frame.close());
  return createImageBitmap(picture, { resizeWidth: width, resizeHeight: height, resizeQuality: 'low' });
}
