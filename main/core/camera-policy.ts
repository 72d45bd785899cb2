import { z } from 'zod';

/** What IT may decide about the station's cameras; the page is told all of it. */
export const cameraPolicySchema = z.strictObject({
  /** Hints, countdown and early stop over the preview; without them the teller records by hand. */
  guidance: z.boolean().default(true),
});
export type CameraPolicy = z.infer<typeof cameraPolicySchema>;

export const defaultCameraPolicy: CameraPolicy = cameraPolicySchema.parse({});
