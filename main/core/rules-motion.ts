import type { FrameSample, VideoMeasurement } from './measurement.ts';
import type { RuleId } from './requirements.ts';
import { type Hit, notAssessed, type Rule, when } from './rule.ts';
import { round } from './rules-clip.ts';
import { longestRun } from './runs.ts';

/** Below this the whole picture stands still, encoder noise aside. */
const STILL_MOTION = 0.06;
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

/** Always the same picture of a face, wherever it is held: a photograph. */
function flatFace({ liveness }: VideoMeasurement, limit: number): readonly Hit[] {
  const difference = liveness?.difference90 ?? null;
  return when(difference !== null && difference < limit, { measured: round(difference ?? 0, 3) });
}
