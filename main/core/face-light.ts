import type { Box, MeshPoints, Point } from './framing.ts';
import { meshBox } from './framing.ts';
import type { Picture } from './picture.ts';

/** Light, glare and cover measures on the half-size picture. Formulas and their calibration: resources/docs/thresholds.md. */

/** Outline of the face in mesh points, clockwise from the forehead. */
const OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
const RIGHT_EYE = [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7];
const LEFT_EYE = [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249];

export interface LightMeasures {
  readonly brightness: number;
  readonly burntShare: number;
  readonly glareShare: number;
  readonly backgroundBrightness: number;
  readonly backgroundBurntShare: number;
  readonly sideLight: number;
  readonly eyeToCheek: number;
  readonly eyeContrast: number;
  readonly lipChroma: number;
  readonly lowerChroma: number;
}

/** `points` in the pixels of `picture`. */
export function measureLight(picture: Picture, points: MeshPoints): LightMeasures {
  const oval = measureOval(picture, pointsAt(points, OVAL));
  const box = meshBox(points);
  const radius = Math.max(1, box.width * 0.06);
  const patch = (index: number): Patch => measurePatch(picture, pointAt(points, index), radius);
  const leftCheek = patch(280);
  const rightCheek = patch(50);
  const cheek = (leftCheek.y + rightCheek.y) / 2;
  const rightEye = measureEye(picture, points, RIGHT_EYE);
  const leftEye = measureEye(picture, points, LEFT_EYE);
  const glabella = patch(9);
  return {
    ...oval,
    ...measureBackground(picture, box),
    sideLight: Math.abs(leftCheek.y - rightCheek.y) / Math.max(1, leftCheek.y + rightCheek.y),
    eyeToCheek: (rightEye.y + leftEye.y) / 2 / Math.max(1, cheek),
    eyeContrast: Math.min(
      rightEye.deviation / Math.max(8, rightCheek.y),
      leftEye.deviation / Math.max(8, leftCheek.y),
    ),
    lipChroma: chromaDistance(patch(164), glabella),
    lowerChroma: chromaDistance(patch(200), glabella),
  };
}

function pointAt(points: MeshPoints, index: number): Point {
  return { x: points[index * 3] ?? 0, y: points[index * 3 + 1] ?? 0 };
}

function pointsAt(points: MeshPoints, indexes: readonly number[]): Point[] {
  return indexes.map((index) => pointAt(points, index));
}

function measureOval(
  picture: Picture,
  outline: readonly Point[],
): Pick<LightMeasures, 'brightness' | 'burntShare' | 'glareShare'> {
  let count = 0;
  let sum = 0;
  let burnt = 0;
  const glare = new Uint8Array(picture.width * picture.height);
  let glaring = 0;
  eachSpan(picture, outline, (row, from, to) => {
    for (let i = row * picture.width + from, end = row * picture.width + to; i <= end; i++) {
      const y = picture.y[i];
      sum += y;
      if (y >= 247) burnt++;
      if (y >= 215 && isGlaring(y, picture.u[i] - 128, picture.v[i] - 128)) {
        glare[i] = 1;
        glaring++;
      }
    }
    count += to - from + 1;
  });
  const area = Math.max(1, count);
  const blob = glaring / area > 0.02 ? largestBlob(glare, picture.width, picture.height) : glaring;
  return { brightness: sum / area, burntShare: burnt / area, glareShare: blob / area };
}

function isGlaring(y: number, u: number, v: number): boolean {
  const r = y + 1.402 * v;
  const g = y - 0.344136 * u - 0.714136 * v;
  const b = y + 1.772 * u;
  return Math.min(r, g, b) >= 215 && Math.max(r, g, b) >= 245;
}

/** Calls `visit(row, from, to)` for every run of pixels inside the outline, clipped to the picture. */
function eachSpan(
  picture: Picture,
  outline: readonly Point[],
  visit: (row: number, from: number, to: number) => void,
): void {
  const rows = outline.map((point) => point.y);
  const top = Math.max(0, Math.ceil(Math.min(...rows)));
  const bottom = Math.min(picture.height - 1, Math.floor(Math.max(...rows)));
  for (let row = top; row <= bottom; row++) {
    let from = Infinity;
    let to = -Infinity;
    for (let i = 0; i < outline.length; i++) {
      const a = outline[i];
      const b = outline[(i + 1) % outline.length];
      if (a.y > row === b.y > row) continue;
      const x = a.x + ((row - a.y) / (b.y - a.y)) * (b.x - a.x);
      from = Math.min(from, x);
      to = Math.max(to, x);
    }
    const left = Math.max(0, Math.ceil(from));
    const right = Math.min(picture.width - 1, Math.floor(to));
    if (left <= right) visit(row, left, right);
  }
}

/** Pixels of the largest 4-connected blob; clears the mask while it counts. */
function largestBlob(mask: Uint8Array, width: number, height: number): number {
  const stack: number[] = [];
  let largest = 0;
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0) continue;
    let size = 0;
    mask[start] = 0;
    stack.push(start);
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      size++;
      const x = i % width;
      for (const next of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width]) {
        if (next < 0 || next >= width * height || mask[next] === 0) continue;
        mask[next] = 0;
        stack.push(next);
      }
    }
    largest = Math.max(largest, size);
  }
  return largest;
}

/** The frame outside the face box widened by 35 % (60 % above): no hair, no neck. */
function measureBackground(
  picture: Picture,
  box: Box,
): Pick<LightMeasures, 'backgroundBrightness' | 'backgroundBurntShare'> {
  const left = box.x - box.width * 0.35;
  const right = box.x + box.width * 1.35;
  const top = box.y - box.height * 0.6;
  const bottom = box.y + box.height * 1.35;
  let count = 0;
  let sum = 0;
  let burnt = 0;
  for (let row = 0; row < picture.height; row += 2) {
    const isBeside = row < top || row > bottom;
    for (let column = 0; column < picture.width; column += 2) {
      if (!isBeside && column >= left && column <= right) continue;
      const y = picture.y[row * picture.width + column];
      count++;
      sum += y;
      if (y >= 235) burnt++;
    }
  }
  // A face that fills the frame has no background to compare with.
  if (count < (picture.width * picture.height) / 200)
    return { backgroundBrightness: 0, backgroundBurntShare: 0 };
  return { backgroundBrightness: sum / count, backgroundBurntShare: burnt / count };
}

interface Patch {
  readonly y: number;
  readonly u: number;
  readonly v: number;
  readonly deviation: number;
}

function measurePatch(picture: Picture, centre: Point, radius: number): Patch {
  return measureRect(picture, {
    x: centre.x - radius,
    y: centre.y - radius,
    width: 2 * radius,
    height: 2 * radius,
  });
}

function measureEye(picture: Picture, points: MeshPoints, ring: readonly number[]): Patch {
  const eye = pointsAt(points, ring);
  const xs = eye.map((point) => point.x);
  const width = Math.max(...xs) - Math.min(...xs);
  const middle = eye.reduce((sum, point) => sum + point.y, 0) / eye.length;
  return measureRect(picture, { x: Math.min(...xs), y: middle - width * 0.3, width, height: width * 0.6 });
}

function measureRect(picture: Picture, rect: Box): Patch {
  const left = Math.max(0, Math.floor(rect.x));
  const right = Math.min(picture.width - 1, Math.ceil(rect.x + rect.width));
  const top = Math.max(0, Math.floor(rect.y));
  const bottom = Math.min(picture.height - 1, Math.ceil(rect.y + rect.height));
  let count = 0;
  let y = 0;
  let squares = 0;
  let u = 0;
  let v = 0;
  for (let row = top; row <= bottom; row++) {
    for (let i = row * picture.width + left; i <= row * picture.width + right; i++) {
      const luma = picture.y[i];
      count++;
      y += luma;
      squares += luma * luma;
      u += picture.u[i];
      v += picture.v[i];
    }
  }
  const n = Math.max(1, count);
  const mean = y / n;
  return {
    y: mean,
    u: u / n - 128,
    v: v / n - 128,
    deviation: Math.sqrt(Math.max(0, squares / n - mean * mean)),
  };
}

/** Colour difference that does not grow with light: chroma scaled by 128 / (luma + 20). */
function chromaDistance(a: Patch, b: Patch): number {
  const scaled = (patch: Patch): [number, number] => {
    const scale = 128 / (patch.y + 20);
    return [patch.u * scale, patch.v * scale];
  };
  const [au, av] = scaled(a);
  const [bu, bv] = scaled(b);
  return Math.hypot(au - bu, av - bv);
}
