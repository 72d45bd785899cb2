import { roiOfMesh } from './face-net.ts';
import { meshBox, type MeshPoints } from './framing.ts';
import type { LumaPlane } from './picture.ts';

export interface Sharpness {
  /** Fine over coarse detail of the face, noise taken off: 1 and more sharp, below 0.5 blurred. */
  readonly sharpness: number;
  /** The same in the blurrier direction: a moved camera smears one way only. */
  readonly directionalSharpness: number;
}

/**
 * The face is measured 64 pixels wide, whatever its size: blur is then counted in shares of the face, and sensor
 * noise and encoder blocks are averaged away. Origin of the limits: resources/docs/thresholds.md.
 */
const PATCH_WIDTH = 64;
/** A second, finer look: a face enlarged from some 50 pixels is sharp at 64, but empty at this width. */
const FINE_WIDTH = 112;
const MIN_FACE_WIDTH = 40;
/** The oval's inside: hair and background have edges of their own. */
const INSIDE = { left: 0.1, right: 0.9, top: 0.12, bottom: 0.95 };

/** Detail that only a face of a hundred and more real pixels has; null for a face with fewer in this plane. */
export function measureFineSharpness(luma: LumaPlane, points: MeshPoints): number | null {
  if (meshBox(points).width < FINE_WIDTH) return null;
  return measureSharpness(luma, points, FINE_WIDTH)?.sharpness ?? null;
}

/** Sharpness of the upright face patch; null for a face too small to judge. `points` in the plane's pixels. */
export function measureSharpness(luma: LumaPlane, points: MeshPoints, width = PATCH_WIDTH): Sharpness | null {
  const box = meshBox(points);
  if (box.width < MIN_FACE_WIDTH) return null;
  const height = Math.max(16, Math.round((width * box.height) / box.width));
  return compareScales(uprightPatch(luma, points, width, height), width, height);
}

/** Mean of the pixels under each patch cell: no aliasing, less noise. */
function uprightPatch(luma: LumaPlane, points: MeshPoints, width: number, height: number): Float32Array {
  const box = meshBox(points);
  const { angleRad } = roiOfMesh(points);
  const step = box.width / width;
  const taps = Math.max(1, Math.round(step));
  const cos = (Math.cos(angleRad) * step) / taps;
  const sin = (Math.sin(angleRad) * step) / taps;
  const centreX = box.x + box.width / 2;
  const centreY = box.y + box.height / 2;
  const sums = new Float32Array(width * height);
  for (let row = 0; row < height * taps; row++) {
    const v = row + 0.5 - (height * taps) / 2;
    const cells = Math.floor(row / taps) * width;
    let x = centreX - ((width * taps) / 2 - 0.5) * cos - v * sin;
    let y = centreY - ((width * taps) / 2 - 0.5) * sin + v * cos;
    for (let column = 0; column < width * taps; column++, x += cos, y += sin) {
      sums[cells + Math.floor(column / taps)] += bilinear(luma, x, y);
    }
  }
  return sums.map((sum) => sum / (taps * taps));
}

function bilinear({ y: plane, width, height }: LumaPlane, x: number, y: number): number {
  const left = x < 0 ? 0 : x > width - 2 ? width - 2 : x | 0;
  const top = y < 0 ? 0 : y > height - 2 ? height - 2 : y | 0;
  const fx = x < left ? 0 : x > left + 1 ? 1 : x - left;
  const fy = y < top ? 0 : y > top + 1 ? 1 : y - top;
  const a = top * width + left;
  const b = a + width;
  const upper = plane[a] + (plane[a + 1] - plane[a]) * fx;
  return upper + (plane[b] + (plane[b + 1] - plane[b]) * fx - upper) * fy;
}

/**
 * Energy of second differences over energy of first ones falls as 1/sigma^2 with blur and does not depend on
 * contrast. Noise would raise it: its share is known from the median second difference and is taken off.
 */
function compareScales(patch: Float32Array, width: number, height: number): Sharpness {
  const seconds: number[] = [];
  let first = 0;
  let second = 0;
  let firstX = 0;
  let firstY = 0;
  let secondX = 0;
  let secondY = 0;
  for (let row = Math.ceil(height * INSIDE.top); row < Math.min(height - 1, height * INSIDE.bottom); row++) {
    for (let column = Math.ceil(width * INSIDE.left); column < width * INSIDE.right; column++) {
      const i = row * width + column;
      const gx = (patch[i + 1] - patch[i - 1]) / 2;
      const gy = (patch[i + width] - patch[i - width]) / 2;
      const lx = patch[i + 1] + patch[i - 1] - 2 * patch[i];
      const ly = patch[i + width] + patch[i - width] - 2 * patch[i];
      first += gx * gx + gy * gy;
      firstX += gx * gx;
      firstY += gy * gy;
      second += (lx + ly) ** 2;
      secondX += lx * lx;
      secondY += ly * ly;
      seconds.push(Math.abs(lx + ly));
    }
  }
  const typical = Float32Array.from(seconds).toSorted()[seconds.length >> 1] ?? 0;
  const noise = (1.4826 * typical) ** 2 * seconds.length;
  return {
    sharpness: Math.max(0, second - noise) / Math.max(1e-6, first),
    directionalSharpness: Math.min(secondX / Math.max(1e-6, firstX), secondY / Math.max(1e-6, firstY)),
  };
}
