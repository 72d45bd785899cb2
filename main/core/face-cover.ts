import type { FaceSample } from './measurement.ts';

/** Judgements of one look at a face, the same in the live guidance and in the precheck. Origin: resources/docs/thresholds.md. */

export type Cover = Pick<FaceSample, 'presenceLogit' | 'lipChroma' | 'lowerChroma'>;

/** Presence below, and mouth or chin off the forehead's colour by more than. */
const COVERED = [
  [10, -1],
  [13, 16],
  [18, 26],
] as const;

/** The mesh doubts that this is a face, the more so where mouth or chin has not the colour of the forehead. */
export function isCovered({ presenceLogit, lipChroma, lowerChroma }: Cover): boolean {
  const strange = Math.max(lipChroma, lowerChroma);
  return COVERED.some(([below, above]) => presenceLogit < below && strange > above);
}

/** No contrast where the eyes should be, or far too dark there: a bar, a cloth, very dark glasses. */
export function areEyesHidden(
  { eyeContrast, eyeToCheek }: Pick<FaceSample, 'eyeContrast' | 'eyeToCheek'>,
  leastContrast: number,
): boolean {
  return eyeContrast < leastContrast || areEyesBarred({ eyeContrast, eyeToCheek }, leastContrast);
}

/** Something dark lies over the eyes: no light makes eyes so much darker than the cheeks beside them. */
export function areEyesBarred(
  { eyeContrast, eyeToCheek }: Pick<FaceSample, 'eyeContrast' | 'eyeToCheek'>,
  leastContrast: number,
): boolean {
  return eyeToCheek < 0.4 && eyeContrast < 3 * leastContrast;
}

/** Less than half as bright as its background: backlit although not yet dark. */
const VERY_BACKLIT_FACE = 100;

/** A face darker than `darkFace` before a background brighter by more than `difference`, luma. */
export function isBacklit(
  { brightness, around }: { readonly brightness: number; readonly around: number },
  darkFace: number,
  difference: number,
): boolean {
  const brighter = around - brightness;
  const isDark = brightness < darkFace || (brightness < VERY_BACKLIT_FACE && brighter > 2 * difference);
  return isDark && brighter > difference;
}

/** Smeared in one direction only: no sharp face lies below, in any direction (clean clips: 0.70 and more). */
export const SMEARED = 0.22;
