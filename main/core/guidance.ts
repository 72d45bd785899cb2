import { areEyesBarred, areEyesHidden, isBacklit, isCovered } from './face-cover.ts';
import { type Box, edgeGap, faceShare, ovalIn, type Pose, type Size } from './framing.ts';
import type { FaceSample } from './measurement.ts';
import { requirements } from './requirements.ts';

/**
 * Live guidance: what one look at the face means, and which single hint a person reads. Pure; the page feeds it
 * ten and more times a second. The limits are those of the precheck with room to spare, so that what is called
 * good here passes there.
 */
export const hints = [
  'noFace',
  'manyFaces',
  'uncover',
  'lightBehind',
  'moreLight',
  'lessLight',
  'closer',
  'farther',
  'centre',
  'lookStraight',
  'holdStill',
  'cleanLens',
] as const;
export type Hint = (typeof hints)[number];

/** One look at the picture; lengths in pixels of the window that will be recorded. */
export interface Glimpse {
  readonly atMs: number;
  readonly faces: number;
  readonly face: SeenFace | null;
}

/** Measured with the precheck's own formulas (face-light.ts, face-sharpness.ts) on a smaller picture. */
export interface SeenFace extends Pick<
  FaceSample,
  | 'presenceLogit'
  | 'brightness'
  | 'backgroundBrightness'
  | 'burntShare'
  | 'glareShare'
  | 'eyeToCheek'
  | 'eyeContrast'
  | 'lipChroma'
  | 'lowerChroma'
  | 'sharpness'
  | 'directionalSharpness'
> {
  readonly box: Box;
  readonly pose: Pose;
}

/** A limit is stricter to become good than to stay good: a face at the border does not make the hint flicker. */
interface Limit {
  readonly enter: number;
  readonly stay: number;
}

const LIMITS = {
  shareMin: { enter: 0.325, stay: 0.308 },
  shareMax: { enter: 0.415, stay: 0.44 },
  /** Distance of the face's centre from the oval's, in face heights. */
  offCentre: { enter: 0.13, stay: 0.18 },
  edgeGap: { enter: 0.02, stay: 0.005 },
  yawDeg: { enter: 11, stay: 16 },
  pitchDeg: { enter: 15, stay: 20 },
  rollDeg: { enter: 10, stay: 14 },
  /** Face heights a second. */
  speed: { enter: 0.45, stay: 0.9 },
  dark: { enter: 80, stay: 72 },
  bright: { enter: 195, stay: 203 },
  burnt: { enter: 0.06, stay: 0.09 },
  glare: { enter: 0.05, stay: 0.09 },
  /** Taken off the presence score before the precheck's own limits are asked. */
  presenceMargin: { enter: 2, stay: 0.5 },
  eyeToCheek: { enter: 0.45, stay: 0.4 },
  eyeContrast: { enter: 0.07, stay: 0.055 },
  sharpness: { enter: 0.72, stay: 0.6 },
  smeared: { enter: 0.3, stay: 0.25 },
} as const satisfies Record<string, Limit>;

/** Backlight is asked to go before the precheck would refuse it, which it does below 75. */
const BACKLIT_FACE_MAX = 90;

/** The most important thing wrong in one look; null when all is well. */
export function judgeGlimpse(
  glimpse: Glimpse,
  before: Glimpse | null,
  window: Size,
  isGood: boolean,
): Hint | null {
  const { face } = glimpse;
  if (face === null) return 'noFace';
  if (glimpse.faces > 1) return 'manyFaces';
  const at = (name: keyof typeof LIMITS): number => LIMITS[name][isGood ? 'stay' : 'enter'];
  // First, because a dark bar also darkens the face as a whole, and no lamp would help against it.
  if (areEyesBarred(face, at('eyeContrast'))) return 'uncover';
  return (
    judgeLight(face, at) ??
    judgePlace(face, window, at) ??
    judgeCover(face, at) ??
    judgePose(face, at) ??
    judgeMotion(glimpse, before, at) ??
    judgeFocus(face, at)
  );
}

type At = (name: keyof typeof LIMITS) => number;

function judgeLight(face: SeenFace, at: At): Hint | null {
  const seen = { brightness: face.brightness, around: face.backgroundBrightness };
  if (isBacklit(seen, BACKLIT_FACE_MAX, requirements['face.backlit'].limit)) return 'lightBehind';
  if (face.brightness < at('dark')) return 'moreLight';
  const burnt = face.burntShare > at('burnt') || face.glareShare > at('glare');
  return burnt || face.brightness > at('bright') ? 'lessLight' : null;
}

function judgePlace(face: SeenFace, window: Size, at: At): Hint | null {
  const share = faceShare(face.box, window);
  if (share > at('shareMax')) return 'farther';
  const oval = ovalIn(window);
  const dx = face.box.x + face.box.width / 2 - (oval.x + oval.width / 2);
  const dy = face.box.y + face.box.height / 2 - (oval.y + oval.height / 2);
  const isOff = Math.hypot(dx, dy) / oval.height > at('offCentre');
  // A small face is brought near first; only a face about large enough is worth moving sideways.
  if (share < at('shareMin') * 0.8) return 'closer';
  if (isOff || edgeGap(face.box, window) < at('edgeGap')) return 'centre';
  return share < at('shareMin') ? 'closer' : null;
}

function judgeCover(face: SeenFace, at: At): Hint | null {
  const masked = isCovered({ ...face, presenceLogit: face.presenceLogit - at('presenceMargin') });
  const eyes = face.eyeToCheek < at('eyeToCheek') || areEyesHidden(face, at('eyeContrast'));
  return masked || eyes ? 'uncover' : null;
}

function judgePose({ pose }: SeenFace, at: At): Hint | null {
  const turned =
    Math.abs(pose.yawDeg) > at('yawDeg') ||
    Math.abs(pose.pitchDeg) > at('pitchDeg') ||
    Math.abs(pose.rollDeg) > at('rollDeg');
  return turned ? 'lookStraight' : null;
}

function judgeMotion(glimpse: Glimpse, before: Glimpse | null, at: At): Hint | null {
  if (glimpse.face === null || before === null || before.face === null) return null;
  const seconds = Math.max(0.02, (glimpse.atMs - before.atMs) / 1000);
  const a = glimpse.face.box;
  const b = before.face.box;
  const dx = a.x + a.width / 2 - (b.x + b.width / 2);
  const dy = a.y + a.height / 2 - (b.y + b.height / 2);
  return Math.hypot(dx, dy) / Math.max(1, a.height) / seconds > at('speed') ? 'holdStill' : null;
}

/** A face smeared one way has moved; one that is soft in every direction is out of focus, or the lens is dirty. */
function judgeFocus({ sharpness, directionalSharpness }: SeenFace, at: At): Hint | null {
  if (sharpness !== null && sharpness < at('sharpness')) return 'cleanLens';
  return directionalSharpness !== null && directionalSharpness < at('smeared') ? 'holdStill' : null;
}
