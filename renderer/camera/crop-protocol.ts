import type { Box } from '../../main/core/framing.ts';

/** What the page hands to the crop worker, once. */
export interface CropJob {
  readonly readable: ReadableStream<VideoFrame>;
  readonly writable: WritableStream<VideoFrame>;
  readonly window: Box;
}

/** Frames the camera handed over, and frames handed on to the recorder; sent after every frame. */
export interface CropReport {
  delivered: number;
  written: number;
}
