import type { Result } from '../core/result.ts';
import type { StreamedJob } from './media-worker.ts';
import type { VideoAnswer } from './worker-protocol.ts';

/** The recording in progress, as the media worker sees it; there is never more than one. */
export interface FaceFeed {
  /** Takes over the piece; `index` counts from 0 and skips none, else the recording is no longer followed. */
  add(piece: Uint8Array, index: number): void;
  /** The answer on the whole; null where there is nothing to build on and the caller checks from the start. */
  finish(whole: Uint8Array, signal: AbortSignal): Promise<Result<VideoAnswer> | null>;
  drop(): void;
}

interface Followed {
  readonly stop: AbortController;
  readonly job: Promise<StreamedJob | null>;
  pieces: number;
  sizeBytes: number;
  /** The worker gave up before the recording ended. */
  isOver: boolean;
}

/** Opens a job with a recording's first piece and hands it what follows. `open` says null without an engine. */
export function createFaceFeed(
  open: (signal: AbortSignal) => Promise<StreamedJob | null>,
  maxBytes: number,
): FaceFeed {
  let followed: Followed | null = null;

  function begin(): Followed {
    const stop = new AbortController();
    const begun: Followed = { stop, job: open(stop.signal), pieces: 0, sizeBytes: 0, isOver: false };
    void begun.job.then((job) => job?.answer).then(() => (begun.isOver = true));
    return begun;
  }

  function drop(): void {
    followed?.stop.abort();
    followed = null;
  }

  return {
    add(piece, index) {
      if (index === 0) {
        drop();
        followed = begin();
      }
      const to = followed;
      const isNext = to?.pieces === index && to.sizeBytes + piece.byteLength <= maxBytes;
      if (to === null || !isNext) {
        piece.fill(0);
        return drop();
      }
      to.pieces += 1;
      to.sizeBytes += piece.byteLength;
      void to.job.then((job) => {
        job?.add(piece);
        piece.fill(0);
      });
    },
    async finish(whole, signal) {
      const last = followed;
      followed = null;
      if (last === null) return null;
      const onAbort = (): void => last.stop.abort();
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      try {
        const job = await last.job;
        if (job === null || last.isOver) return null;
        job.finish(whole);
        return await job.answer;
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
    drop,
  };
}
