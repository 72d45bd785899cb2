import type { Box, Size } from '../core/framing.ts';

const BLOCKS_ACROSS_FACE = 9;

/** Makes the face unrecognisable; `face` in shares of the picture, the whole picture when it is not known. */
export function pixelate(rgb: Uint8Array, size: Size, face: Box | null): Uint8Array {
  const { left, top, right, bottom } = areaOf(size, face);
  const block = Math.max(6, Math.round((right - left) / (face ? BLOCKS_ACROSS_FACE : 40)));
  const out = rgb.slice();
  for (let y = top; y < bottom; y += block) {
    for (let x = left; x < right; x += block) {
      fill(out, size.width, x, y, Math.min(right, x + block), Math.min(bottom, y + block));
    }
  }
  return out;
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
