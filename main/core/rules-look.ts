import { areEyesHidden, isCovered, SMEARED } from './face-cover.ts';
import { facesOf, highMedian, lowMedian, span, valuesOf } from './face-samples.ts';
import type { FaceSample, VideoMeasurement } from './measurement.ts';
import { requirements, type RuleId } from './requirements.ts';
import { type Doubt, type Hit, median, notAssessed, PASS, type Rule, when } from './rule.ts';
import { round } from './rules-clip.ts';
import { outOfFrame } from './rules-presence.ts';

/** Sharper than this at 64 pixels, no enlargement was found to be (0.68 at most). */
const SHARP_ENOUGH = 0.8;
/** Below this luma sensor noise is as strong as the face's own detail. */
const NO_DETAIL_LUMA = 25;
/** Faces start at 15.6, animals end at 9.5; turned ones lie between (33 degrees: 15). */
const POSE_PRESENCE = 8;
const FEW_FACES = 3;
/** Angles within which a face passes as frontal; the mesh is good to 3 degrees. */
export const FRONTAL = { yawDeg: 18, pitchUpDeg: -22, pitchDownDeg: 24, rollDeg: 20 };
const WELL_FRONTAL = { yawDeg: 12, pitchUpDeg: -15, pitchDownDeg: 18, rollDeg: 12 };

/** Is the face sharp, free, large and turned to the camera? */
export const lookRules = {
  'face.blurred': (video, limit) => {
    const doubt = doubtOfSharpness(video);
    return doubt === null ? blurred(video, limit) : notAssessed(doubt);
  },
  'face.noDetail': (video, limit) => (doubtOfSharpness(video) === null ? withoutDetail(video, limit) : PASS),
  'face.soft': (video, limit) => lowMedian(video, (face) => face.sharpness, limit),
  'face.covered': (video, limit) => {
    const doubt = doubtOfCover(video);
    return doubt === null ? covered(video, limit, isCovered) : notAssessed(doubt);
  },
  'face.coveredPartly': (video, limit) =>
    doubtOfCover(video) === null ? covered(video, limit, isPerhapsCovered) : PASS,
  'face.eyesHidden': (video, limit) => (doubtOfCover(video) === null ? eyesHidden(video, limit) : PASS),
  'face.darkGlasses': (video, limit) => lowMedian(video, (face) => face.eyeToCheek, limit),
  'face.tooSmall': (video, limit) => lowMedian(video, (face) => face.share, limit),
  'face.nearlyTooSmall': (video, limit) => lowMedian(video, (face) => face.share, limit),
  'face.notFrontal': (video, limit) => {
    const doubt = doubtOfPose(video);
    if (doubt !== null) return notAssessed(doubt);
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

/**
 * An enlarged small picture is sharp enough at 64 pixels, but its detail falls off at once beyond; a real one's goes
 * on. The fall does not depend on the person as the detail itself does.
 */
function withoutDetail(video: VideoMeasurement, limit: number): readonly Hit[] {
  const sharpness = median(valuesOf(video, (face) => face.sharpness));
  const detailLeft = median(valuesOf(video, (face) => face.fineSharpness)) / Math.max(1e-6, sharpness);
  return when(sharpness < SHARP_ENOUGH && detailLeft < limit, { measured: round(detailLeft, 3) });
}

/** Too few pixels, or too little light to tell noise from detail. */
function doubtOfSharpness(video: VideoMeasurement): Doubt | null {
  if (facesOf(video).length === 0) return 'noFace';
  if (valuesOf(video, (face) => face.sharpness).length === 0) return 'tooSmall';
  return median(valuesOf(video, (face) => face.brightness)) < NO_DETAIL_LUMA ? 'tooDark' : null;
}

/** Dark, burnt, blurred or cut-off faces also lower the presence score: then cover is not judged. */
function doubtOfCover(video: VideoMeasurement): Doubt | null {
  const sharpness = doubtOfSharpness(video);
  if (sharpness !== null) return sharpness;
  const brightness = (face: FaceSample): number => face.brightness;
  if (lowMedian(video, brightness, requirements['face.tooDark'].limit).length > 0) return 'tooDark';
  if (highMedian(video, brightness, requirements['face.tooBright'].limit).length > 0) return 'tooBright';
  if (blurred(video, requirements['face.blurred'].limit).length > 0) return 'blurred';
  return outOfFrame(video.samples, 0).length > 0 ? 'cutOff' : null;
}

/** Angles come from the mesh, and a mesh that doubts its own face gives any angle. */
function doubtOfPose(video: VideoMeasurement): Doubt | null {
  const faces = facesOf(video);
  if (faces.length === 0) return 'noFace';
  if (faces.length < FEW_FACES) return 'tooFewFaces';
  return median(faces.map(({ face }) => face.presenceLogit)) < POSE_PRESENCE ? 'hardlyAFace' : null;
}

function isPerhapsCovered({ presenceLogit }: FaceSample): boolean {
  return presenceLogit < 14;
}

function covered(
  video: VideoMeasurement,
  limit: number,
  test: (face: FaceSample) => boolean,
): readonly Hit[] {
  const faces = facesOf(video);
  const hits = faces.filter(({ face }) => test(face));
  const share = hits.length / Math.max(1, faces.length);
  return when(share > limit, { measured: round(share, 3), ...span(hits) });
}

function eyesHidden(video: VideoMeasurement, limit: number): readonly Hit[] {
  const eyeContrast = median(valuesOf(video, (face) => face.eyeContrast));
  const eyeToCheek = median(valuesOf(video, (face) => face.eyeToCheek));
  return when(areEyesHidden({ eyeContrast, eyeToCheek }, limit), { measured: round(eyeContrast, 3) });
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
