import { type Box, clamp, edgeGap, faceShare, type Pose, type Size } from './framing.ts';

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

export interface SeenFace {
  readonly box: Box;
  readonly pose: Pose;
  readonly presenceLogit: number;
  /** Mean luma 0..255 of the face, and of the picture around it; null where the face leaves none. */
  readonly brightness: number;
  readonly backgroundBrightness: number | null;
  readonly burntShare: number;
  /** Luma of the eye regions over that of the cheeks: dark glasses are below 0.45. */
  readonly eyeToCheek: number;
  /** Difference in colour, light apart, between upper lip and brow: a mask is above 20. */
  readonly lipChroma: number;
  /** Mean squared gradient over variance of the middle of the face at 160 px: 0.02 sharp, 0.01 out of focus. */
  readonly sharpness: number;
}

/** Share of the window that a face filling the oval takes: the middle of 33-40 %. */
export const OVAL_SHARE = 0.365;
/** Width to height of a face from upper forehead to chin, ear to ear. */
export const FACE_ASPECT = 0.86;

/** Where the face has to be: an upright oval in the middle of the window. */
export function ovalIn(window: Size): Box {
  const wanted = Math.sqrt((OVAL_SHARE * window.width * window.height) / FACE_ASPECT);
  const height = Math.min(wanted, window.height * 0.94);
  const width = height * FACE_ASPECT;
  return { x: (window.width - width) / 2, y: (window.height - height) / 2, width, height };
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
  burnt: { enter: 0.08, stay: 0.13 },
  /** Taken off the presence limits: what was well stays well a little longer. */
  presenceSlack: { enter: 0, stay: 2 },
  eyeToCheek: { enter: 0.45, stay: 0.4 },
  sharpness: { enter: 0.0145, stay: 0.013 },
} as const satisfies Record<string, Limit>;

/** Backlight: the face is dim and the picture round it much brighter. */
const BACKLIT_FACE_MAX = 90;
const BACKLIT_DIFFERENCE = 60;

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
  return (
    judgeLight(face, at) ??
    judgePlace(face, window, at) ??
    judgeCover(face, at) ??
    judgePose(face, at) ??
    judgeMotion(glimpse, before, at) ??
    (face.sharpness < at('sharpness') ? 'cleanLens' : null)
  );
}

type At = (name: keyof typeof LIMITS) => number;

function judgeLight(face: SeenFace, at: At): Hint | null {
  const around = face.backgroundBrightness;
  const backlit =
    around !== null && face.brightness < BACKLIT_FACE_MAX && around - face.brightness > BACKLIT_DIFFERENCE;
  if (backlit) return 'lightBehind';
  if (face.brightness < at('dark')) return 'moreLight';
  if (face.brightness > at('bright') || face.burntShare > at('burnt')) return 'lessLight';
  return null;
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

/** [presence below, lip colour above]: 38 of 38 masks, 1 of 127 bare faces. */
const COVERED = [
  [8, -1],
  [13, 12],
  [18, 20],
  [22, 35],
] as const;

function judgeCover(face: SeenFace, at: At): Hint | null {
  const presence = face.presenceLogit + at('presenceSlack');
  const masked = COVERED.some(([below, above]) => presence < below && face.lipChroma > above);
  return masked || face.eyeToCheek < at('eyeToCheek') ? 'uncover' : null;
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

/** Assumed when a camera does not tell: a common webcam sees 78 degrees across; a face is 15 cm wide. */
const FIELD_OF_VIEW_DEG = 78;
const FACE_WIDTH_CM = 15;

/** Centimetres to come closer (positive) or go back (negative) so that the face fills the oval; steps of 5. */
export function centimetresToMove(faceWidthPx: number, window: Size, cameraWidthPx: number): number {
  const perPixel = (2 * Math.tan((FIELD_OF_VIEW_DEG * Math.PI) / 360)) / cameraWidthPx;
  const distance = (widthPx: number): number => FACE_WIDTH_CM / (Math.max(1, widthPx) * perPixel);
  const move = distance(faceWidthPx) - distance(ovalIn(window).width);
  return clamp(Math.round(move / 5) * 5, -100, 100);
}
