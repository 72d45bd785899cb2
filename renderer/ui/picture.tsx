import { type ReactElement, useEffect, useRef } from 'react';

interface PictureProps {
  /** An encoded image, such as JPEG. */
  readonly content: Blob;
  readonly alt: string;
}

/**
 * A customer's picture. Not an `img`: what that decodes stays in Chromium's cache of images after it is gone, and
 * nothing empties it; a canvas takes its pixels with it.
 */
export function Picture({ content, alt }: PictureProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('bitmaprenderer') ?? null;
    let isShown = true;
    void createImageBitmap(content).then((bitmap) => {
      if (!isShown || element === null) return bitmap.close();
      // Otherwise the picture is pressed into the size that a canvas has by itself.
      element.width = bitmap.width;
      element.height = bitmap.height;
      context?.transferFromImageBitmap(bitmap);
    });
    return () => {
      isShown = false;
      context?.transferFromImageBitmap(null);
    };
  }, [content]);
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img is what this must not be
  return <canvas ref={canvas} role="img" aria-label={alt} />;
}
