import { isBacklit } from './face-cover.ts';
import { facesOf, highMedian, lowMedian, valuesOf } from './face-samples.ts';
import type { VideoMeasurement } from './measurement.ts';
import type { RuleId } from './requirements.ts';
import { type Hit, median, notAssessed, type Rule, when } from './rule.ts';
import { round } from './rules-clip.ts';

/** A face darker than this before a bright background is refused, one darker than the second only warned about. */
const BACKLIT_FACE = 75;
const BACKLIT_FACE_WARN = 110;

/** Light on the face, on medians over the clip. */
export const lightRules = {
  'face.tooDark': (video, limit) =>
    facesOf(video).length === 0 ? notAssessed('noFace') : lowMedian(video, (face) => face.brightness, limit),
  'face.dim': (video, limit) => lowMedian(video, (face) => face.brightness, limit),
  'face.tooBright': (video, limit) => highMedian(video, (face) => face.brightness, limit),
  'face.bright': (video, limit) => highMedian(video, (face) => face.brightness, limit),
  'face.burnt': (video, limit) => highMedian(video, (face) => face.burntShare, limit),
  'face.backlit': (video, limit) =>
    hasNoBackground(video) ? notAssessed('noBackground') : backlit(video, limit, BACKLIT_FACE),
  'face.backlitSlightly': (video, limit) => backlit(video, limit, BACKLIT_FACE_WARN),
  'face.spotlight': (video, limit) => highMedian(video, (face) => face.glareShare, limit),
  'face.glare': (video, limit) => highMedian(video, (face) => face.glareShare, limit),
  'face.sideLight': (video, limit) => highMedian(video, (face) => face.sideLight, limit),
} as const satisfies Partial<Record<RuleId, Rule<VideoMeasurement>>>;

/** The probe gives 0 for a face that fills the frame; even a black wall gives a little more. */
function hasNoBackground(video: VideoMeasurement): boolean {
  return median(valuesOf(video, (face) => face.backgroundBrightness)) === 0;
}

/** A dark face before a much brighter background. */
function backlit(video: VideoMeasurement, limit: number, darkFace: number): readonly Hit[] {
  const brightness = median(valuesOf(video, (one) => one.brightness));
  const difference = median(valuesOf(video, (one) => one.backgroundBrightness - one.brightness));
  return when(isBacklit({ brightness, around: brightness + difference }, darkFace, limit), {
    measured: round(difference, 1),
  });
}
