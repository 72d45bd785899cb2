import type { Box, MeshPoints } from '../../main/core/framing.ts';
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

/** Light on and around the face, on a small picture; `points` in its pixels. Formulas as in FACES 4, coarser. */
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
  eachPixel(picture, box, (luma, x, y) => {
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
  eachPixel(picture, { x: 0, y: 0, width: picture.width, height: picture.height }, (luma, x, y) => {
    if (x > around.left && x < around.right && y > around.top) return;
    count += 1;
    sum += luma;
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
  eachPixel(picture, box, (luma) => {
    count += 1;
    sum += luma;
  });
  return sum / Math.max(1, count);
}

/** Mean squared gradient over variance of one part: falls when the picture is out of focus. */
export function measureSharpness(picture: GreyPicture, box: Box): number {
  let count = 0;
  let sum = 0;
  let squares = 0;
  let gradients = 0;
  eachPixel(picture, box, (luma, x, y) => {
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

function eachPixel(
  picture: GreyPicture,
  box: Box,
  visit: (luma: number, x: number, y: number) => void,
): void {
  const left = Math.max(0, Math.floor(box.x));
  const right = Math.min(picture.width - 1, Math.ceil(box.x + box.width));
  const top = Math.max(0, Math.floor(box.y));
  const bottom = Math.min(picture.height - 1, Math.ceil(box.y + box.height));
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) visit(picture.luma[y * picture.width + x] ?? 0, x, y);
  }
}
