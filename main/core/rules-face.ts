import type { FaceSample, FrameSample, VideoMeasurement } from './measurement.ts';
import type { RuleId } from './requirements.ts';
import { type Hit, median, PASS, type Rule, when } from './rule.ts';
import { round } from './rules-clip.ts';
import { longestRun, runsOf } from './runs.ts';

type Samples = readonly FrameSample[];
interface FaceAt {
  readonly tMs: number;
  readonly face: FaceSample;
}

/** The box may reach this far out before it counts: the mesh reads overhang a little low (FACES 2). */
const OUT_SAMPLES = 2;
/** How near (in samples) an edge contact must be for a lost face to count as having left the frame. */
const LEAVING_SAMPLES = 2;
const LEAVING_GAP = 0.02;

const facesOf = (video: VideoMeasurement): FaceAt[] =>
  video.samples.flatMap(({ tMs, face }) => (face ? [{ tMs, face }] : []));

const isMissing = (sample: FrameSample): boolean => sample.face === null;
const isOut = (sample: FrameSample, limit: number): boolean =>
  sample.face !== null && sample.face.edgeGap < limit;

/** Rules that the picture answers, decided on medians and shares, never on one frame. */
export const faceRules = {
  'face.none': (video, limit) => {
    const share = facesOf(video).length / Math.max(1, video.samples.length);
    return when(share <= limit, { measured: round(share, 3), ...span(video.samples) });
  },
  'face.lost': (video, limit) => (hasNoFace(video) ? PASS : lostRuns(video.samples, limit, Infinity)),
  'face.lostBriefly': (video, limit) => (hasNoFace(video) ? PASS : lostRuns(video.samples, limit, limit + 1)),
  'face.several': (video, limit) => severalRuns(video.samples, limit, Infinity),
  'face.severalBriefly': (video, limit) => severalRuns(video.samples, limit, limit + 1),
  'face.outOfFrame': (video, limit) => outOfFrame(video.samples, limit),
  'face.nearEdge': (video, limit) => {
    const near = video.samples.filter((sample) => isOut(sample, limit));
    const gap = Math.min(...near.map((sample) => sample.face?.edgeGap ?? 0));
    return when(near.length >= OUT_SAMPLES && outOfFrame(video.samples, 0).length === 0, {
      measured: round(gap, 3),
      ...span(near),
    });
  },
  'face.tooDark': (video, limit) => lowMedian(video, (face) => face.brightness, limit),
  'face.dim': (video, limit) => lowMedian(video, (face) => face.brightness, limit),
  'face.tooBright': (video, limit) => highMedian(video, (face) => face.brightness, limit),
  'face.bright': (video, limit) => highMedian(video, (face) => face.brightness, limit),
  'face.burnt': (video, limit) => highMedian(video, (face) => face.burntShare, limit),
  'face.backlit': (video, limit) => backlit(video, limit, 75),
  'face.backlitSlightly': (video, limit) => backlit(video, limit, 110),
  'face.spotlight': (video, limit) => highMedian(video, (face) => face.glareShare, limit),
  'face.glare': (video, limit) => highMedian(video, (face) => face.glareShare, limit),
  'face.sideLight': (video, limit) => highMedian(video, (face) => face.sideLight, limit),
  'face.blurred': blurred,
  'face.soft': (video, limit) => highMedian(video, (face) => face.blur, limit),
  'face.covered': (video, limit) => covered(video, limit, isClearlyCovered),
  'face.coveredPartly': (video, limit) => covered(video, limit, isPerhapsCovered),
  'face.darkGlasses': (video, limit) => lowMedian(video, (face) => face.eyeToCheek, limit),
  'face.tooSmall': (video, limit) => lowMedian(video, (face) => face.share, limit),
  'face.nearlyTooSmall': (video, limit) => lowMedian(video, (face) => face.share, limit),
  'face.notFrontal': (video, limit) => {
    const share = frontalShare(video);
    return when(share !== null && share <= limit, { measured: round(share ?? 0, 3) });
  },
  'face.rarelyFrontal': (video, limit) => {
    const share = frontalShare(video);
    return when(share !== null && share < limit, { measured: round(share ?? 0, 3) });
  },
  'video.still': (video, limit) => {
    const share = stillShare(video.samples);
    return when(share !== null && share > limit, { measured: round(share ?? 0, 3) });
  },
  'video.freeze': (video, limit) => {
    const run = longestRun(video.samples, isStill);
    return when(run !== null && run.toMs - run.fromMs >= limit, {
      measured: run ? Math.round(run.toMs - run.fromMs) : 0,
      ...run,
    });
  },
  'video.flatFace': flatFace,
} as const satisfies Partial<Record<RuleId, Rule<VideoMeasurement>>>;

function hasNoFace(video: VideoMeasurement): boolean {
  return facesOf(video).length <= 0.2 * video.samples.length;
}

/** Runs of samples without a face, except where the face was leaving or coming back over the edge. */
function lostRuns(samples: Samples, from: number, below: number): readonly Hit[] {
  return runsOf(samples, isMissing)
    .filter((run) => run.count >= from && run.count < below && !isLeaving(samples, run.from, run.to))
    .map((run) => ({ measured: run.count, fromMs: run.fromMs, toMs: run.toMs }));
}

function isLeaving(samples: Samples, from: number, to: number): boolean {
  const around = [
    ...samples.slice(Math.max(0, from - LEAVING_SAMPLES), from),
    ...samples.slice(to + 1, to + 1 + LEAVING_SAMPLES),
  ];
  return around.some((sample) => isOut(sample, LEAVING_GAP));
}

function severalRuns(samples: Samples, from: number, below: number): readonly Hit[] {
  const seen = samples.filter((sample) => (sample.faces ?? 0) > 1);
  const count = seen.length;
  const most = Math.max(0, ...seen.map((sample) => sample.faces ?? 0));
  return when(count >= from && count < below, { measured: most, limit: 1, ...span(seen) });
}

function outOfFrame(samples: Samples, limit: number): readonly Hit[] {
  const out = samples.filter((sample) => isOut(sample, limit));
  const left = runsOf(samples, isMissing).filter(
    (run) => run.count >= 2 && isLeaving(samples, run.from, run.to),
  );
  const gap = Math.min(...out.map((sample) => sample.face?.edgeGap ?? 0), left.length > 0 ? -1 : 0);
  const times = [...out.map((sample) => sample.tMs), ...left.flatMap((run) => [run.fromMs, run.toMs])];
  return when(out.length >= OUT_SAMPLES || left.length > 0, {
    measured: round(gap, 3),
    fromMs: Math.min(...times),
    toMs: Math.max(...times),
  });
}

function valuesOf(video: VideoMeasurement, read: (face: FaceSample) => number | null): number[] {
  return facesOf(video).flatMap(({ face }) => {
    const value = read(face);
    return value === null ? [] : [value];
  });
}

function highMedian(
  video: VideoMeasurement,
  read: (face: FaceSample) => number | null,
  limit: number,
): readonly Hit[] {
  const values = valuesOf(video, read);
  return when(values.length > 0 && median(values) > limit, { measured: round(median(values), 3) });
}

function lowMedian(
  video: VideoMeasurement,
  read: (face: FaceSample) => number | null,
  limit: number,
): readonly Hit[] {
  const values = valuesOf(video, read);
  return when(values.length > 0 && median(values) < limit, { measured: round(median(values), 3) });
}

/** A dark face before a much brighter background. */
function backlit(video: VideoMeasurement, limit: number, darkFace: number): readonly Hit[] {
  const face = median(valuesOf(video, (one) => one.brightness));
  const difference = median(valuesOf(video, (one) => one.backgroundBrightness - one.brightness));
  return when(face < darkFace && difference > limit, { measured: round(difference, 1) });
}

/** Strong re-blur alone, or clear re-blur with few gradients: encoder residue hides blur from the first. */
function blurred(video: VideoMeasurement, limit: number): readonly Hit[] {
  const blur = median(valuesOf(video, (face) => face.blur));
  const gradient = median(valuesOf(video, (face) => face.gradient));
  const isBlurred = blur > limit || (blur > limit - 0.11 && gradient < 0.0024);
  return when(isBlurred, { measured: round(blur, 3) });
}

/** Dark, burnt, blurred or cut-off faces also lower the presence score: then cover is not judged. */
function canJudgeCover(video: VideoMeasurement): boolean {
  return (
    blurred(video, 0.83).length === 0 &&
    lowMedian(video, (face) => face.brightness, 55).length === 0 &&
    highMedian(video, (face) => face.brightness, 205).length === 0 &&
    outOfFrame(video.samples, 0).length === 0
  );
}

function isClearlyCovered(face: FaceSample): boolean {
  const logit = face.presenceLogit;
  return logit < 8 || (logit < 13 && face.lipChroma > 12) || (logit < 18 && face.lipChroma > 20);
}

function isPerhapsCovered(face: FaceSample): boolean {
  return face.presenceLogit < 14;
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

function frontalShare(video: VideoMeasurement): number | null {
  const faces = facesOf(video);
  if (faces.length === 0) return null;
  return faces.filter(({ face }) => isFrontal(face)).length / faces.length;
}

function isFrontal({ yawDeg, pitchDeg, rollDeg }: FaceSample): boolean {
  return Math.abs(yawDeg) <= 15 && pitchDeg >= -18 && pitchDeg <= 18 && Math.abs(rollDeg) <= 15;
}

/** Below this the whole picture stands still, noise aside. */
const STILL_MOTION = 0.06;

function isStill(sample: FrameSample): boolean {
  return sample.motion !== null && sample.motion < STILL_MOTION;
}

function stillShare(samples: Samples): number | null {
  const moving = samples.filter((sample) => sample.motion !== null);
  return moving.length === 0 ? null : moving.filter(isStill).length / moving.length;
}

/** A face that never bends: perhaps a photograph held up. Only a warning, for a very calm customer looks the same. */
function flatFace(video: VideoMeasurement, limit: number): readonly Hit[] {
  const { liveness } = video;
  if (!liveness) return PASS;
  const isFlat = liveness.residual90 < limit && liveness.eyeRange < 0.15 && liveness.mouthRange < 0.08;
  return when(isFlat && (stillShare(video.samples) ?? 0) <= 0.5, { measured: round(liveness.residual90, 4) });
}

function span(samples: readonly { readonly tMs: number }[]): Pick<Hit, 'fromMs' | 'toMs'> {
  const first = samples[0];
  const last = samples[samples.length - 1];
  return first && last ? { fromMs: first.tMs, toMs: last.tMs } : {};
}
