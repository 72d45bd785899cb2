import type { Size } from '../../main/core/framing.ts';
import type { CopyJob } from './copy-worker.ts';

export interface SmallCopy {
  readonly stream: MediaStream;
  /** Ends the copy and the track it is made from. */
  close(): void;
}

/**
 * A stream of small copies of a camera's pictures, of this size. A video element keeps the picture that it shows, and
 * Chromium has four buffers for one camera (kVideoCaptureDefaultMaxBufferPoolSize): with the customer's mirror among
 * their keepers, a recording in the teller's window had 105 of 165 frames.
 */
export function openSmallCopy(track: MediaStreamVideoTrack, size: Size): SmallCopy {
  const sink = new MediaStreamTrackGenerator({ kind: 'video' });
  const { readable } = new MediaStreamTrackProcessor({ track });
  const worker = new Worker(new URL('./copy-worker.ts', import.meta.url), { type: 'module' });
  const job: CopyJob = { readable, writable: sink.writable, size };
  worker.postMessage(job, [job.readable, job.writable]);
  return {
    stream: new MediaStream([sink]),
    close: () => {
      track.stop();
      sink.stop();
      worker.terminate();
    },
  };
}
