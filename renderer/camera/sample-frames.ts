import type { SampledFrames, SampleJob } from './sample-protocol.ts';

export interface SampleWish {
  readonly lengthMs: number;
  /** Bands of rows to measure in each frame; 0 for the times only. */
  readonly rows: number;
}

/** Frames that may wait for the worker; a camera's own store holds little more. */
const BUFFERED_FRAMES = 12;
/** A camera that shows nothing is not waited for longer than this, ms. */
const PATIENCE_MS = 2500;

/**
 * Looks at the frames of an open camera for a while; null where the browser gives none to look at, and as soon as
 * the signal fires: its own copy of the track would keep a camera running that is closed everywhere else.
 */
export function sampleFrames(
  track: MediaStreamVideoTrack,
  wish: SampleWish,
  signal?: AbortSignal,
): Promise<SampledFrames | null> {
  if (typeof MediaStreamTrackProcessor === 'undefined') return Promise.resolve(null);
  const source = track.clone();
  const { readable } = new MediaStreamTrackProcessor({ track: source, maxBufferSize: BUFFERED_FRAMES });
  const worker = new Worker(new URL('./sample-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<SampledFrames | null>((resolve) => {
    const late = window.setTimeout(() => resolve(null), wish.lengthMs + PATIENCE_MS);
    worker.addEventListener('message', ({ data }: MessageEvent<SampledFrames>) => {
      window.clearTimeout(late);
      resolve(data);
    });
    signal?.addEventListener('abort', () => resolve(null), { once: true });
    const job: SampleJob = { readable, ...wish };
    worker.postMessage(job, [readable]);
  }).finally(() => {
    source.stop();
    worker.terminate();
  });
}
