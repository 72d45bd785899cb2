import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.ts';

const folder = join(root, 'resources/icons');

/** Sizes a Linux desktop asks for; 256 and below also go into the Windows icon. */
const SIZES_PX = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const LARGEST_IN_ICO_PX = 256;

/** Draws icon.svg in every size a package needs; run when the drawing changes. */
export async function drawIcons(): Promise<number> {
  const { default: sharp } = await import('sharp');
  const drawing = readFileSync(join(folder, 'icon.svg'));
  const pictures = await Promise.all(
    SIZES_PX.map(async (sizePx) => ({
      sizePx,
      png: await sharp(drawing, { density: 144 }).resize(sizePx, sizePx).png({ palette: true }).toBuffer(),
    })),
  );
  mkdirSync(folder, { recursive: true });
  for (const { sizePx, png } of pictures) writeFileSync(join(folder, `${sizePx}x${sizePx}.png`), png);
  writeFileSync(join(folder, 'icon.ico'), icoOf(pictures.filter(({ sizePx }) => sizePx <= LARGEST_IN_ICO_PX)));
  return 0;
}

interface Picture {
  readonly sizePx: number;
  readonly png: Buffer;
}

/** A Windows icon is a list of pictures; PNG is allowed in it since Vista. */
function icoOf(pictures: readonly Picture[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.byteLength;
  pictures.forEach(({ sizePx, png }, index) => {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(sizePx % 256, at);
    head.writeUInt8(sizePx % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.byteLength, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.byteLength;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
