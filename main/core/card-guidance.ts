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
  /** How far each measured thing is from what is needed; null while no card is seen. */
  readonly meters: CardMeters | null;
}

/** What has a measure and not only a yes or no. */
export const meteredChecks = ['whole', 'large', 'straight', 'clear', 'sharp'] as const;
export type MeteredCheck = (typeof meteredChecks)[number];

/** Measured, and what it is held against, in the unit of the check. */
export interface CardMeter {
  readonly measured: number;
  readonly limit: number;
  /** 1 when it is well, less the farther it is from that. */
  readonly level: number;
}
export type CardMeters = Readonly<Record<MeteredCheck, CardMeter>>;

export const startCardGuidance = (): CardGuidance => ({
  failing: ['seen'],
  goodSinceMs: null,
  last: null,
  meters: null,
});

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
  /** A little sharper than where the precheck remarks on the portrait (specimen card, blurred in steps). */
  sharpness: 0.022,
  /** Card widths a second. */
  speed: 0.06,
} as const;

export function guideCard(before: CardGuidance, glimpse: CardGlimpse, camera: Size): CardGuidance {
  const { corners } = glimpse;
  const meters = corners === null ? null : measureCard(glimpse, corners, camera);
  const failing =
    corners === null || meters === null ? (['seen'] as const) : judge(glimpse, corners, before.last, meters);
  return {
    failing,
    goodSinceMs: failing.length > 0 ? null : (before.goodSinceMs ?? glimpse.atMs),
    last: glimpse,
    meters,
  };
}

export const mayTakeCard = ({ goodSinceMs, last }: CardGuidance): boolean =>
  goodSinceMs !== null && last !== null && last.atMs - goodSinceMs >= CARD_STEADY_MS;

function judge(
  glimpse: CardGlimpse,
  corners: Corners,
  before: CardGlimpse | null,
  meters: CardMeters,
): readonly CardCheck[] {
  const [top, right, bottom, left] = sideLengths(corners);
  const well: Readonly<Record<CardCheck, boolean>> = {
    seen: true,
    whole: meters.whole.level >= 1,
    large: meters.large.level >= 1,
    straight: alike(top, bottom) && alike(left, right) && meters.straight.level >= 1,
    clear: meters.clear.level >= 1,
    sharp: meters.sharp.level >= 1,
    still: speedOf(glimpse, before, Math.max(top, right, bottom, left)) <= LIMITS.speed,
  };
  return cardChecks.filter((check) => !well[check]);
}

function measureCard(glimpse: CardGlimpse, corners: Corners, camera: Size): CardMeters {
  const room = corners.map(({ x, y }) =>
    Math.min(x / camera.width, 1 - x / camera.width, y / camera.height, 1 - y / camera.height),
  );
  const neededPx = Math.min(LIMITS.widthPx, camera.width * LIMITS.widthShare);
  return {
    whole: atLeast(Math.min(...room), LIMITS.edge),
    large: atLeast(Math.max(...sideLengths(corners)), neededPx),
    straight: atMost(tiltOf(corners), LIMITS.tiltDeg),
    clear: atMost(glimpse.glareShare, LIMITS.glareShare),
    sharp: atLeast(glimpse.sharpness, LIMITS.sharpness),
  };
}

const atLeast = (measured: number, limit: number): CardMeter => ({
  measured,
  limit,
  level: measured >= limit ? 1 : Math.max(0, measured / limit),
});

const atMost = (measured: number, limit: number): CardMeter => ({
  measured,
  limit,
  level: measured <= limit ? 1 : limit / measured,
});

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
