import type { Point, Size } from './framing.ts';

/** A small colour picture, four bytes a pixel (red, green, blue, unused). */
export interface ColourPicture extends Size {
  readonly data: Uint8ClampedArray;
}

/** Four corners from the top left clockwise, in pixels of the picture. */
export type Corners = readonly [Point, Point, Point, Point];

/** Difference from the desk, summed over the channels, from which a pixel is not desk. */
const NOT_DESK = 42;
/** A card shows at least this share of the picture; smaller things are not one. */
const MIN_SHARE = 0.06;
/** How much of the quadrangle the shape fills: a hand or a pen beside the card makes it less. */
const MIN_FIT = 0.8;
const MAX_FIT = 1.12;
/** ID-1 is 1.586, a passport's page 1.42; tilt and perspective move both. */
const ASPECT = { min: 1.22, max: 1.85 };

/**
 * The card on a desk of another colour, for the live outline only: main finds and straightens it again in the
 * full picture. Null when nothing looks like a card, which a card on a desk of its own colour may not.
 */
export function outlineCard(picture: ColourPicture): Corners | null {
  const blob = largestBlob(differsFromDesk(picture), picture);
  if (blob === null || blob.area < MIN_SHARE * picture.width * picture.height) return null;
  const { corners } = blob;
  const fit = blob.area / Math.max(1, areaOf(corners));
  const aspect = aspectOf(corners);
  // What the picture's edge cuts off has lost its shape: it is said to be cut off, not to be absent.
  const isCut = touchesEdge(corners, picture);
  const hasShape = isCut || (aspect >= ASPECT.min && aspect <= ASPECT.max);
  const looksLikeCard = fit >= MIN_FIT && fit <= MAX_FIT && hasShape;
  return looksLikeCard ? corners : null;
}

const touchesEdge = (corners: Corners, { width, height }: Size): boolean =>
  corners.some(({ x, y }) => x <= 0 || y <= 0 || x >= width - 1 || y >= height - 1);

/** The desk is what most of the picture's edge shows. */
function differsFromDesk(picture: ColourPicture): Uint8Array {
  const desk = [0, 1, 2].map((channel) => medianOnEdge(picture, channel));
  const mask = new Uint8Array(picture.width * picture.height);
  for (let i = 0, p = 0; i < mask.length; i += 1, p += 4) {
    const difference =
      Math.abs((picture.data[p] ?? 0) - (desk[0] ?? 0)) +
      Math.abs((picture.data[p + 1] ?? 0) - (desk[1] ?? 0)) +
      Math.abs((picture.data[p + 2] ?? 0) - (desk[2] ?? 0));
    mask[i] = difference > NOT_DESK ? 1 : 0;
  }
  return mask;
}

function medianOnEdge({ width, height, data }: ColourPicture, channel: number): number {
  const values: number[] = [];
  for (let x = 0; x < width; x += 1) {
    values.push(data[x * 4 + channel] ?? 0, data[((height - 1) * width + x) * 4 + channel] ?? 0);
  }
  for (let y = 0; y < height; y += 1) {
    values.push(data[y * width * 4 + channel] ?? 0, data[(y * width + width - 1) * 4 + channel] ?? 0);
  }
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

interface Blob {
  readonly area: number;
  readonly corners: Corners;
}

/** The largest 4-connected shape; clears the mask while it looks. */
function largestBlob(mask: Uint8Array, size: Size): Blob | null {
  let largest: Blob | null = null;
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] === 0) continue;
    const blob = fill(mask, size, start);
    if (largest === null || blob.area > largest.area) largest = blob;
  }
  return largest;
}

function fill(mask: Uint8Array, { width, height }: Size, start: number): Blob {
  const stack = [start];
  mask[start] = 0;
  let area = 0;
  const first = { x: start % width, y: Math.floor(start / width) };
  let [a, b, c, d] = [first, first, first, first];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const point = { x: at % width, y: Math.floor(at / width) };
    area += 1;
    if (point.x + point.y < a.x + a.y) a = point;
    if (point.x - point.y > b.x - b.y) b = point;
    if (point.x + point.y > c.x + c.y) c = point;
    if (point.x - point.y < d.x - d.y) d = point;
    const neighbours = [
      point.x > 0 ? at - 1 : -1,
      point.x < width - 1 ? at + 1 : -1,
      at - width,
      point.y < height - 1 ? at + width : -1,
    ];
    for (const next of neighbours) {
      if (next < 0 || mask[next] === 0) continue;
      mask[next] = 0;
      stack.push(next);
    }
  }
  return { area, corners: [a, b, c, d] };
}

function areaOf(corners: Corners): number {
  let doubled = 0;
  corners.forEach((point, index) => {
    const next = corners[(index + 1) % 4] ?? point;
    doubled += point.x * next.y - next.x * point.y;
  });
  return Math.abs(doubled) / 2;
}

export const sideLengths = ([a, b, c, d]: Corners): readonly [number, number, number, number] => [
  Math.hypot(b.x - a.x, b.y - a.y),
  Math.hypot(c.x - b.x, c.y - b.y),
  Math.hypot(d.x - c.x, d.y - c.y),
  Math.hypot(a.x - d.x, a.y - d.y),
];

function aspectOf(corners: Corners): number {
  const [top, right, bottom, left] = sideLengths(corners);
  const across = (top + bottom) / 2;
  const down = (left + right) / 2;
  return Math.max(across, down) / Math.max(1, Math.min(across, down));
}
