import type { Rotation } from '../../main/core/camera-policy.ts';
import type { Box, Size } from '../../main/core/framing.ts';
import { uprightMatrix, uprightSize } from './upright.ts';

export interface Drawn {
  readonly canvas: OffscreenCanvas;
  read(): ImageData;
}

export interface Surface {
  /** Draws a part of the picture, scaled. */
  draw(source: CanvasImageSource, part: Box, scale: number): Drawn;
}

/** A canvas to look at pictures through, upright; read back on the processor. */
export function createSurface(rotation: Rotation = 0): Surface {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no drawing surface');
  return {
    draw(source, part, scale) {
      const width = Math.max(1, Math.round(part.width * scale));
      const height = Math.max(1, Math.round(part.height * scale));
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        // Resizing forgets it. Averaging, because picked pixels would look sharper than the picture is.
        context.imageSmoothingQuality = 'medium';
      }
      if (rotation === 0) {
        context.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, width, height);
      } else {
        const upright = uprightSize(sizeOf(source), rotation);
        context.setTransform(uprightMatrix({ rotation, upright }, part, scale));
        context.drawImage(source, 0, 0);
        context.resetTransform();
      }
      return { canvas, read: () => context.getImageData(0, 0, width, height) };
    },
  };
}

const sizeOf = (source: CanvasImageSource): Size => {
  if (source instanceof HTMLVideoElement) return { width: source.videoWidth, height: source.videoHeight };
  throw new TypeError('only a video can lie on its side');
};
