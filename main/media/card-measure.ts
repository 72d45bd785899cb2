import { measureLight } from '../core/face-light.ts';
import { measureSharpness } from '../core/face-sharpness.ts';
import { type Box, faceShare, meshBox, type MeshPoints, type Size } from '../core/framing.ts';
import type { CardMeasurement } from '../core/measurement.ts';
import { fromRgb } from '../core/picture.ts';
import type { FaceMesh } from './nets.ts';
import type { Still } from './stills.ts';

/** What is known of the picture as it was given. */
export type Base = Pick<CardMeasurement, 'sizeBytes' | 'format' | 'isDecodable' | 'widthPx' | 'heightPx'>;

/** Mesh points in the pixels of a crop that was resized to `target`. */
export function moveInto(points: MeshPoints, crop: Box, target: Size): MeshPoints {
  const scale = target.width / crop.width;
  return points.map((value, i) =>
    i % 3 === 0 ? (value - crop.x) * scale : i % 3 === 1 ? (value - crop.y) * scale : value * scale,
  );
}

interface Sent extends Partial<CardMeasurement> {
  readonly sent: NonNullable<CardMeasurement['sent']>;
  readonly sizeBytes: number;
}

/** Measures the image that goes out. */
export function measureSent(
  base: Base,
  still: Still,
  { points, logit }: FaceMesh,
  faces: number,
  { sizeBytes, ...rest }: Sent,
): CardMeasurement {
  const box = meshBox(points);
  const picture = fromRgb(still.rgb, still, 3);
  const light = measureLight(picture, points);
  const sharpness = measureSharpness(picture, points);
  return {
    ...base,
    sentWidthPx: still.width,
    sentHeightPx: still.height,
    sentSizeBytes: sizeBytes,
    cardWidthPx: null,
    nativeCropWidthPx: null,
    nativeCropHeightPx: null,
    faces,
    faceShare: faceShare(box, still),
    faceHeightPx: box.height,
    sharpness: sharpness?.sharpness ?? null,
    glareShare: light.glareShare,
    brightness: light.brightness,
    presenceLogit: logit,
    ...rest,
  };
}
