import { describe, expect, it } from 'vitest';
import type { GreyPicture } from '../../renderer/camera/face-light.ts';
import { measureFaceLight, measureSharpness } from '../../renderer/camera/face-light.ts';

const WIDTH = 240;
const HEIGHT = 180;
const FACE = { x: 70, y: 20, width: 100, height: 120 };

function paint(tone: (x: number, y: number) => number): GreyPicture {
  const luma = new Uint8ClampedArray(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) for (let x = 0; x < WIDTH; x += 1) luma[y * WIDTH + x] = tone(x, y);
  return { width: WIDTH, height: HEIGHT, luma };
}

/** All mesh points on the face's corners but the eyes and cheeks, which lie where they do in a face. */
function mesh(): Float32Array {
  const points = new Float32Array(468 * 3);
  for (let index = 0; index < 468; index += 1) {
    points[index * 3] = FACE.x + (index % 2 === 0 ? 0 : FACE.width);
    points[index * 3 + 1] = FACE.y + (index % 4 < 2 ? 0 : FACE.height);
  }
  const put = (index: number, u: number, v: number): void => {
    points[index * 3] = FACE.x + u * FACE.width;
    points[index * 3 + 1] = FACE.y + v * FACE.height;
  };
  put(33, 0.18, 0.4);
  put(133, 0.38, 0.4);
  put(362, 0.62, 0.4);
  put(263, 0.82, 0.4);
  put(50, 0.25, 0.62);
  put(280, 0.75, 0.62);
  return points;
}

const isFace = (x: number, y: number): boolean =>
  x >= FACE.x && x <= FACE.x + FACE.width && y >= FACE.y && y <= FACE.y + FACE.height;

describe('measureFaceLight', () => {
  it('tells the face from what is behind it', () => {
    const light = measureFaceLight(
      paint((x, y) => (isFace(x, y) ? 70 : 220)),
      mesh(),
    );
    expect(light.brightness).toBeCloseTo(70, 0);
    expect(light.backgroundBrightness).toBeGreaterThan(200);
  });

  it('sees dark glasses as eyes much darker than cheeks', () => {
    const isGlasses = (y: number): boolean => Math.abs(y - (FACE.y + 0.4 * FACE.height)) < 12;
    const dark = measureFaceLight(
      paint((_x, y) => (isGlasses(y) ? 30 : 150)),
      mesh(),
    );
    const bare = measureFaceLight(
      paint(() => 150),
      mesh(),
    );
    expect(dark.eyeToCheek).toBeLessThan(0.4);
    expect(bare.eyeToCheek).toBeCloseTo(1, 1);
  });

  it('counts burnt-out skin', () => {
    const light = measureFaceLight(
      paint((x) => (x > 120 ? 255 : 150)),
      mesh(),
    );
    expect(light.burntShare).toBeGreaterThan(0.4);
  });
});

describe('measureSharpness', () => {
  it('is far higher for edges than for slopes', () => {
    const whole = { x: 0, y: 0, width: WIDTH - 1, height: HEIGHT - 1 };
    const sharp = measureSharpness(
      paint((x) => ((x >> 3) % 2 === 0 ? 60 : 180)),
      whole,
    );
    const soft = measureSharpness(
      paint((x) => 120 + 60 * Math.sin(x / 20)),
      whole,
    );
    expect(sharp).toBeGreaterThan(soft * 10);
  });
});
