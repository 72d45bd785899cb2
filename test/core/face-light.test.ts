import { describe, expect, it } from 'vitest';
import { areEyesHidden, isBacklit, isCovered } from '../../main/core/face-cover.ts';
import { measureLight } from '../../main/core/face-light.ts';
import { measureSharpness } from '../../main/core/face-sharpness.ts';
import { fromRgb, type Picture } from '../../main/core/picture.ts';

const SIZE = { width: 320, height: 240 };
const FACE = { x: 100, y: 30, width: 140, height: 163 };

function paint(tone: (x: number, y: number) => number): Picture {
  const rgba = new Uint8ClampedArray(SIZE.width * SIZE.height * 4);
  for (let y = 0, p = 0; y < SIZE.height; y += 1)
    for (let x = 0; x < SIZE.width; x += 1, p += 4) rgba.fill(tone(x, y), p, p + 3);
  return fromRgb(rgba, SIZE, 4);
}

/** The outline on an ellipse, eyes and cheeks where they lie in a face, all else in the middle. */
function mesh(): Float32Array {
  const points = new Float32Array(468 * 3);
  const put = (index: number, u: number, v: number): void => {
    points[index * 3] = FACE.x + u * FACE.width;
    points[index * 3 + 1] = FACE.y + v * FACE.height;
  };
  for (let index = 0; index < 468; index += 1) put(index, 0.5, 0.5);
  OUTLINE.forEach((index, at) => {
    const angle = (at / OUTLINE.length) * 2 * Math.PI;
    put(index, 0.5 + 0.5 * Math.sin(angle), 0.5 - 0.5 * Math.cos(angle));
  });
  for (const [ring, u] of [
    [RIGHT_EYE, 0.28],
    [LEFT_EYE, 0.72],
  ] as const)
    ring.forEach((index, at) => put(index, u + 0.1 * Math.cos(at), 0.4 + 0.02 * Math.sin(at)));
  put(50, 0.25, 0.62);
  put(280, 0.75, 0.62);
  return points;
}

const OUTLINE = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
const RIGHT_EYE = [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7];
const LEFT_EYE = [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249];

const isFace = (x: number, y: number): boolean =>
  x >= FACE.x && x <= FACE.x + FACE.width && y >= FACE.y && y <= FACE.y + FACE.height;

describe('light of a face', () => {
  it('tells the face from what is behind it', () => {
    const light = measureLight(
      paint((x, y) => (isFace(x, y) ? 70 : 220)),
      mesh(),
    );
    expect(light.brightness).toBeCloseTo(70, 0);
    expect(light.backgroundBrightness).toBeGreaterThan(200);
  });

  it('sees dark glasses as eyes much darker than cheeks', () => {
    const isGlasses = (y: number): boolean => Math.abs(y - (FACE.y + 0.4 * FACE.height)) < 14;
    const dark = measureLight(
      paint((_x, y) => (isGlasses(y) ? 30 : 150)),
      mesh(),
    );
    const bare = measureLight(
      paint(() => 150),
      mesh(),
    );
    expect(dark.eyeToCheek).toBeLessThan(0.4);
    expect(bare.eyeToCheek).toBeCloseTo(1, 1);
  });

  it('counts burnt-out skin', () => {
    const light = measureLight(
      paint((x) => (x > 170 ? 255 : 150)),
      mesh(),
    );
    expect(light.burntShare).toBeGreaterThan(0.4);
  });
});

describe('sharpness of a face', () => {
  it('is far higher for edges than for slopes', () => {
    const sharp = measureSharpness(
      paint((x) => ((x >> 4) % 2 === 0 ? 60 : 180)),
      mesh(),
    );
    const soft = measureSharpness(
      paint((x) => 120 + 60 * Math.sin(x / 20)),
      mesh(),
    );
    expect(sharp?.sharpness).toBeGreaterThan((soft?.sharpness ?? Infinity) * 5);
  });

  it('is not judged on a face of a few pixels', () => {
    expect(
      measureSharpness(
        paint(() => 0),
        mesh().map((value) => value / 5),
      ),
    ).toBeNull();
  });
});

describe('judgements that guidance and precheck share', () => {
  it.each([
    [9, 0, 0, true],
    [12, 20, 0, true],
    [12, 0, 20, true],
    [12, 5, 5, false],
    [17, 27, 0, true],
    [19, 60, 60, false],
  ])('presence %d with lip %d and chin %d off: covered is %s', (presenceLogit, lip, chin, covered) => {
    expect(isCovered({ presenceLogit, lipChroma: lip, lowerChroma: chin })).toBe(covered);
  });

  it.each([
    [0.04, 0.9, true],
    [0.12, 0.35, true],
    [0.16, 0.35, false],
    [0.06, 0.9, false],
  ])('eye contrast %d, eyes at %d of the cheeks: hidden is %s', (eyeContrast, eyeToCheek, hidden) => {
    expect(areEyesHidden({ eyeContrast, eyeToCheek }, 0.05)).toBe(hidden);
  });

  it.each([
    [74, 135, true],
    [74, 133, false],
    [95, 216, true],
    [95, 200, false],
    [101, 255, false],
  ])('a face of %d before %d: backlit is %s', (brightness, around, backlit) => {
    expect(isBacklit({ brightness, around }, 75, 60)).toBe(backlit);
  });
});
