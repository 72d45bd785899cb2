import { roiOfMesh } from '../core/face-net.ts';
import { clamp, meshBox, type MeshPoints } from '../core/framing.ts';
import type { LumaPlane } from './picture.ts';

export interface Sharpness {
  /** Crete re-blur, the larger of both directions: 0 sharp .. 1 blurred. */
  readonly blur: number;
  /** Mean squared gradient over variance. */
  readonly gradient: number;
}

const PATCH_WIDTH = 320;
/** Below this many pixels across the face the patch would be enlarged too much to judge. */
const MIN_FACE_WIDTH = 120;

/** Sharpness of the upright face patch, 320 pixels wide (FACES 4); null for a face too small to judge. */
export function measureSharpness(luma: LumaPlane, points: MeshPoints): Sharpness | null {
  const box = meshBox(points);
  if (box.width < MIN_FACE_WIDTH) return null;
  const height = Math.round((PATCH_WIDTH * box.height) / box.width);
  const patch = upright(luma, points, PATCH_WIDTH, clamp(height, 160, 480));
  return { blur: creteBlur(patch), gradient: gradientShare(patch) };
}

interface FloatPatch {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

function upright(luma: LumaPlane, points: MeshPoints, width: number, height: number): FloatPatch {
  const box = meshBox(points);
  const { angleRad } = roiOfMesh(points);
  const step = box.width / width;
  const cos = Math.cos(angleRad) * step;
  const sin = Math.sin(angleRad) * step;
  const centreX = box.x + box.width / 2;
  const centreY = box.y + box.height / 2;
  const values = new Float32Array(width * height);
  const maxX = luma.width - 2;
  const maxY = luma.height - 2;
  for (let row = 0, to = 0; row < height; row++) {
    let x = centreX - (width / 2) * cos - (row - height / 2) * sin;
    let y = centreY - (width / 2) * sin + (row - height / 2) * cos;
    for (let column = 0; column < width; column++, to++, x += cos, y += sin) {
      const left = x < 0 ? 0 : x > maxX ? maxX : x | 0;
      const top = y < 0 ? 0 : y > maxY ? maxY : y | 0;
      const fx = clamp(x - left, 0, 1);
      const fy = clamp(y - top, 0, 1);
      const a = top * luma.width + left;
      const b = a + luma.width;
      const upper = luma.y[a] + (luma.y[a + 1] - luma.y[a]) * fx;
      const lower = luma.y[b] + (luma.y[b + 1] - luma.y[b]) * fx;
      values[to] = upper + (lower - upper) * fy;
    }
  }
  return { width, height, values };
}

/** Crete et al. 2007: how much a 9-tap blur still changes the picture, in both directions. */
function creteBlur(patch: FloatPatch): number {
  return Math.max(
    creteAlong(patch.values, patch.height, patch.width, patch.width, 1),
    creteAlong(patch.values, patch.width, patch.height, 1, patch.width),
  );
}

function creteAlong(
  values: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
): number {
  let before = 0;
  let lost = 0;
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    for (let k = 5; k < length - 5; k++) {
      const at = start + k * step;
      const sharp = Math.abs(values[at] - values[at - step]);
      const blurred = Math.abs(values[at + 4 * step] - values[at - 5 * step]) / 9;
      before += sharp;
      if (sharp > blurred) lost += sharp - blurred;
    }
  }
  return before > 0 ? (before - lost) / before : 1;
}

function gradientShare({ values, width, height }: FloatPatch): number {
  let sum = 0;
  let squares = 0;
  let gradients = 0;
  let count = 0;
  for (let row = 1; row < height - 1; row += 1) {
    for (let i = row * width + 1, end = row * width + width - 1; i < end; i++) {
      const value = values[i];
      // Sobel over 8: a gradient in grey levels a pixel.
      const upper = values[i - width - 1] - values[i + width + 1];
      const lower = values[i - width + 1] - values[i + width - 1];
      const gx = (lower - upper + 2 * (values[i + 1] - values[i - 1])) / 8;
      const gy = (-upper - lower + 2 * (values[i + width] - values[i - width])) / 8;
      gradients += gx * gx + gy * gy;
      sum += value;
      squares += value * value;
      count++;
    }
  }
  const variance = squares / count - (sum / count) ** 2;
  return gradients / count / Math.max(1, variance);
}
