import { describe, expect, it } from 'vitest';
import { isAtLeast, isWhole, placeWindow } from '../../renderer/camera/recording-window.ts';

const wanted = { width: 1280, height: 960 };

describe('placeWindow', () => {
  it.each([
    [
      { width: 1920, height: 1080 },
      { x: 320, y: 60, width: 1280, height: 960 },
    ],
    [
      { width: 3840, height: 2160 },
      { x: 1280, y: 600, width: 1280, height: 960 },
    ],
    [
      { width: 1280, height: 960 },
      { x: 0, y: 0, width: 1280, height: 960 },
    ],
    [
      { width: 1280, height: 720 },
      { x: 0, y: 0, width: 1280, height: 720 },
    ],
    [
      { width: 640, height: 480 },
      { x: 0, y: 0, width: 640, height: 480 },
    ],
    [
      { width: 1080, height: 1920 },
      { x: 60, y: 320, width: 960, height: 1280 },
    ],
  ])('of %j is %j', (camera, expected) => {
    expect(placeWindow(camera, wanted)).toEqual(expected);
  });

  it('follows the face but stays inside the picture, on even pixels', () => {
    const camera = { width: 1920, height: 1080 };
    expect(placeWindow(camera, wanted, { x: 1900, y: 3 })).toEqual({
      x: 640,
      y: 0,
      width: 1280,
      height: 960,
    });
    const odd = placeWindow(camera, wanted, { x: 901, y: 541 });
    expect([odd.x % 2, odd.y % 2]).toEqual([0, 0]);
  });
});

describe('isWhole', () => {
  it('is true only when nothing is cut away', () => {
    expect(isWhole(wanted, placeWindow(wanted, wanted))).toBe(true);
    expect(isWhole({ width: 1920, height: 1080 }, wanted)).toBe(false);
  });
});

describe('isAtLeast', () => {
  it('compares long side with long side, so a portrait camera counts as good', () => {
    expect(isAtLeast({ width: 720, height: 1280 }, { width: 1280, height: 720 })).toBe(true);
    expect(isAtLeast({ width: 1280, height: 600 }, { width: 1280, height: 720 })).toBe(false);
  });
});
