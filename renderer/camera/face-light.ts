import type { Box, MeshPoints, Size } from '../../main/core/framing.ts';
import { meshBox } from '../../main/core/framing.ts';

/** A small grey picture; luma 0..255. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8ClampedArray;
}

export interface FaceLight {
  readonly brightness: number;
  readonly burntShare: number;
  readonly backgroundBrightness: number | null;
  readonly eyeToCheek: number;
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

/** Light on and around the face, on a small picture; `points` in its pixels. Formulas as in main/media/face-quality.ts, coarser. */
export function measureFaceLight(picture: GreyPicture, points: MeshPoints): FaceLight {
  const box = meshBox(points);
  return {
    ...measureOval(picture, box),
    backgroundBrightness: measureBackground(picture, box),
    eyeToCheek: measureEyes(picture, points, box.width),
  };
}

function measureOval(picture: GreyPicture, box: Box): Pick<FaceLight, 'brightness' | 'burntShare'> {
  let count = 0;
  let sum = 0;
  let burnt = 0;
  eachPixel(picture, box, (at, x, y) => {
    const luma = picture.luma[at] ?? 0;
    const u = (x - box.x - box.width / 2) / (box.width / 2);
    const v = (y - box.y - box.height / 2) / (box.height / 2);
    if (u * u + v * v > 0.85) return;
    count += 1;
    sum += luma;
    if (luma >= 247) burnt += 1;
  });
  const area = Math.max(1, count);
  return { brightness: sum / area, burntShare: burnt / area };
}

/** The picture outside the face box widened by 35 % (60 % above): neither hair nor neck. */
function measureBackground(picture: GreyPicture, box: Box): number | null {
  const around = {
    left: box.x - box.width * 0.35,
    right: box.x + box.width * 1.35,
    top: box.y - box.height * 0.6,
  };
  let count = 0;
  let sum = 0;
  eachPixel(picture, { x: 0, y: 0, width: picture.width, height: picture.height }, (at, x, y) => {
    if (x > around.left && x < around.right && y > around.top) return;
    count += 1;
    sum += picture.luma[at] ?? 0;
  });
  return count < (picture.width * picture.height) / 100 ? null : sum / count;
}

const EYES = [
  [33, 133],
  [362, 263],
] as const;
const CHEEKS = [50, 280] as const;

function measureEyes(picture: GreyPicture, points: MeshPoints, faceWidth: number): number {
  const eye = EYES.map(([a, b]) => {
    const x = (coordinate(points, a, 0) + coordinate(points, b, 0)) / 2;
    const y = (coordinate(points, a, 1) + coordinate(points, b, 1)) / 2;
    return patchMean(picture, x, y, faceWidth * 0.09, faceWidth * 0.055);
  });
  const cheek = CHEEKS.map((index) =>
    patchMean(
      picture,
      coordinate(points, index, 0),
      coordinate(points, index, 1),
      faceWidth * 0.06,
      faceWidth * 0.06,
    ),
  );
  return mean(eye) / Math.max(1, mean(cheek));
}

const coordinate = (points: MeshPoints, index: number, axis: 0 | 1): number => points[index * 3 + axis] ?? 0;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function patchMean(
  picture: GreyPicture,
  x: number,
  y: number,
  halfWidth: number,
  halfHeight: number,
): number {
  let count = 0;
  let sum = 0;
  const box = { x: x - halfWidth, y: y - halfHeight, width: halfWidth * 2, height: halfHeight * 2 };
  eachPixel(picture, box, (at) => {
    count += 1;
    sum += picture.luma[at] ?? 0;
  });
  return sum / Math.max(1, count);
}

/** Colour of the upper lip against the brow, light apart; `points` in pixels of the image. */
export function measureLipChroma(image: ImageData, points: MeshPoints): number {
  const radius = Math.max(1, meshBox(points).width * 0.06);
  const lip = chromaAt(image, coordinate(points, 164, 0), coordinate(points, 164, 1), radius);
  const brow = chromaAt(image, coordinate(points, 9, 0), coordinate(points, 9, 1), radius);
  return Math.hypot(lip[0] - brow[0], lip[1] - brow[1]);
}

function chromaAt(image: ImageData, x: number, y: number, radius: number): readonly [number, number] {
  const sum = [0, 0, 0];
  let count = 0;
  const whole = { width: image.width, height: image.height };
  const box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  eachPixel(whole, box, (at) => {
    count += 1;
    for (const channel of [0, 1, 2]) sum[channel] = (sum[channel] ?? 0) + (image.data[at * 4 + channel] ?? 0);
  });
  const [red = 0, green = 0, blue = 0] = sum.map((value) => value / Math.max(1, count));
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  const scale = 128 / (luma + 20);
  return [(blue - luma) * 0.564 * scale, (red - luma) * 0.713 * scale];
}

/** Mean squared gradient over variance of one part: falls when the picture is out of focus. */
export function measureSharpness(picture: GreyPicture, box: Box): number {
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
