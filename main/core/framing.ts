/** Face geometry shared by the live guidance in the page and the precheck in main. Pixels unless the name says otherwise. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Size, Point {}

/** 468 mesh points, x y z each, in pixels of the frame (z on the scale of x, smaller is nearer). */
export type MeshPoints = Float32Array;

export interface Pose {
  /** Positive: the face turns to the right of the picture. */
  readonly yawDeg: number;
  /** Positive: the face looks down. */
  readonly pitchDeg: number;
  /** Positive: the head leans clockwise in the picture. */
  readonly rollDeg: number;
}

/** Axis-aligned box of all mesh points: forehead to chin, ear to ear. */
export function meshBox(points: MeshPoints): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let i = 0; i + 2 < points.length; i += 3) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Share of the frame's area, 0..1; a box reaching out of the frame counts whole. */
export function faceShare(box: Box, frame: Size): number {
  return (box.width * box.height) / (frame.width * frame.height);
}

/** Smallest distance from box to frame edge as a share of the box's larger side; negative when it reaches out. */
export function edgeGap(box: Box, frame: Size): number {
  const gap = Math.min(box.x, box.y, frame.width - box.x - box.width, frame.height - box.y - box.height);
  return gap / Math.max(box.width, box.height, 1);
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

/** A box in pixels of the frame as shares of it. */
export const inShares = (box: Box, { width, height }: Size): Box => ({
  x: box.x / width,
  y: box.y / height,
  width: box.width / width,
  height: box.height / height,
});

/** Centre of the box in shares of the frame. */
export function centreOf(box: Box, frame: Size): Point {
  return { x: (box.x + box.width / 2) / frame.width, y: (box.y + box.height / 2) / frame.height };
}

export function intersectionArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over the smaller box: near 1 when one face hides in the other's box. */
export function overlapOfSmaller(a: Box, b: Box): number {
  return intersectionArea(a, b) / Math.max(1, Math.min(a.width * a.height, b.width * b.height));
}

/** A neutral frontal face reads this pitch by the chin-forehead axis (measured on 10 frontal fixtures). */
const NEUTRAL_PITCH_DEG = 0;

/** Head pose by the ear axis (234 to 454) and the forehead-chin axis (10 to 152); good to about 40 degrees. */
export function poseOf(points: MeshPoints): Pose {
  const across = normalise(subtract(points, 454, 234));
  const down = normalise(subtract(points, 152, 10));
  const facing = normalise(cross(across, down));
  return {
    yawDeg: degrees(Math.atan2(-facing[0], facing[2])),
    pitchDeg: degrees(Math.asin(clamp(-facing[1], -1, 1))) - NEUTRAL_PITCH_DEG,
    rollDeg: degrees(Math.atan2(across[1], across[0])),
  };
}

type Vector = readonly [number, number, number];

function subtract(points: MeshPoints, to: number, from: number): Vector {
  const axis = (k: number): number => (points[to * 3 + k] ?? 0) - (points[from * 3 + k] ?? 0);
  return [axis(0), axis(1), axis(2)];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function normalise(v: Vector): Vector {
  const length = Math.hypot(v[0], v[1], v[2]) || 1;
  return [v[0] / length, v[1] / length, v[2] / length];
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
