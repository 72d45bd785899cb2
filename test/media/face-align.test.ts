import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { LumaPlane } from '../../main/core/picture.ts';
import { differenceFrom, type FaceLook, patternOf } from '../../main/media/face-align.ts';
import { readSetup } from '../support/setup-manifest.ts';

const SIDE = 400;
const CENTRE = { x: 200, y: 203 };
const portrait = join(readSetup().fixturesDir, 'material-kit-2.0.4/assets/img/faces/marc.jpg');

async function readLuma(): Promise<LumaPlane> {
  const { data } = await sharp(portrait)
    .resize(SIDE, SIDE)
    .grayscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: SIDE, height: SIDE, y: new Uint8Array(data) };
}

/** A grid of points over the face in the place of a mesh, moved by `at`. */
function pointsAt(at: (x: number, y: number) => readonly [number, number]): Float32Array {
  const points = Array.from({ length: 468 }, (_, i) => {
    const [x, y] = at(
      CENTRE.x + ((i % 22) / 21 - 0.5) * 152,
      CENTRE.y + (Math.floor(i / 22) / 21 - 0.5) * 182,
    );
    return [x, y, 0];
  });
  return Float32Array.from(points.flat());
}

/** Each pixel fetched from where `from` says, made brighter and noisy. */
function drawFrom(
  { y, width, height }: LumaPlane,
  from: (x: number, y: number) => readonly [number, number],
) {
  const out = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x, z] = from(column, row).map((value) => Math.max(0, Math.min(SIDE - 1, Math.round(value))));
      const noise = ((row * 7919 + column * 104729) % 7) - 3;
      out[row * width + column] = Math.max(0, Math.min(255, y[z * width + x] * 1.1 + 8 + noise));
    }
  }
  return { width, height, y: out };
}

const same = (x: number, y: number): readonly [number, number] => [x, y];

test('a photograph moved, turned, lit and noisy is the same picture; a face whose jaw opens is another one', async () => {
  const picture = await readLuma();
  const pattern = patternOf({ picture, points: pointsAt(same) });
  const [cos, sin] = [Math.cos(0.06), Math.sin(0.06)];
  const moved: FaceLook = {
    picture: drawFrom(picture, (x, y) => [
      CENTRE.x + cos * (x - 208) + sin * (y - 197),
      CENTRE.y - sin * (x - 208) + cos * (y - 197),
    ]),
    // Two pixels off, as a mesh is.
    points: pointsAt((x, y) => [
      210 + cos * (x - CENTRE.x) - sin * (y - CENTRE.y),
      199 + sin * (x - CENTRE.x) + cos * (y - CENTRE.y),
    ]),
  };
  expect(differenceFrom(pattern, moved)).toBeLessThan(0.04);
  const speaking = drawFrom(picture, (x, y) => [x, y > 235 ? y - Math.min(12, (y - 235) / 2) : y]);
  expect(differenceFrom(pattern, { picture: speaking, points: pointsAt(same) })).toBeGreaterThan(0.1);
});
