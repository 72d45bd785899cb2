import { facesOf, highMedian, lowMedian, span, valuesOf } from './face-samples.ts';
import type { FaceSample, VideoMeasurement } from './measurement.ts';
import { requirements, type RuleId } from './requirements.ts';
import { type Hit, median, PASS, type Rule, when } from './rule.ts';
import { round } from './rules-clip.ts';
import { outOfFrame } from './rules-presence.ts';

/** Smeared in one direction only: no sharp face lies below, in any direction (clean clips: 0.70 and more). */
const SMEARED = 0.22;
/** Angles within which a face passes as frontal; the mesh is good to 3 degrees. */
const FRONTAL = { yawDeg: 18, pitchUpDeg: -22, pitchDownDeg: 24, rollDeg: 20 };
const WELL_FRONTAL = { yawDeg: 12, pitchUpDeg: -15, pitchDownDeg: 18, rollDeg: 12 };

/** Is the face sharp, free, large and turned to the camera? */
export const lookRules = {
  'face.blurred': (video, limit) => blurred(video, limit),
  'face.soft': (video, limit) => lowMedian(video, (face) => face.sharpness, limit),
  'face.covered': (video, limit) => covered(video, limit, isClearlyCovered),
  'face.coveredPartly': (video, limit) => covered(video, limit, isPerhapsCovered),
  'face.eyesHidden': (video, limit) => (canJudgeCover(video) ? eyesHidden(video, limit) : PASS),
  'face.darkGlasses': (video, limit) => lowMedian(video, (face) => face.eyeToCheek, limit),
  'face.tooSmall': (video, limit) => lowMedian(video, (face) => face.share, limit),
  'face.nearlyTooSmall': (video, limit) => lowMedian(video, (face) => face.share, limit),
  'face.notFrontal': (video, limit) => {
    const share = frontalShare(video, FRONTAL);
    return when(share !== null && share <= limit, { measured: round(share ?? 0, 3) });
  },
  'face.rarelyFrontal': (video, limit) => {
    const share = frontalShare(video, WELL_FRONTAL);
    return when(share !== null && share < limit, { measured: round(share ?? 0, 3) });
  },
} as const satisfies Partial<Record<RuleId, Rule<VideoMeasurement>>>;

function blurred(video: VideoMeasurement, limit: number): readonly Hit[] {
  const sharpness = median(valuesOf(video, (face) => face.sharpness));
  const directional = median(valuesOf(video, (face) => face.directionalSharpness));
  return when(sharpness < limit || directional < SMEARED, { measured: round(sharpness, 3) });
}

/** Dark, burnt, blurred or cut-off faces also lower the presence score: then cover is not judged. */
function canJudgeCover(video: VideoMeasurement): boolean {
  return (
    blurred(video, requirements['face.blurred'].limit).length === 0 &&
    lowMedian(video, (face) => face.brightness, requirements['face.tooDark'].limit).length === 0 &&
    highMedian(video, (face) => face.brightness, requirements['face.tooBright'].limit).length === 0 &&
    outOfFrame(video.samples, 0).length === 0
  );
}

/** The mesh doubts that this is a face, the more so where mouth or chin has not the colour of the forehead. */
function isClearlyCovered({ presenceLogit, lipChroma, lowerChroma }: FaceSample): boolean {
  const strange = Math.max(lipChroma, lowerChroma);
  return presenceLogit < 10 || (presenceLogit < 13 && strange > 16) || (presenceLogit < 18 && strange > 26);
}

function isPerhapsCovered({ presenceLogit }: FaceSample): boolean {
  return presenceLogit < 14;
}

function covered(
  video: VideoMeasurement,
  limit: number,
  test: (face: FaceSample) => boolean,
): readonly Hit[] {
  if (!canJudgeCover(video)) return PASS;
  const faces = facesOf(video);
  const hits = faces.filter(({ face }) => test(face));
  const share = hits.length / Math.max(1, faces.length);
  return when(share > limit, { measured: round(share, 3), ...span(hits) });
}

/** No contrast where the eyes should be, or far too dark there: a bar, a cloth, very dark glasses. */
function eyesHidden(video: VideoMeasurement, limit: number): readonly Hit[] {
  const contrast = median(valuesOf(video, (face) => face.eyeContrast));
  const ratio = median(valuesOf(video, (face) => face.eyeToCheek));
  const isHidden = contrast < limit || (ratio < 0.4 && contrast < 3 * limit);
  return when(isHidden, { measured: round(contrast, 3) });
}

function frontalShare(video: VideoMeasurement, within: typeof FRONTAL): number | null {
  const faces = facesOf(video);
  if (faces.length === 0) return null;
  return faces.filter(({ face }) => isWithin(face, within)).length / faces.length;
}

function isWithin({ yawDeg, pitchDeg, rollDeg }: FaceSample, within: typeof FRONTAL): boolean {
  return (
    Math.abs(yawDeg) <= within.yawDeg &&
    pitchDeg >= within.pitchUpDeg &&
    pitchDeg <= within.pitchDownDeg &&
    Math.abs(rollDeg) <= within.rollDeg
  );
}
