import { describe, expect, it } from 'vitest';
import { type Planes, shrinkPlanes } from '../../renderer/customer/small-planes.ts';

const WIDTH = 8;
const HEIGHT = 4;
const sideBySide = (width: number, height: number, at: (x: number, y: number) => number): number[] =>
  Array.from({ length: width * height }, (_, index) => at(index % width, Math.floor(index / width)));

const light = sideBySide(WIDTH, HEIGHT, (x, y) => 10 * x + y);
const blue = sideBySide(WIDTH / 2, HEIGHT / 2, (x) => 100 + x);
const red = sideBySide(WIDTH / 2, HEIGHT / 2, (x) => 200 + x);

const asI420: Planes = {
  format: 'I420',
  size: { width: WIDTH, height: HEIGHT },
  layout: [
    { offset: 0, stride: WIDTH },
    { offset: 32, stride: WIDTH / 2 },
    { offset: 40, stride: WIDTH / 2 },
  ],
  bytes: Uint8Array.from([...light, ...blue, ...red]),
};

const asNv12: Planes = {
  ...asI420,
  format: 'NV12',
  layout: [
    { offset: 0, stride: WIDTH },
    { offset: 32, stride: WIDTH },
  ],
  bytes: Uint8Array.from([...light, ...blue.flatMap((value, index) => [value, red[index] ?? 0])]),
};

describe('shrinkPlanes', () => {
  it('takes the mean of four neighbours for every sample of half the size', () => {
    const small = shrinkPlanes(asI420, { width: 4, height: 2 });
    expect([...small.subarray(0, 8)]).toEqual([6, 26, 46, 66, 8, 28, 48, 68]);
    expect([...small.subarray(8)]).toEqual([101, 103, 201, 203]);
  });

  it('gives the same picture whether the colours lie in two planes or alternate in one', () => {
    const to = { width: 4, height: 2 };
    expect(shrinkPlanes(asNv12, to)).toEqual(shrinkPlanes(asI420, to));
  });

  it('passes over what a plane has beside its rows', () => {
    const padded = {
      ...asI420,
      layout: [{ offset: 0, stride: WIDTH + 3 }, ...asI420.layout.slice(1).map(move(3 * HEIGHT))],
      bytes: Uint8Array.from([...rowsOf(light).flatMap((row) => row.concat(255, 255, 255)), ...blue, ...red]),
    };
    const to = { width: 5, height: 3 };
    expect(shrinkPlanes(padded, to)).toEqual(shrinkPlanes(asI420, to));
  });

  it('has room for the colours of an odd size', () => {
    expect(shrinkPlanes(asI420, { width: 5, height: 3 })).toHaveLength(15 + 2 * 6);
  });
});

const rowsOf = (plane: readonly number[]): number[][] =>
  Array.from({ length: HEIGHT }, (_, y) => plane.slice(y * WIDTH, (y + 1) * WIDTH));

const move =
  (by: number) =>
  ({ offset, stride }: PlaneLayout): PlaneLayout => ({ offset: offset + by, stride });
