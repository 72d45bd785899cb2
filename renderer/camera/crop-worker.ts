import type { CropJob, CropReport } from './crop-protocol.ts';

// Cuts the window out of every frame away from the page's thread, so that drawing and the face engine cost no frame.

self.addEventListener('message', ({ data }: MessageEvent<CropJob>) => {
  const { readable, writable, window } = data;
  const count: CropReport = { delivered: 0, written: 0 };
  const crop = new TransformStream<VideoFrame, VideoFrame>({
    transform(frame, controller) {
      count.delivered += 1;
      try {
        controller.enqueue(new VideoFrame(frame, { visibleRect: window, timestamp: frame.timestamp }));
        count.written += 1;
      } finally {
        frame.close();
      }
      // A worker's own port: there is no target origin to name.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      self.postMessage(count);
    },
  });
  // Ends when the page stops the tracks or the worker.
  readable
    .pipeThrough(crop)
    .pipeTo(writable)
    .catch(() => undefined);
});
