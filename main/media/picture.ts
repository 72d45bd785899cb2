import type { Size } from '../core/framing.ts';
import type { Roi } from '../core/face-net.ts';
import type { Picture } from '../core/picture.ts';

/** A raw yuv420p frame (even sides) as a half-size picture: its chroma is half-size already and is not copied. */
export function splitYuv420(bytes: Uint8Array, size: Size): Picture {
  const width = size.width >> 1;
  const height = size.height >> 1;
  const area = size.width * size.height;
  const quarter = width * height;
  return {
    width,
    height,
    y: halvePlane(bytes, size.width, width, height),
    u: bytes.subarray(area, area + quarter),
    v: bytes.subarray(area + quarter, area + 2 * quarter),
  };
}

export function toRgb(picture: Picture): Uint8Array {
  const out = new Uint8Array(picture.width * picture.height * 3);
  for (let i = 0, p = 0; p < out.length; i++, p += 3) {
    const y = picture.y[i] ?? 0;
    const u = (picture.u[i] ?? 128) - 128;
    const v = (picture.v[i] ?? 128) - 128;
    out[p] = clampByte(y + 1.402 * v);
    out[p + 1] = clampByte(y - 0.344136 * u - 0.714136 * v);
    out[p + 2] = clampByte(y + 1.772 * u);
  }
  return out;
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

export function halve(picture: Picture): Picture {
  const width = picture.width >> 1;
  const height = picture.height >> 1;
  return {
    width,
    height,
    y: halvePlane(picture.y, picture.width, width, height),
    u: halvePlane(picture.u, picture.width, width, height),
    v: halvePlane(picture.v, picture.width, width, height),
  };
}

function halvePlane(plane: Uint8Array, stride: number, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let row = 0, to = 0; row < height; row++) {
    let a = 2 * row * stride;
    for (let column = 0; column < width; column++, to++, a += 2) {
      const b = a + stride;
      out[to] = (plane[a] + plane[a + 1] + plane[b] + plane[b + 1] + 2) >> 2;
    }
  }
  return out;
}

/** The same picture at ever half the size, made when first asked for. */
export interface Pyramid extends Size {
  /** `shrink` 0 is the picture itself, 1 half of it, and so on. */
  level(shrink: number): Picture;
}

export function pyramidOf(picture: Picture): Pyramid {
  const levels = [picture];
  return {
    width: picture.width,
    height: picture.height,
    level(shrink) {
      while (levels.length <= shrink) levels.push(halve(levels[levels.length - 1]));
      return levels[shrink];
    },
  };
}

/**
 * Cuts the square out of the pyramid as an RGB network input; outside the frame it is black.
 * Values are `low + (high - low) * rgb / 255`. `gain` lifts dark frames before a detector sees them.
 */
export function sampleRoi(
  pyramid: Pyramid,
  roi: Roi,
  side: number,
  range: readonly [number, number],
  out: Float32Array,
  gain = 1,
): void {
  const shrink = shrinkFor(pyramid, roi.side / side);
  const picture = pyramid.level(shrink);
  const scale = 1 / 2 ** shrink;
  const step = (roi.side * scale) / side;
  const cos = Math.cos(roi.angleRad) * step;
  const sin = Math.sin(roi.angleRad) * step;
  const [low, high] = range;
  const toRange = (high - low) / 255;
  // Colour noise of a dark picture must not be lifted with its light.
  const chromaGain = Math.min(2, gain);
  const half = (side - 1) / 2;
  const originX = roi.centre.x * scale - 0.5 - half * cos + half * sin;
  const originY = roi.centre.y * scale - 0.5 - half * sin - half * cos;
  const { width, height, y: lumaPlane, u: uPlane, v: vPlane } = picture;
  const maxX = width - 1;
  const maxY = height - 1;
  for (let row = 0, to = 0; row < side; row++) {
    let x = originX - row * sin;
    let y = originY + row * cos;
    for (let column = 0; column < side; column++, to += 3, x += cos, y += sin) {
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < 0 || top < 0 || left >= maxX || top >= maxY) {
        out[to] = low;
        out[to + 1] = low;
        out[to + 2] = low;
        continue;
      }
      const fx = x - left;
      const fy = y - top;
      const a = top * width + left;
      const b = a + width;
      const upper = lumaPlane[a] + (lumaPlane[a + 1] - lumaPlane[a]) * fx;
      const lower = lumaPlane[b] + (lumaPlane[b + 1] - lumaPlane[b]) * fx;
      const luma = (upper + (lower - upper) * fy) * gain;
      const near = (fy < 0.5 ? a : b) + (fx < 0.5 ? 0 : 1);
      const cu = (uPlane[near] - 128) * chromaGain;
      const cv = (vPlane[near] - 128) * chromaGain;
      out[to] = low + toRange * clampByte(luma + 1.402 * cv);
      out[to + 1] = low + toRange * clampByte(luma - 0.344136 * cu - 0.714136 * cv);
      out[to + 2] = low + toRange * clampByte(luma + 1.772 * cu);
    }
  }
}

function shrinkFor(pyramid: Pyramid, ratio: number): number {
  let shrink = 0;
  let least = Math.min(pyramid.width, pyramid.height);
  while (ratio / 2 ** shrink >= 1.7 && least >= 64) {
    shrink++;
    least >>= 1;
  }
  return shrink;
}

export function meanOf(plane: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < plane.length; i++) sum += plane[i];
  return sum / Math.max(1, plane.length);
}
