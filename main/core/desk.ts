import { z } from 'zod';
import { quotaSchema, quotaUseSchema } from './quota.ts';

/** What a teller must know besides the session that runs: shown at welcome, and before a request is sent. */
export const deskNotesSchema = z.object({
  /** Calls whose outcome nobody knows and nobody was told of yet, oldest first. */
  unresolved: z.array(z.object({ reference: z.string(), atMs: z.number() })).readonly(),
  use: quotaUseSchema,
  quota: quotaSchema,
  /** Lines of the ledger that can't be read, besides the last one, which a power cut may tear. */
  damagedLines: z.number().int().nonnegative(),
});
export type DeskNotes = z.infer<typeof deskNotesSchema>;
