import type { Box } from '../../main/core/framing.ts';
import type { Upright } from './upright.ts';

/** What the page hands to the crop worker, once. */
export interface CropJob {
  readonly readable: ReadableStream<VideoFrame>;
  readonly writable: WritableStream<VideoFrame>;
  /** Upright, like the frames that are handed on. */
  readonly window: Box;
  readonly upright: Upright;
}

/** Frames the camera handed over, and frames handed on to the recorder; sent after every frame. */
export interface CropReport {
  delivered: number;
  written: number;
}
