import type { Size } from './framing.ts';

/** Three full-size 8-bit planes, BT.601, luma 0..255: the one pixel form of every measure. */
export interface Picture extends Size {
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

/** The luma plane of a picture. */
export type LumaPlane = Pick<Picture, 'width' | 'height' | 'y'>;

/** A picture out of interleaved RGB (3 bytes a pixel) or RGBA (4). */
export function fromRgb(
  rgb: Uint8Array | Uint8ClampedArray,
  { width, height }: Size,
  stride: 3 | 4,
): Picture {
  const count = width * height;
  const y = new Uint8Array(count);
  const u = new Uint8Array(count);
  const v = new Uint8Array(count);
  for (let i = 0, p = 0; i < count; i++, p += stride) {
    const r = rgb[p] ?? 0;
    const g = rgb[p + 1] ?? 0;
    const b = rgb[p + 2] ?? 0;
    y[i] = 0.299 * r + 0.587 * g + 0.114 * b + 0.5;
    u[i] = Math.min(255, 128.5 - 0.168736 * r - 0.331264 * g + 0.5 * b);
    v[i] = Math.min(255, 128.5 + 0.5 * r - 0.418688 * g - 0.081312 * b);
  }
  return { width, height, y, u, v };
}
