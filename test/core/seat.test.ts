import { describe, expect, it } from 'vitest';
import { ovalIn } from '../../main/core/framing.ts';
import { centimetresToMove, farthestSeatCm } from '../../main/core/seat.ts';

const window = { width: 1280, height: 960 };
const FULL_HD = { widthPx: 1920, viewDeg: 78 };

describe('centimetresToMove', () => {
  it('says how far to come: 60 cm before a 78-degree 1080p camera is far too far', () => {
    const faceAt60cm = (15 * 1920) / (2 * 60 * Math.tan((39 * Math.PI) / 180));
    const move = centimetresToMove(faceAt60cm, window, FULL_HD);
    expect(move).toBeGreaterThanOrEqual(30);
    expect(move).toBeLessThanOrEqual(45);
  });

  it('is nothing for a face that fills the oval and negative for one that is too near', () => {
    const { width } = ovalIn(window);
    expect(centimetresToMove(width, window, FULL_HD)).toBe(0);
    expect(centimetresToMove(width * 1.5, window, FULL_HD)).toBeLessThan(0);
  });
});

describe('farthestSeatCm', () => {
  it.each([
    ['a 720p camera recorded whole: nobody sits so near', { width: 1280, height: 720 }, 1280, 78, 24],
    ['a 1080p camera', window, 1920, 78, 32],
    ['a 4K camera', window, 3840, 78, 63],
    ['a 1080p camera with a narrow view', window, 1920, 55, 49],
  ])('of %s', (_name, recorded, widthPx, viewDeg, cm) => {
    expect(Math.round(farthestSeatCm(recorded, { widthPx, viewDeg }))).toBe(cm);
  });
});
