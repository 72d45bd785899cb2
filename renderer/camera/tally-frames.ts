import { countFrames } from './measure-pace.ts';
import type { WindowStream } from './window-stream.ts';

/** Frames between the recorder's start and its end; null where the browser or the path does not count them. */
export interface FrameTally {
  /** Given by the camera itself, whether or not the page could take them. */
  readonly camera: number | null;
  /** Handed to the crop worker. */
  readonly delivered: number | null;
  /** Handed on to the recorder. */
  readonly written: number | null;
}

export interface FrameCounter {
  readonly start: () => void;
  readonly stop: () => void;
  readonly read: () => FrameTally;
}

/** Counts what a recording lost and where: numbers only, for the log and the benchmark. */
export function tallyFrames(track: MediaStreamTrack, recorded: Pick<WindowStream, 'count'>): FrameCounter {
  const now = (): FrameTally => ({
    camera: countFrames(track),
    delivered: recorded.count()?.delivered ?? null,
    written: recorded.count()?.written ?? null,
  });
  let first = now();
  let last = first;
  return {
    start: () => (first = now()),
    stop: () => (last = now()),
    read: () => ({
      camera: difference(last.camera, first.camera),
      delivered: difference(last.delivered, first.delivered),
      written: difference(last.written, first.written),
    }),
  };
}

const difference = (last: number | null, first: number | null): number | null =>
  last === null || first === null ? null : last - first;
