import type { CropJob, CropReport } from './crop-protocol.ts';
import { uprightMatrix } from './upright.ts';

// Cuts the window out of every frame away from the page's thread, so that drawing and the face engine cost no frame.

self.addEventListener('message', ({ data }: MessageEvent<CropJob>) => {
  const { readable, writable } = data;
  const cut = data.upright.rotation === 0 ? cutter(data) : turner(data);
  const count: CropReport = { delivered: 0, written: 0 };
  const crop = new TransformStream<VideoFrame, VideoFrame>({
    transform(frame, controller) {
      count.delivered += 1;
      try {
        controller.enqueue(cut(frame));
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

type Cut = (frame: VideoFrame) => VideoFrame;

const cutter =
  ({ window }: CropJob): Cut =>
  (frame) =>
    new VideoFrame(frame, { visibleRect: window, timestamp: frame.timestamp });

/** Real upright pixels, because a player or a service may not heed a turn that is only written in the file. */
function turner({ window, upright }: CropJob): Cut {
  const canvas = new OffscreenCanvas(window.width, window.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('no drawing surface');
  context.setTransform(uprightMatrix(upright, window, 1));
  return (frame) => {
    context.drawImage(frame, 0, 0);
    return new VideoFrame(canvas, { timestamp: frame.timestamp, alpha: 'discard' });
  };
}
