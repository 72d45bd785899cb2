import type { Size } from '../../main/core/framing.ts';

/** What the customer's page hands to this worker, once. */
export interface CopyJob {
  readonly readable: ReadableStream<VideoFrame>;
  readonly writable: WritableStream<VideoFrame>;
  /** Of the copies. */
  readonly size: Size;
}

// Draws every frame small and gives the camera's own back at once: there are four for all windows together, and a
// recording in the other window loses those that are on show here.

self.addEventListener('message', ({ data }: MessageEvent<CopyJob>) => {
  const { readable, writable, size } = data;
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('no drawing surface');
  const copy = new TransformStream<VideoFrame, VideoFrame>({
    transform(frame, controller) {
      try {
        context.drawImage(frame, 0, 0, size.width, size.height);
        controller.enqueue(new VideoFrame(canvas, { timestamp: frame.timestamp, alpha: 'discard' }));
      } finally {
        frame.close();
      }
    },
  });
  // Ends when the page stops the tracks or the worker.
  readable
    .pipeThrough(copy)
    .pipeTo(writable)
    .catch(() => undefined);
});
