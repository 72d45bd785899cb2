import { type Corners, sideLengths } from './card-outline.ts';
import type { Size } from './framing.ts';

/** Live guidance of the document scan: what is well and what is not, and when to take the picture. Pure. */
export const cardChecks = ['seen', 'whole', 'large', 'straight', 'clear', 'sharp', 'still'] as const;
export type CardCheck = (typeof cardChecks)[number];

/** One look at the desk. Lengths in pixels of the camera. */
export interface CardGlimpse {
  readonly atMs: number;
  readonly corners: Corners | null;
  /** Share of the card that shines: nearly white pixels in a lump. */
  readonly glareShare: number;
  /** Mean squared gradient over variance of the card's middle; falls out of focus. */
  readonly sharpness: number;
}

export interface CardGuidance {
  /** What is not well, most important first; empty when the picture may be taken. */
  readonly failing: readonly CardCheck[];
  readonly goodSinceMs: number | null;
  readonly last: CardGlimpse | null;
}

export const startCardGuidance = (): CardGuidance => ({ failing: ['seen'], goodSinceMs: null, last: null });

/** All must be well this long before the picture is taken by itself, ms. */
export const CARD_STEADY_MS = 1000;

const LIMITS = {
  /** A corner this close to the picture's edge is taken to be cut off, share of the picture. */
  edge: 0.008,
  /** Across the card: enough for a portrait of 600 px, or all that a small camera can give. */
  widthPx: 1600,
  widthShare: 0.62,
  /** Opposite sides of a flat card are alike. */
  sides: 0.9,
  tiltDeg: 12,
  glareShare: 0.03,
  sharpness: 0.004,
  /** Card widths a second. */
  speed: 0.06,
} as const;

export function guideCard(before: CardGuidance, glimpse: CardGlimpse, camera: Size): CardGuidance {
  const failing =
    glimpse.corners === null ? (['seen'] as const) : judge(glimpse, glimpse.corners, before.last, camera);
  return {
    failing,
    goodSinceMs: failing.length > 0 ? null : (before.goodSinceMs ?? glimpse.atMs),
    last: glimpse,
  };
}

export const mayTakeCard = ({ goodSinceMs, last }: CardGuidance): boolean =>
  goodSinceMs !== null && last !== null && last.atMs - goodSinceMs >= CARD_STEADY_MS;

function judge(
  glimpse: CardGlimpse,
  corners: Corners,
  before: CardGlimpse | null,
  camera: Size,
): readonly CardCheck[] {
  const [top, right, bottom, left] = sideLengths(corners);
  const across = Math.max(top, right, bottom, left);
  const well: Readonly<Record<CardCheck, boolean>> = {
    seen: true,
    whole: corners.every(({ x, y }) => isInside(x / camera.width) && isInside(y / camera.height)),
    large: across >= Math.min(LIMITS.widthPx, camera.width * LIMITS.widthShare),
    straight: alike(top, bottom) && alike(left, right) && tiltOf(corners) <= LIMITS.tiltDeg,
    clear: glimpse.glareShare <= LIMITS.glareShare,
    sharp: glimpse.sharpness >= LIMITS.sharpness,
    still: speedOf(glimpse, before, across) <= LIMITS.speed,
  };
  return cardChecks.filter((check) => !well[check]);
}

const isInside = (share: number): boolean => share > LIMITS.edge && share < 1 - LIMITS.edge;

const alike = (a: number, b: number): boolean => Math.min(a, b) >= LIMITS.sides * Math.max(a, b);

function tiltOf([a, b]: Corners): number {
  const degrees = Math.abs((Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI);
  return Math.min(degrees, 180 - degrees);
}

function speedOf(glimpse: CardGlimpse, before: CardGlimpse | null, across: number): number {
  if (glimpse.corners === null || before === null || before.corners === null) return Infinity;
  const was = before.corners;
  const moved = Math.max(
    ...glimpse.corners.map((point, index) => {
      const from = was[index] ?? point;
      return Math.hypot(point.x - from.x, point.y - from.y);
    }),
  );
  return moved / Math.max(1, across) / Math.max(0.02, (glimpse.atMs - before.atMs) / 1000);
}
