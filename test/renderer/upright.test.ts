import { describe, expect, it } from 'vitest';
import { uprightMatrix, uprightSize } from '../../renderer/camera/upright.ts';

const raw = { width: 1920, height: 1080 };

/** Where a point of the camera's own picture is drawn. */
function drawn(rotation: 0 | 90 | 270, x: number, y: number, part = { x: 0, y: 0, width: 1, height: 1 }) {
  const upright = uprightSize(raw, rotation);
  const { a = 0, b = 0, c = 0, d = 0, e = 0, f = 0 } = uprightMatrix({ rotation, upright }, part, 0.5);
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

describe('a camera mounted on its side', () => {
  it('gives a picture on end', () => {
    expect(uprightSize(raw, 90)).toEqual({ width: 1080, height: 1920 });
    expect(uprightSize(raw, 0)).toEqual(raw);
  });

  it('is drawn upright: clockwise by 90 or 270 degrees, scaled', () => {
    expect(drawn(90, 0, 0)).toEqual({ x: 540, y: 0 });
    expect(drawn(90, 1920, 1080)).toEqual({ x: 0, y: 960 });
    expect(drawn(270, 0, 0)).toEqual({ x: 0, y: 960 });
    expect(drawn(270, 1920, 1080)).toEqual({ x: 540, y: 0 });
    expect(drawn(0, 1920, 1080)).toEqual({ x: 960, y: 540 });
  });

  it('is cut to the part asked for', () => {
    expect(drawn(90, 0, 1080, { x: 60, y: 320, width: 960, height: 1280 })).toEqual({ x: -30, y: -160 });
  });
});
