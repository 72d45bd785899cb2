import { z } from 'zod';

/** How the face is recorded. A file of its own: a start needs it long before it needs the contract. */
export const recordingSettingsSchema = z.object({
  widthPx: z.number().int(),
  heightPx: z.number().int(),
  minFramesPerSecond: z.number(),
  idealFramesPerSecond: z.number(),
  lengthMs: z.number().int(),
  videoBitsPerSecond: z.number().int(),
});
export type RecordingSettings = z.infer<typeof recordingSettingsSchema>;
