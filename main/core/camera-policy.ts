import { z } from 'zod';
import { COMMON_VIEW_DEG } from './seat.ts';
import { spokenSchema } from './spoken-policy.ts';
import { ONCE } from './parse-once.ts';

/** Camera names this station may use, "*" standing for any letters; an empty list allows any. */
const allowedSchema = z.array(z.string().min(1).max(400)).max(100).readonly().default([]);

/** How far the picture of a camera mounted on its side is turned to stand upright, clockwise. */
export const rotationSchema = z.union([z.literal(0), z.literal(90), z.literal(270)]);
export type Rotation = z.infer<typeof rotationSchema>;

/** What IT may decide about the station's cameras; the page is told all of it. */
export const cameraPolicySchema = z.strictObject({
  /** Hints, countdown and early stop over the preview; without them the teller records by hand. */
  guidance: z.boolean().default(true),
  /** Whether the hints are also spoken, and by what; the captions are always there. */
  spoken: spokenSchema.default('off'),
  /** Models per role: "Logitech BRIO*", or by USB vendor and product: "*(046d:085e)". */
  allowed: z.strictObject({ face: allowedSchema, card: allowedSchema }).prefault({}),
  face: z
    .strictObject({
      rotationDegrees: rotationSchema.default(0),
      /** What the lens sees across the picture, for the distances that are said and checked. */
      viewDegrees: z.number().min(30).max(140).default(COMMON_VIEW_DEG),
    })
    .prefault({}),
});
export type CameraPolicy = z.infer<typeof cameraPolicySchema>;

export const defaultCameraPolicy: CameraPolicy = cameraPolicySchema.parse({}, ONCE);

/** Whether a camera's whole name fits one of the patterns; upper and lower case are the same. */
export function isAllowed(label: string, patterns: readonly string[]): boolean {
  return (
    patterns.length === 0 || patterns.some((pattern) => fits(label.toLowerCase(), pattern.toLowerCase()))
  );
}

/** Piece by piece from the left: no regular expression, so no pattern can make it slow. */
function fits(label: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return label === head;
  if (!label.startsWith(head)) return false;
  let at = head.length;
  for (const piece of rest) {
    const found = label.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return label.length - tail.length >= at && label.endsWith(tail);
}
