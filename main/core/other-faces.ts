import { type Box, overlapOfSmaller, type Size } from './framing.ts';

/** Faces besides the customer's: the same search and the same limits in the live guidance and in the precheck. Pure. */

/** The far-sighted network's own score from which something counts as a face. */
export const OTHER_MIN_SCORE = 0.6;

/** Smallest share of the main face's area: in the recorded picture the service refuses it (408). */
const OTHER_MIN_SHARE = 0.02;
/** Beside the recorded picture only somebody who may step into it: within about four times the distance. */
const BESIDE_MIN_SHARE = 0.06;

/** Where other faces are looked for: the whole picture and its two halves, which see faces half as large. */
export function searchParts(frame: Size): readonly Box[] {
  const whole = { x: 0, y: 0, width: frame.width, height: frame.height };
  if (frame.width >= frame.height) {
    const width = Math.min(frame.width, Math.max(frame.height, frame.width * 0.55));
    return [whole, { ...whole, width }, { ...whole, width, x: frame.width - width }];
  }
  const height = Math.min(frame.height, Math.max(frame.width, frame.height * 0.55));
  return [whole, { ...whole, height }, { ...whole, height, y: frame.height - height }];
}

/** The recorded window's parts, then those of the whole camera picture around it; pixels of the camera. */
export function searchPartsAround(camera: Size, window: Box): readonly Box[] {
  const inside = searchParts(window).map(({ x, y, width, height }) => ({
    x: x + window.x,
    y: y + window.y,
    width,
    height,
  }));
  const isWhole = window.width >= camera.width && window.height >= camera.height;
  return isWhole ? inside : [...inside, ...searchParts(camera)];
}

/** Not the main face itself, and large enough to count; boxes in pixels of the same picture. */
export function isOtherFace(box: Box, main: Box, minShare = OTHER_MIN_SHARE): boolean {
  const share = (box.width * box.height) / Math.max(1, main.width * main.height);
  return overlapOfSmaller(box, main) < 0.3 && share >= minShare;
}

/** How large a face has to be for its place: inside the recorded window or beside it. */
export function leastShareAt(box: Box, window: Box): number {
  return overlapOfSmaller(box, window) > 0 ? OTHER_MIN_SHARE : BESIDE_MIN_SHARE;
}

/** What one part after another has shown; kept from look to look. */
export interface OthersSeen {
  /** Faces that two looks in a row saw. */
  readonly count: number;
  /** 0 nobody; 1 one look differs from the one before: it is looked at again at once; 2 sure. */
  readonly certainty: 0 | 1 | 2;
  /** Which part is looked at next, counted on for ever. */
  readonly turn: number;
  readonly atMs: number;
}

export const NOBODY_ELSE: OthersSeen = { count: 0, certainty: 0, turn: 0, atMs: -Infinity };

/** Whether it is time for another look, which costs as much as the rest of guiding together. */
export const isSearchDue = ({ certainty, atMs }: OthersSeen, nowMs: number, everyMs: number): boolean =>
  certainty === 1 || nowMs - atMs >= everyMs;

/**
 * Takes in one look at one part: one hit is only a suspicion, and one miss no proof that somebody has gone.
 * While somebody is there the same part is looked at again; otherwise it is the next part's turn.
 */
export function noteSearch(before: OthersSeen, found: number, atMs: number): OthersSeen {
  const { certainty, count, turn } = before;
  if (found > 0)
    return { count: certainty === 0 ? 0 : found, certainty: certainty === 0 ? 1 : 2, turn, atMs };
  return certainty === 2
    ? { count, certainty: 1, turn, atMs }
    : { count: 0, certainty: 0, turn: turn + 1, atMs };
}
