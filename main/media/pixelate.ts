import type { Box, Size } from '../core/framing.ts';

const BLOCKS_ACROSS_FACE = 9;

/** Makes faces unrecognisable; `faces` in shares of the picture, the whole picture when none is known. */
export function pixelate(rgb: Uint8Array, size: Size, faces: readonly Box[]): Uint8Array {
  const out = rgb.slice();
  for (const face of faces.length > 0 ? faces : [null]) blockOut(out, size, face);
  return out;
}

function blockOut(rgb: Uint8Array, size: Size, face: Box | null): void {
  const { left, top, right, bottom } = areaOf(size, face);
  const block = Math.max(6, Math.round((right - left) / (face ? BLOCKS_ACROSS_FACE : 40)));
  for (let y = top; y < bottom; y += block) {
    for (let x = left; x < right; x += block) {
      fill(rgb, size.width, x, y, Math.min(right, x + block), Math.min(bottom, y + block));
    }
  }
}

/** The face with its hair and ears: a fifth more on every side. */
function areaOf(size: Size, face: Box | null): { left: number; top: number; right: number; bottom: number } {
  if (!face) return { left: 0, top: 0, right: size.width, bottom: size.height };
  const x = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * size.width);
  const y = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * size.height);
  return {
    left: x(face.x - face.width * 0.2),
    top: y(face.y - face.height * 0.3),
    right: x(face.x + face.width * 1.2),
    bottom: y(face.y + face.height * 1.2),
  };
}

function fill(
  rgb: Uint8Array,
  stride: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  for (let channel = 0; channel < 3; channel++) {
    let sum = 0;
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) sum += rgb[(y * stride + x) * 3 + channel] ?? 0;
    const mean = sum / Math.max(1, (right - left) * (bottom - top));
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) rgb[(y * stride + x) * 3 + channel] = mean;
  }
}
