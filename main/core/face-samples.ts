import type { FaceSample, FrameSample, VideoMeasurement } from './measurement.ts';
import { type Hit, median, when } from './rule.ts';
import { round } from './rules-clip.ts';

export interface FaceAt {
  readonly tMs: number;
  readonly face: FaceSample;
}

/** The samples that show a face. */
export function facesOf(video: VideoMeasurement): FaceAt[] {
  return video.samples.flatMap(({ tMs, face }) => (face ? [{ tMs, face }] : []));
}

export type Read = (face: FaceSample) => number | null;

export function valuesOf(video: VideoMeasurement, read: Read): number[] {
  return facesOf(video).flatMap(({ face }) => {
    const value = read(face);
    return value === null ? [] : [value];
  });
}

/** Broken when the clip's median lies above the limit. */
export function highMedian(video: VideoMeasurement, read: Read, limit: number): readonly Hit[] {
  const values = valuesOf(video, read);
  return when(values.length > 0 && median(values) > limit, { measured: round(median(values), 3) });
}

/** Broken when the clip's median lies below the limit. */
export function lowMedian(video: VideoMeasurement, read: Read, limit: number): readonly Hit[] {
  const values = valuesOf(video, read);
  return when(values.length > 0 && median(values) < limit, { measured: round(median(values), 3) });
}

/** From the first to the last of these samples. */
export function span(samples: readonly Pick<FrameSample, 'tMs'>[]): Pick<Hit, 'fromMs' | 'toMs'> {
  const first = samples[0];
  const last = samples[samples.length - 1];
  return first && last ? { fromMs: first.tMs, toMs: last.tMs } : {};
}
