import { describe, expect, it } from 'vitest';
import {
  isOtherFace,
  isSearchDue,
  leastShareAt,
  NOBODY_ELSE,
  noteSearch,
  type OthersSeen,
  searchPartsAround,
} from '../../main/core/other-faces.ts';

const camera = { width: 1920, height: 1080 };
const window = { x: 320, y: 60, width: 1280, height: 960 };
const main = { x: 700, y: 200, width: 600, height: 780 };

/** What a row of looks leaves, one every 200 ms; each number is how many others that look found. */
const after = (...found: readonly number[]): OthersSeen =>
  found.reduce((seen, count, index) => noteSearch(seen, count, index * 200), NOBODY_ELSE);

describe('searchPartsAround', () => {
  it('covers every corner of the camera picture, not only the window', () => {
    const parts = searchPartsAround(camera, window);
    const corners = [0, 1920].flatMap((x) => [0, 1080].map((y) => ({ x, y })));
    for (const { x, y } of corners)
      expect(
        parts.some(
          (part) => x >= part.x && x <= part.x + part.width && y >= part.y && y <= part.y + part.height,
        ),
      ).toBe(true);
    expect(parts).toHaveLength(6);
  });

  it('searches nothing twice where the window is the whole picture', () => {
    const whole = { x: 0, y: 0, width: 1280, height: 960 };
    expect(searchPartsAround(whole, whole)).toHaveLength(3);
  });
});

describe('another face', () => {
  it.each([
    [
      'in the window counts from the share at which the service refuses it',
      { x: 330, y: 80, width: 100, height: 100 },
      true,
    ],
    ['in the window is nothing below that', { x: 330, y: 80, width: 90, height: 90 }, false],
    [
      'beside the window counts when it is near enough to step in',
      { x: 1650, y: 80, width: 180, height: 180 },
      true,
    ],
    ['beside the window and far behind is left alone', { x: 1650, y: 80, width: 140, height: 140 }, false],
    ["is not the customer's own, found again", { ...main, width: 500 }, false],
  ])('%s', (_name, box, counts) => {
    expect(isOtherFace(box, main, leastShareAt(box, window))).toBe(counts);
  });
});

describe('noteSearch', () => {
  it('goes on to the next part while nobody is found', () => {
    expect(after(0, 0, 0)).toMatchObject({ count: 0, turn: 3 });
  });

  it('suspects after one hit, looks again at once at the same part, and counts after the second', () => {
    const suspected = after(0, 1);
    expect(suspected).toMatchObject({ count: 0, turn: 1 });
    expect(isSearchDue(suspected, suspected.atMs + 10, 200)).toBe(true);
    expect(after(0, 1, 1)).toMatchObject({ count: 1, turn: 1 });
  });

  it('forgets a single odd hit', () => {
    expect(after(1, 0)).toMatchObject({ count: 0, turn: 1 });
  });

  it('keeps somebody whom one look misses, and lets go after two', () => {
    expect(after(1, 1, 0)).toMatchObject({ count: 1, turn: 0 });
    expect(after(1, 1, 0, 1)).toMatchObject({ count: 1, turn: 0 });
    expect(after(1, 1, 0, 0)).toMatchObject({ count: 0, turn: 1 });
  });
});
