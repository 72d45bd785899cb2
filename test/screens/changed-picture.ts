import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import type { Difference, Print } from './print.ts';

/** Writes a picture that is not as its print: on the left what the print remembers, on the right what was drawn, with a box around each cell that has changed. */
export async function writeChangedPicture(
  file: string,
  wanted: Print,
  png: Buffer,
  { changed }: Difference,
): Promise<void> {
  const { width, height } = await sharp(png).metadata();
  const left = await sharp(coloursOf(wanted), {
    raw: { width: wanted.columns, height: wanted.rows, channels: 3 },
  })
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .png()
    .toBuffer();
  const boxes = changed.map(
    ({ x, y, width: across, height: down }) =>
      `<rect x="${x * width}" y="${y * height}" width="${across * width}" height="${down * height}"/>`,
  );
  const marks = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="none" stroke="#f0f" stroke-width="3">${boxes.join('')}</g></svg>`;
  await mkdir(dirname(file), { recursive: true });
  await sharp({ create: { width: width * 2, height, channels: 3, background: '#000' } })
    .composite([
      { input: left, left: 0, top: 0 },
      { input: png, left: width, top: 0 },
      { input: Buffer.from(marks), left: width, top: 0 },
    ])
    .png()
    .toFile(file);
}

/** The mean colour of each cell, RGB: a print keeps brightness, blueness and redness in steps of four. */
function coloursOf({ columns, rows, planes }: Print): Buffer {
  const size = columns * rows;
  const plane = (which: number, cell: number): number => 4 * (planes[which * size + cell] ?? 0);
  return Buffer.from(
    Array.from({ length: size }, (_, cell) => {
      const luma = plane(0, cell);
      const blue = luma + 2 * (plane(1, cell) - 128);
      const red = luma + 2 * (plane(2, cell) - 128);
      const green = (luma - 0.299 * red - 0.114 * blue) / 0.587;
      return [red, green, blue].map((value) => Math.round(Math.min(255, Math.max(0, value))));
    }).flat(),
  );
}
