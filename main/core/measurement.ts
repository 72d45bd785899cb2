import { z } from 'zod';

/** What the probes report: numbers only, no judgement. Null means "not measured here". */

const number = z.number();
const maybe = z.number().nullable();

export const frameSampleSchema = z.object({
  tMs: number,
  /** Mean luma of the whole frame, 0..255. */
  frameBrightness: number,
  /** Mean absolute luma difference to the sample before, after noise is averaged away; null for the first. */
  motion: maybe,
  /** Faces seen in this sample; the main face counts as one. Null when only the main face was looked for. */
  faces: maybe,
  /** Area of the largest other face over the main face's. */
  secondFaceShare: maybe,
  face: z
    .object({
      /** Mesh box area over frame area, 0..1. */
      share: number,
      centreX: number,
      centreY: number,
      /** Smallest gap to a frame edge over the box's larger side; negative = reaches out. */
      edgeGap: number,
      box: z.object({ x: number, y: number, width: number, height: number }),
      yawDeg: number,
      pitchDeg: number,
      rollDeg: number,
      presenceLogit: number,
      brightness: number,
      /** Share of the face burnt out (luma >= 247). */
      burntShare: number,
      /** Largest burnt blob over the face. */
      glareShare: number,
      backgroundBrightness: number,
      /** Share of the background burnt out (luma >= 235). */
      backgroundBurntShare: number,
      /** |left - right| / (left + right) of the cheeks. */
      sideLight: number,
      /** Fine over coarse detail: 1 and more sharp, below 0.5 blurred; null where not measured. */
      sharpness: maybe,
      /** The same in the blurrier direction. */
      directionalSharpness: maybe,
      /** The same measure on a face seen 112 pixels wide: what an enlarged small picture lacks. */
      fineSharpness: maybe,
      eyeToCheek: number,
      /** Luma deviation around the eye over its cheek's luma, of the eye that shows less. */
      eyeContrast: number,
      /** Chroma distance of upper lip and glabella. */
      lipChroma: number,
      /** Chroma distance of chin and cheeks from the forehead. */
      lowerChroma: number,
      eyeOpening: number,
      mouthOpening: number,
    })
    .nullable(),
});
export type FrameSample = z.infer<typeof frameSampleSchema>;
export type FaceSample = NonNullable<FrameSample['face']>;

export const videoMeasurementSchema = z.object({
  sizeBytes: number,
  container: z.string(),
  /** Lower-case file name extension without the dot; null for bytes that have no name. */
  extension: z.string().nullable(),
  /** False when a recognised container holds no picture that can be decoded. */
  isDecodable: z.boolean(),
  codec: z.string(),
  pixelFormat: z.string(),
  /** As shown, after rotation. */
  widthPx: number,
  heightPx: number,
  rotationDeg: number,
  durationMs: number,
  packets: number,
  framesPerSecond: number,
  largestGapMs: number,
  uniqueFramesPerSecond: number,
  audioStreams: number,
  decodeErrors: number,
  samples: z.array(frameSampleSchema).readonly(),
  /** Face movement that a flat picture cannot make; null when too few faces were found. */
  liveness: z
    .object({
      /** 90th percentile of the mesh's residual after the best affine fit, in eye distances. */
      residual90: number,
      eyeRange: number,
      mouthRange: number,
      /**
       * 90th percentile of what is left between the face and the clip's middle one after the best fit of place, shape
       * and light, over the face's contrast; null where the mesh bends so much that it is not a picture's.
       */
      difference90: maybe,
    })
    .nullable(),
});
export type VideoMeasurement = z.infer<typeof videoMeasurementSchema>;

export const cardMeasurementSchema = z.object({
  sizeBytes: number,
  format: z.string(),
  isDecodable: z.boolean(),
  widthPx: number,
  heightPx: number,
  /** What the sent image is: a crop of the portrait, the whole card, or the file as it was given. */
  sent: z.enum(['portraitCrop', 'wholeCard', 'asGiven']).nullable(),
  sentWidthPx: maybe,
  sentHeightPx: maybe,
  sentSizeBytes: maybe,
  /** Pixels across the card as scanned; null when no card edge was found. */
  cardWidthPx: maybe,
  /** Side lengths of the portrait crop before enlargement. */
  nativeCropWidthPx: maybe,
  nativeCropHeightPx: maybe,
  faces: number,
  /** Mesh box of the portrait over the sent image. */
  faceShare: maybe,
  faceHeightPx: maybe,
  sharpness: maybe,
  glareShare: maybe,
  brightness: maybe,
  /** Raw presence score of the portrait's mesh, as in the video. */
  presenceLogit: maybe,
});
export type CardMeasurement = z.infer<typeof cardMeasurementSchema>;
