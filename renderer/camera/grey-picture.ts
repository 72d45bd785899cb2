import type { Box, Size } from '../../main/core/framing.ts';

/** A small grey picture; luma 0..255. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8ClampedArray;
}

export function toGrey(image: ImageData): GreyPicture {
  const luma = new Uint8ClampedArray(image.width * image.height);
  for (let i = 0, p = 0; i < luma.length; i += 1, p += 4) {
    const red = image.data[p] ?? 0;
    const green = image.data[p + 1] ?? 0;
    const blue = image.data[p + 2] ?? 0;
    luma[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return { width: image.width, height: image.height, luma };
}

/** Mean squared gradient over variance of one part: falls when the picture is out of focus. */
export function measureDetail(picture: GreyPicture, box: Box): number {
  let count = 0;
  let sum = 0;
  let squares = 0;
  let gradients = 0;
  eachPixel(picture, box, (at, x, y) => {
    const luma = picture.luma[at] ?? 0;
    const right = picture.luma[y * picture.width + Math.min(x + 1, picture.width - 1)] ?? luma;
    const below = picture.luma[Math.min(y + 1, picture.height - 1) * picture.width + x] ?? luma;
    count += 1;
    sum += luma;
    squares += luma * luma;
    gradients += (right - luma) ** 2 + (below - luma) ** 2;
  });
  const variance = squares / Math.max(1, count) - (sum / Math.max(1, count)) ** 2;
  return gradients / Math.max(1, count) / Math.max(1, variance);
}

/** Visits every pixel of the part that lies in the picture: its index, column and row. */
function eachPixel(size: Size, part: Box, visit: (index: number, x: number, y: number) => void): void {
  const left = Math.max(0, Math.floor(part.x));
  const right = Math.min(size.width - 1, Math.ceil(part.x + part.width));
  const top = Math.max(0, Math.floor(part.y));
  const bottom = Math.min(size.height - 1, Math.ceil(part.y + part.height));
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) visit(y * size.width + x, x, y);
  }
}
