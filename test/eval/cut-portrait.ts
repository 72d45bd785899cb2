import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

/** A face with its hair, cut like an ID portrait. */
export async function cutPortrait(
  file: string,
  [x, y, width, height]: readonly [number, number, number, number],
  rollDeg: number,
): Promise<Buffer> {
  const side = { width: Math.round(width * 1.5), height: Math.round(width * 1.93) };
  const picture = sharp(await readFile(file));
  const border = Math.round(height);
  const wide = await picture
    .extend({ top: border, bottom: border, left: border, right: border, extendWith: 'copy' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const around = {
    left: Math.round(x + border - side.width),
    top: Math.round(y + border - side.height),
    width: side.width * 2,
    height: side.height * 2,
  };
  const level = await sharp(wide)
    .extract(clip(around, await sharp(wide).metadata()))
    .toBuffer();
  const turned = await sharp(level).rotate(-rollDeg).toBuffer({ resolveWithObject: true });
  const left = Math.max(0, Math.round((turned.info.width - side.width) / 2));
  const top = Math.max(0, Math.round((turned.info.height - side.height) / 2 - height * 0.05));
  return sharp(turned.data)
    .extract(clip({ left, top, ...side }, turned.info))
    .png()
    .toBuffer();
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function clip(rect: Rect, size: { width: number; height: number }): Rect {
  const left = Math.max(0, rect.left);
  const top = Math.max(0, rect.top);
  return {
    left,
    top,
    width: Math.min(rect.width, size.width - left),
    height: Math.min(rect.height, size.height - top),
  };
}
