import { deflateRawSync, inflateRawSync } from 'node:zlib';
import sharp from 'sharp';

/**
 * What is kept of a picture to compare the next one with: a grid whose cells know their mean colour and how much is
 * drawn in them. Small enough to be committed, coarse enough to outlive another drawing of the same letters.
 */
export interface Print {
  readonly columns: number;
  readonly rows: number;
  /** Four planes, a byte a cell: brightness, blueness, redness, and the spread of brightness (ink). */
  readonly planes: Uint8Array;
}

/** Cells along the longer side. */
const LONG_SIDE = 36;
const PLANES = 4;
/** Dots of the reduced picture along a side of a cell: enough to tell letters from an even ground. */
const DOTS = 8;
/** Steps smaller than this are not kept: they mean nothing and do not pack. */
const STEP = 4;

/** The print of a PNG. */
export async function printOf(png: Buffer): Promise<Print> {
  const { width, height } = await sharp(png).metadata();
  const columns = Math.round(Math.min(1, width / height) * LONG_SIDE);
  const rows = Math.round(Math.min(1, height / width) * LONG_SIDE);
  // A picture of 4K as it is takes 24 MB, which sharp's own memory does not give a thousand times.
  const size = { width: columns * DOTS, height: rows * DOTS, fit: 'fill' } as const;
  const data = await sharp(png).removeAlpha().resize(size).raw().toBuffer();
  const planes = new Uint8Array(columns * rows * PLANES);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const cell = cellOf(data, columns * DOTS, column * DOTS, row * DOTS);
      cell.forEach((value, plane) => {
        planes[plane * columns * rows + row * columns + column] = Math.round(value / STEP);
      });
    }
  return { columns, rows, planes };
}

function cellOf(data: Buffer, width: number, left: number, top: number): readonly number[] {
  const sum = [0, 0, 0, 0];
  for (let y = top; y < top + DOTS; y += 1)
    for (let at = (y * width + left) * 3; at < (y * width + left + DOTS) * 3; at += 3) {
      const red = data[at] ?? 0;
      const blue = data[at + 2] ?? 0;
      const luma = 0.299 * red + 0.587 * (data[at + 1] ?? 0) + 0.114 * blue;
      sum[0] = (sum[0] ?? 0) + luma;
      sum[1] = (sum[1] ?? 0) + (blue - luma) * 0.5 + 128;
      sum[2] = (sum[2] ?? 0) + (red - luma) * 0.5 + 128;
      sum[3] = (sum[3] ?? 0) + luma * luma;
    }
  const [luma = 0, blue = 0, red = 0, square = 0] = sum.map((one) => one / DOTS ** 2);
  return [luma, blue, red, Math.sqrt(Math.max(0, square - luma * luma))];
}

/** As text on one line, and back. */
export const packPrint = ({ columns, rows, planes }: Print): string =>
  `${columns}x${rows} ${deflateRawSync(planes, { level: 9 }).toString('base64')}`;

export function unpackPrint(packed: string): Print {
  const [size = '', data = ''] = packed.split(' ');
  const [columns = 0, rows = 0] = size.split('x').map(Number);
  const planes = new Uint8Array(inflateRawSync(Buffer.from(data, 'base64')));
  if (planes.length !== columns * rows * PLANES)
    throw new Error(`a print of ${size} does not hold ${planes.length}`);
  return { columns, rows, planes };
}

/** A cell that changed by less is the same: 0..255. */
export const TOLERANCE = 12;

/** A part of a picture, in shares of it. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where two prints of one size differ, in shares of the picture; null where they agree. */
export interface Difference {
  /** Each cell that has changed. */
  readonly changed: readonly Part[];
  /** Largest change of a cell, 0..255. */
  readonly most: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function differenceOf(wanted: Print, found: Print, tolerance = TOLERANCE): Difference | null {
  const { columns, rows } = wanted;
  if (found.columns !== columns || found.rows !== rows)
    return {
      changed: [{ x: 0, y: 0, width: 1, height: 1 }],
      most: 255,
      left: 0,
      top: 0,
      right: 1,
      bottom: 1,
    };
  const size = columns * rows;
  const changes = Array.from({ length: size }, (_, cell) =>
    Math.max(
      ...Array.from({ length: PLANES }, (__, plane) => {
        const at = plane * size + cell;
        return STEP * Math.abs((wanted.planes[at] ?? 0) - (found.planes[at] ?? 0));
      }),
    ),
  );
  const changed = changes.flatMap((change, cell) => (change > tolerance ? [cell] : []));
  if (changed.length === 0) return null;
  const across = changed.map((cell) => cell % columns);
  const down = changed.map((cell) => Math.floor(cell / columns));
  return {
    changed: changed.map((cell) => ({
      x: (cell % columns) / columns,
      y: Math.floor(cell / columns) / rows,
      width: 1 / columns,
      height: 1 / rows,
    })),
    most: Math.max(...changes),
    left: Math.min(...across) / columns,
    top: Math.min(...down) / rows,
    right: (Math.max(...across) + 1) / columns,
    bottom: (Math.max(...down) + 1) / rows,
  };
}
