/** What the page hands to the sampling worker, once. */
export interface SampleJob {
  readonly readable: ReadableStream<VideoFrame>;
  readonly lengthMs: number;
  /** How many bands of rows are measured in each frame; none for 0. */
  readonly rows: number;
}

/** Frames of one camera, looked at where no drawing of the page can delay them. */
export interface SampledFrames {
  /** When the camera took each frame, by its own clock. */
  readonly timesMs: readonly number[];
  /** Mean luma 0..255 of each band of rows, from the top, a frame a list. */
  readonly profiles: readonly (readonly number[])[];
}
