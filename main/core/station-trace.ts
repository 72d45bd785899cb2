import { z } from 'zod';
import { DARK, type RowProfiles } from './flicker.ts';

/** What the daily check keeps of the face camera's pictures for its drawings: times and light, never a picture. Pure. */

/** Three seconds of the fastest camera. */
const MAX_PICTURES = 720;
/** Enough to see bands wander; more could not be told apart in the drawing. */
const DRAWN_PICTURES = 60;
const DRAWN_BANDS = 16;

export const stationTraceSchema = z.strictObject({
  /** When each picture was taken, ms after the first. */
  timesMs: z.array(z.number().min(0).max(60_000)).max(MAX_PICTURES).readonly(),
  /** Mean luma 0..255 of bands of rows from the top, a list for each of the first pictures. */
  bands: z
    .array(z.array(z.number().min(0).max(255)).max(DRAWN_BANDS).readonly())
    .max(DRAWN_PICTURES)
    .readonly(),
});
export type StationTrace = z.infer<typeof stationTraceSchema>;

/** Makes of the sampled rows what is worth keeping; null without pictures. */
export function traceOf({ timesMs, profiles }: RowProfiles): StationTrace | null {
  const first = timesMs[0];
  if (first === undefined) return null;
  return {
    timesMs: timesMs.slice(0, MAX_PICTURES).map((time) => rounded(time - first)),
    bands: profiles.slice(0, DRAWN_PICTURES).map(intoBands),
  };
}

function intoBands(rows: readonly number[]): readonly number[] {
  const count = Math.min(DRAWN_BANDS, rows.length);
  const edge = (band: number): number => Math.round((band * rows.length) / count);
  return Array.from({ length: count }, (_, band) => rounded(mean(rows.slice(edge(band), edge(band + 1)))));
}

export interface Gap {
  readonly atS: number;
  readonly ms: number;
}

/** The pause before each picture but the first. */
export const gapsOf = ({ timesMs }: StationTrace): readonly Gap[] =>
  timesMs.slice(1).map((time, index) => ({ atS: time / 1000, ms: time - (timesMs[index] ?? time) }));

export interface SecondOfPictures {
  /** 1 for the first second. */
  readonly second: number;
  readonly pictures: number;
  readonly longestGapMs: number;
}

/** The same counted by whole seconds; what is left over at the end is not counted. */
export function secondsOf(trace: StationTrace): readonly SecondOfPictures[] {
  const whole = Math.floor(((trace.timesMs.at(-1) ?? 0) + LAST_PICTURE_MS) / 1000);
  return Array.from({ length: whole }, (_, second) => {
    const own = gapsOf(trace).filter(({ atS }) => atS > second && atS <= second + 1);
    return {
      second: second + 1,
      pictures: own.length,
      longestGapMs: Math.max(0, ...own.map(({ ms }) => ms)),
    };
  });
}

/** A sample of three seconds ends with the last picture before them. */
const LAST_PICTURE_MS = 60;

/** How far each band is from its own mean, in per cent, a list for each picture; null for a band too dark to tell. */
export function swingsOf({ bands }: StationTrace): readonly (readonly (number | null)[])[] {
  const means = (bands[0] ?? []).map((_, band) => mean(bands.map((picture) => picture[band] ?? 0)));
  return bands.map((picture) =>
    picture.map((luma, band) => {
      const level = means[band] ?? 0;
      return level < DARK ? null : (luma / level - 1) * 100;
    }),
  );
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
