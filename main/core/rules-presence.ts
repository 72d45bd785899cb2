import { facesOf, span, valuesOf } from './face-samples.ts';
import type { FrameSample, VideoMeasurement } from './measurement.ts';
import type { RuleId } from './requirements.ts';
import { type Hit, median, PASS, type Rule, when } from './rule.ts';
import { round } from './rules-clip.ts';
import { type Run, runsOf } from './runs.ts';

type Samples = readonly FrameSample[];

/** One sample out of the frame may be a measuring slip; two are not. */
const OUT_SAMPLES = 2;
/** How near (in samples) an edge contact must be for a lost face to count as having left the frame. */
const LEAVING_SAMPLES = 2;
const LEAVING_GAP = 0.02;
const DOUBTFUL_PRESENCE = 10;
const NO_EYE_CONTRAST = 0.05;
const SURE_PRESENCE = 12;
/** Farther than any drift seen (-0.075). */
const FAR_OUT = -0.1;

const isMissing = (sample: FrameSample): boolean => sample.face === null;
const isBeyond = (sample: FrameSample, limit: number): boolean =>
  sample.face !== null && sample.face.edgeGap < limit;
/** A mesh that doubts its face drifts a little over the edge: a covered face (up to 11) is not one that leaves (from 13). */
const isOut = (sample: FrameSample, limit: number): boolean =>
  isBeyond(sample, limit) && (isSure(sample) || isBeyond(sample, FAR_OUT));
const isSure = (sample: FrameSample): boolean => (sample.face?.presenceLogit ?? 0) >= SURE_PRESENCE;

/** Is there a face, one face, and all of it, the whole time? */
export const presenceRules = {
  'face.none': (video, limit) => {
    const share = facesOf(video).length / Math.max(1, video.samples.length);
    return when(share <= limit && !isOnlySeenAtTheEdge(video.samples), {
      measured: round(share, 3),
      ...span(video.samples),
    });
  },
  'face.lost': (video, limit) => lostRuns(video, limit, Infinity),
  'face.lostBriefly': (video, limit) => lostRuns(video, limit, limit + 1),
  'face.several': (video, limit) => severalFaces(video.samples, limit, Infinity),
  'face.severalBriefly': (video, limit) => severalFaces(video.samples, limit, limit + 1),
  'face.outOfFrame': (video, limit) => outOfFrame(video.samples, limit),
  'face.nearEdge': (video, limit) => {
    const near = video.samples.filter((sample) => isOut(sample, limit));
    const gap = Math.min(...near.map((sample) => sample.face?.edgeGap ?? 0));
    const isOnlyNear = near.length >= OUT_SAMPLES && outOfFrame(video.samples, 0).length === 0;
    return when(isOnlyNear, { measured: round(gap, 3), ...span(near) });
  },
} as const satisfies Partial<Record<RuleId, Rule<VideoMeasurement>>>;

/** Half out of the picture, a face is found now and then only: it is there, and it is out of the frame. */
function isOnlySeenAtTheEdge(samples: Samples): boolean {
  const seen = samples.filter((sample) => sample.face !== null);
  return seen.length >= OUT_SAMPLES && seen.every((sample) => isBeyond(sample, 0));
}

/** Runs of samples without a face, except where the face was leaving or coming back over the edge. */
function lostRuns(video: VideoMeasurement, from: number, below: number): readonly Hit[] {
  if (facesOf(video).length <= 0.2 * video.samples.length || isHardlyVisible(video)) return PASS;
  return runsOf(video.samples, isMissing)
    .filter((run) => run.count >= from && run.count < below && !isLeaving(video.samples, run))
    .map((run) => ({ measured: run.count, fromMs: run.fromMs, toMs: run.toMs }));
}

/** A face that the mesh doubts in most samples, or that shows no eye, is covered: the clip is refused for that. */
function isHardlyVisible(video: VideoMeasurement): boolean {
  const presence = median(valuesOf(video, (face) => face.presenceLogit));
  return (
    presence < DOUBTFUL_PRESENCE || median(valuesOf(video, (face) => face.eyeContrast)) < NO_EYE_CONTRAST
  );
}

function isLeaving(samples: Samples, run: Run): boolean {
  const before = samples.slice(Math.max(0, run.from - LEAVING_SAMPLES), run.from);
  const after = samples.slice(run.to + 1, run.to + 1 + LEAVING_SAMPLES);
  return [...before, ...after].some((sample) => isBeyond(sample, LEAVING_GAP));
}

function severalFaces(samples: Samples, from: number, below: number): readonly Hit[] {
  const seen = samples.filter((sample) => (sample.faces ?? 0) > 1);
  const most = Math.max(0, ...seen.map((sample) => sample.faces ?? 0));
  return when(seen.length >= from && seen.length < below, { measured: most, limit: 1, ...span(seen) });
}

/** Also judged by the rules on cover: a face cut by the edge is not a covered one. */
export function outOfFrame(samples: Samples, limit: number): readonly Hit[] {
  const out = samples.filter((sample) => isOut(sample, limit));
  const left = runsOf(samples, isMissing).filter((run) => run.count >= 2 && isLeaving(samples, run));
  if (out.length < OUT_SAMPLES && left.length === 0) return PASS;
  const gap = Math.min(...out.map((sample) => sample.face?.edgeGap ?? 0), left.length > 0 ? -1 : 0);
  const times = [...out.map((sample) => sample.tMs), ...left.flatMap((run) => [run.fromMs, run.toMs])];
  return [{ measured: round(gap, 3), fromMs: Math.min(...times), toMs: Math.max(...times) }];
}
