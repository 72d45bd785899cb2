import type { FrameSample, VideoMeasurement } from './measurement.ts';
import type { RuleId } from './requirements.ts';
import { type Hit, notAssessed, PASS, type Rule, when } from './rule.ts';
import { round } from './rules-clip.ts';
import { longestRun } from './runs.ts';

/** Below this the whole picture stands still, encoder noise aside. */
const STILL_MOTION = 0.06;
/** Living faces moved more than this in every clip seen (0.19 and 0.03); a photograph's mesh only trembles. */
const MAX_EYE_RANGE = 0.15;
/** Sensor noise lets a photograph's eyelids tremble up to this; believed where its mesh is twice as rigid as asked. */
const NOISY_EYE_RANGE = 0.2;
const MAX_MOUTH_RANGE = 0.08;

/** Is this a living person, or a picture? */
export const motionRules = {
  'video.still': (video, limit) => {
    const share = stillShare(video.samples);
    return when(share !== null && share > limit, { measured: round(share ?? 0, 3) });
  },
  'video.freeze': (video, limit) => {
    const run = longestRun(video.samples, isStill);
    const lengthMs = run ? Math.round(run.toMs - run.fromMs) : 0;
    return when(run !== null && lengthMs >= limit, { measured: lengthMs, ...run });
  },
  'video.rigidFace': (video, limit) =>
    video.liveness === null ? notAssessed('tooFewFaces') : flatFace(video, limit),
  'video.flatFace': (video, limit) => flatFace(video, limit),
} as const satisfies Partial<Record<RuleId, Rule<VideoMeasurement>>>;

function isStill(sample: FrameSample): boolean {
  return sample.motion !== null && sample.motion < STILL_MOTION;
}

function stillShare(samples: readonly FrameSample[]): number | null {
  const moving = samples.filter((sample) => sample.motion !== null);
  return moving.length === 0 ? null : moving.filter(isStill).length / moving.length;
}

/** A face that never bends, blinks or speaks: a photograph, perhaps one that is moved. */
function flatFace({ liveness }: VideoMeasurement, limit: number): readonly Hit[] {
  if (!liveness) return PASS;
  const { residual90, eyeRange, mouthRange } = liveness;
  const maxEyeRange = residual90 < limit / 2 ? NOISY_EYE_RANGE : MAX_EYE_RANGE;
  const isFlat = residual90 < limit && eyeRange < maxEyeRange && mouthRange < MAX_MOUTH_RANGE;
  return when(isFlat, { measured: round(residual90, 4) });
}
