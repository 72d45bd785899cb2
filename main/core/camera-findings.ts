import { z } from 'zod';
import { flickerBlindness } from './flicker.ts';
import { stationTraceSchema } from './station-trace.ts';

/** What the page measured on the station's cameras; main judges it. Numbers and a camera's name only. */

const px = z.number().int().min(0).max(20_000);
const measured = z.number().min(0).max(100_000);

export const openedSchema = z.strictObject({
  label: z.string().max(400),
  widthPx: px,
  heightPx: px,
});
export type Opened = z.infer<typeof openedSchema>;

/** The name of what the browser or the binding threw. */
const refusedSchema = z.strictObject({ error: z.string().regex(/^[A-Za-z]{1,60}$/) });

export const faceCameraSchema = z.strictObject({
  opened: openedSchema,
  /** The part that would be recorded, and the camera's own width before it is turned upright. */
  window: z.strictObject({ widthPx: px, heightPx: px }),
  ownWidthPx: px,
  pace: z.strictObject({ framesPerSecond: measured, largestGapMs: measured }).nullable(),
  flicker: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('measured'), percent: measured, isSeen: z.boolean() }),
    z.strictObject({ kind: z.literal('notAssessed'), why: z.enum(flickerBlindness) }),
  ]),
  /** For the drawings of the check; nothing is judged by it. */
  trace: stationTraceSchema.nullable().default(null),
  /** Mean luma of the whole picture; null without a picture. */
  sceneBrightness: measured.nullable(),
  /** Of somebody in the customer's chair; null when nobody sits there. */
  face: z
    .strictObject({
      brightness: measured,
      backgroundBrightness: measured,
      burntShare: measured,
      sharpness: measured.nullable(),
    })
    .nullable(),
});
export type FaceCamera = z.infer<typeof faceCameraSchema>;

export const cardCameraSchema = z.strictObject({
  opened: openedSchema,
  /** Pixels across a card that lies there; null when none does. */
  cardPx: px.nullable(),
});
export type CardCamera = z.infer<typeof cardCameraSchema>;

export const cameraFindingsSchema = z.strictObject({
  face: z.union([faceCameraSchema, refusedSchema]),
  card: z.union([cardCameraSchema, refusedSchema]),
});
export type CameraFindings = z.infer<typeof cameraFindingsSchema>;
