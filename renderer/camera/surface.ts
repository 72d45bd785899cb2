import type { Rotation } from '../../main/core/camera-policy.ts';
import type { Box, Size } from '../../main/core/framing.ts';
import { uprightMatrix, uprightSize } from './upright.ts';

export interface Drawn {
  readonly canvas: OffscreenCanvas;
  read(): ImageData;
}

export interface Surface {
  /** Draws a part of an upright picture, scaled down. */
  draw(picture: ImageData, part: Box, scale: number): Promise<Drawn>;
}

/** A canvas to look at pictures through, upright; read back on the processor. */
export function createSurface(rotation: Rotation = 0): Surface {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no drawing surface');
  return {
    async draw(picture, part, scale) {
      const width = atLeastOne(part.width * scale);
      const height = atLeastOne(part.height * scale);
      const small = await (rotation === 0 ? cut(picture, part, { width, height }) : shrink(picture, scale));
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      if (rotation !== 0) {
        const upright = uprightSize(small, rotation);
        context.setTransform(uprightMatrix({ rotation, upright }, scaleBox(part, scale), 1));
      }
      context.drawImage(small, 0, 0);
      context.resetTransform();
      small.close();
      return { canvas, read: () => context.getImageData(0, 0, width, height) };
    },
  };
}

/** Averaging, because picked pixels would look sharper than the picture is. */
const AVERAGED = { resizeQuality: 'medium' } as const;

const cut = (picture: ImageData, { x, y, width, height }: Box, to: Size): Promise<ImageBitmap> =>
  createImageBitmap(picture, Math.round(x), Math.round(y), atLeastOne(width), atLeastOne(height), {
    ...AVERAGED,
    resizeWidth: to.width,
    resizeHeight: to.height,
  });

const shrink = (picture: ImageData, scale: number): Promise<ImageBitmap> =>
  createImageBitmap(picture, {
    ...AVERAGED,
    resizeWidth: atLeastOne(picture.width * scale),
    resizeHeight: atLeastOne(picture.height * scale),
  });

const atLeastOne = (length: number): number => Math.max(1, Math.round(length));

const scaleBox = ({ x, y, width, height }: Box, scale: number): Box => ({
  x: x * scale,
  y: y * scale,
  width: width * scale,
  height: height * scale,
});
