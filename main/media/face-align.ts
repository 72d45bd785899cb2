import { type Box, meshBox, type MeshPoints } from '../core/framing.ts';
import type { LumaPlane } from '../core/picture.ts';
import { type Affine, fitAffine, solveLinear } from './affine.ts';

/** One face in one picture; `points` in the picture's pixels. */
export interface FaceLook {
  readonly picture: LumaPlane;
  readonly points: MeshPoints;
}

/** A face of the reference, ready to be looked for in the others. */
export interface FacePattern {
  readonly points: MeshPoints;
  readonly centre: { readonly x: number; readonly y: number };
  /** Half the face's width: the unit of the unknowns. */
  readonly unit: number;
  /** x, y and luma of each point compared, one after the other. */
  readonly values: Float64Array;
  readonly contrast: number;
}

/** Points across and down the face, within an oval that leaves hair and background out. */
const GRID = { across: 40, down: 48, ovalX: 0.82, ovalY: 0.86 };
const MAX_STEPS = 10;
/** Pixels: closer is not worth another step. */
const CLOSE = 0.01;
/** Below this luma contrast there is nothing to align by. */
const LEAST_CONTRAST = 4;
const UNKNOWNS = 8;

/** The pattern that other looks at the same face are compared with. */
export function patternOf({ picture, points }: FaceLook): FacePattern {
  const box = meshBox(points);
  const patch = smoothFace(picture, box);
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const values: number[] = [];
  for (let row = 0; row < GRID.down; row++) {
    for (let column = 0; column < GRID.across; column++) {
      const u = ((column + 0.5) / GRID.across) * 2 - 1;
      const v = ((row + 0.5) / GRID.down) * 2 - 1;
      if ((u / GRID.ovalX) ** 2 + (v / GRID.ovalY) ** 2 > 1) continue;
      const x = centre.x + (u * box.width) / 2;
      const y = centre.y + (v * box.height) / 2;
      values.push(x, y, lumaAt(patch, x, y));
    }
  }
  const contrast = Math.max(LEAST_CONTRAST, deviationOf(values));
  return { points, centre, unit: box.width / 2, values: Float64Array.from(values), contrast };
}

/**
 * What is left between a face and the pattern once it is moved, turned, stretched, lit and dimmed onto it as well as
 * can be: root mean square luma over the face's own contrast. A photograph is always the same picture; a living face
 * turns out of it, blinks and speaks.
 */
export function differenceFrom(pattern: FacePattern, look: FaceLook): number {
  const patch = smoothFace(look.picture, meshBox(look.points));
  const map = fitAffine(pattern.points, look.points);
  const light = Float64Array.of(1, 0);
  let difference = 0;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { squares, change } = stepOnto(pattern, patch, map, light);
    difference = Math.sqrt((3 * squares) / pattern.values.length) / pattern.contrast;
    if (apply(change, pattern, map, light) < CLOSE) break;
  }
  return difference;
}

/** One step of Gauss and Newton in six numbers of place and two of light. */
function stepOnto(
  { values, centre, unit }: FacePattern,
  patch: Patch,
  [a, b, c, d, e, f]: Affine,
  [gain, offset]: Float64Array,
): { readonly squares: number; readonly change: Float64Array } {
  const normal = new Float64Array(UNKNOWNS * UNKNOWNS);
  const right = new Float64Array(UNKNOWNS);
  const slope = new Float64Array(UNKNOWNS);
  let squares = 0;
  for (let i = 0; i < values.length; i += 3) {
    const x = values[i];
    const y = values[i + 1];
    const atX = a * x + b * y + c;
    const atY = d * x + e * y + f;
    const luma = lumaAt(patch, atX, atY);
    const slopeX = (gain * (lumaAt(patch, atX + 1, atY) - lumaAt(patch, atX - 1, atY))) / 2;
    const slopeY = (gain * (lumaAt(patch, atX, atY + 1) - lumaAt(patch, atX, atY - 1))) / 2;
    const u = (x - centre.x) / unit;
    const v = (y - centre.y) / unit;
    slope.set([slopeX * u, slopeX * v, slopeX, slopeY * u, slopeY * v, slopeY, luma, 1]);
    const rest = values[i + 2] - (gain * luma + offset);
    squares += rest * rest;
    for (let row = 0; row < UNKNOWNS; row++) {
      right[row] += slope[row] * rest;
      for (let column = 0; column <= row; column++)
        normal[row * UNKNOWNS + column] += slope[row] * slope[column];
    }
  }
  return { squares, change: solveLinear(mirrored(normal), right) };
}

/** The upper half from the lower one; a little is added so that a face without edges still has an answer. */
function mirrored(normal: Float64Array): Float64Array {
  for (let row = 0; row < UNKNOWNS; row++) {
    normal[row * UNKNOWNS + row] *= 1.0001;
    for (let column = 0; column < row; column++)
      normal[column * UNKNOWNS + row] = normal[row * UNKNOWNS + column];
  }
  return normal;
}

/** Changes map and light in place; returns how far the face's middle moved, pixels. */
function apply(
  change: Float64Array,
  { centre, unit }: FacePattern,
  map: Affine,
  light: Float64Array,
): number {
  for (const row of [0, 3]) {
    const byX = change[row] / unit;
    const byY = change[row + 1] / unit;
    map[row] += byX;
    map[row + 1] += byY;
    map[row + 2] += change[row + 2] - byX * centre.x - byY * centre.y;
  }
  light[0] += change[6];
  light[1] += change[7];
  return Math.abs(change[2]) + Math.abs(change[5]);
}

/** A part of a picture whose noise is averaged away. */
interface Patch extends Box {
  readonly luma: Float32Array;
}

function smoothFace(picture: LumaPlane, box: Box): Patch {
  const left = Math.max(0, Math.floor(box.x - box.width * 0.1));
  const top = Math.max(0, Math.floor(box.y - box.height * 0.1));
  const width = Math.max(2, Math.min(picture.width, Math.ceil(box.x + box.width * 1.1)) - left);
  const height = Math.max(2, Math.min(picture.height, Math.ceil(box.y + box.height * 1.1)) - top);
  const luma = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (top + row) * picture.width + left;
    luma.set(picture.y.subarray(from, from + width), row * width);
  }
  for (let pass = 0; pass < 2; pass++) {
    averageAlong(luma, width * height, 1);
    averageAlong(luma, width * height, width);
  }
  return { x: left, y: top, width, height, luma };
}

/** Mean of three neighbours at this distance, in place; the patch has a border, so its ends do not matter. */
function averageAlong(luma: Float32Array, count: number, distance: number): void {
  const before = luma.slice();
  for (let i = distance; i < count - distance; i++)
    luma[i] = (before[i - distance] + before[i] + before[i + distance]) / 3;
}

function lumaAt({ luma, x: left, y: top, width, height }: Patch, x: number, y: number): number {
  const column = Math.max(0, Math.min(width - 1.001, x - left));
  const row = Math.max(0, Math.min(height - 1.001, y - top));
  const i = (row | 0) * width + (column | 0);
  const fx = column - (column | 0);
  const upper = luma[i] + (luma[i + 1] - luma[i]) * fx;
  const lower = luma[i + width] + (luma[i + width + 1] - luma[i + width]) * fx;
  return upper + (lower - upper) * (row - (row | 0));
}

function deviationOf(values: readonly number[]): number {
  let sum = 0;
  let squares = 0;
  for (let i = 2; i < values.length; i += 3) {
    sum += values[i];
    squares += values[i] ** 2;
  }
  const n = Math.max(1, values.length / 3);
  return Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
}
