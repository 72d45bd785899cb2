import type { Size } from '../../main/core/framing.ts';

/** A frame as `VideoFrame.copyTo` writes it: one plane of light, then two of colour, or one in which they alternate. */
export interface Planes {
  readonly format: 'I420' | 'NV12';
  readonly size: Size;
  readonly layout: readonly PlaneLayout[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One kind of sample: where it begins, and how far apart rows and neighbours are, in bytes. */
interface Samples {
  readonly size: Size;
  readonly offset: number;
  readonly stride: number;
  readonly step: number;
}

/** The same picture in I420 of this size, whole pixels. Each sample is the mean of four neighbours. */
export function shrinkPlanes(planes: Planes, to: Size): Uint8Array<ArrayBuffer> {
  const small = halfOf(to);
  const [light, ...colours] = samplesOf(planes);
  const length = to.width * to.height;
  const output = new Uint8Array(length + 2 * small.width * small.height);
  if (light !== undefined) shrink(planes.bytes, light, to, output.subarray(0, length));
  for (const [index, colour] of colours.entries()) {
    const at = length + index * small.width * small.height;
    shrink(planes.bytes, colour, small, output.subarray(at, at + small.width * small.height));
  }
  return output;
}

function samplesOf({ format, size, layout }: Planes): readonly Samples[] {
  const [light, first, second] = layout;
  if (light === undefined || first === undefined) return [];
  const colour = { ...first, size: halfOf(size) };
  const all = { ...light, size, step: 1 };
  if (format === 'NV12')
    return [all, { ...colour, step: 2 }, { ...colour, offset: first.offset + 1, step: 2 }];
  return second === undefined ? [] : [all, { ...colour, step: 1 }, { ...colour, ...second, step: 1 }];
}

/** Colour has half the samples each way. */
const halfOf = ({ width, height }: Size): Size => ({
  width: Math.ceil(width / 2),
  height: Math.ceil(height / 2),
});

function shrink(
  bytes: Uint8Array,
  { size, offset, stride, step }: Samples,
  to: Size,
  output: Uint8Array,
): void {
  const columns = Uint32Array.from({ length: to.width }, (_, x) => Math.floor((x * size.width) / to.width));
  const lastColumn = size.width - 1;
  for (let y = 0, at = 0; y < to.height; y += 1) {
    const row = Math.floor((y * size.height) / to.height);
    const here = offset + row * stride;
    const below = row + 1 < size.height ? here + stride : here;
    for (let x = 0; x < to.width; x += 1, at += 1) {
      const column = columns[x] ?? 0;
      const left = column * step;
      const right = column < lastColumn ? left + step : left;
      const four =
        (bytes[here + left] ?? 0) +
        (bytes[here + right] ?? 0) +
        (bytes[below + left] ?? 0) +
        (bytes[below + right] ?? 0);
      output[at] = (four + 2) >> 2;
    }
  }
}
