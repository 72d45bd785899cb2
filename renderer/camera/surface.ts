import type { Box } from '../../main/core/framing.ts';

export interface Drawn {
  readonly canvas: OffscreenCanvas;
  read(): ImageData;
}

export interface Surface {
  /** Draws a part of the picture, scaled. */
  draw(source: CanvasImageSource, part: Box, scale: number): Drawn;
}

/** A canvas to look at pictures through; read back on the processor. */
export function createSurface(): Surface {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no drawing surface');
  return {
    draw(source, part, scale) {
      const width = Math.max(1, Math.round(part.width * scale));
      const height = Math.max(1, Math.round(part.height * scale));
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      context.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, width, height);
      return { canvas, read: () => context.getImageData(0, 0, width, height) };
    },
  };
}
