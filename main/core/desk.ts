import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { quotaSchema, quotaUseSchema } from './quota.ts';

/** A session's reference such as "K7QM-2XTA-9P"; also the name of its parked file, so nothing else fits. */
export const parkedReferenceSchema = z.string().regex(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}$/);

/** A check that waits, sealed on this disk, for a person to decide whether it is sent again. */
export const parkedNoteSchema = z.object({ reference: parkedReferenceSchema, expiresAtMs: z.number() });
export type ParkedNote = z.infer<typeof parkedNoteSchema>;

/** How the copies for the bank stand. */
export const handOverNoteSchema = z.object({
  waiting: z.number().int().nonnegative(),
  /** When the oldest of them was made. */
  oldestAtMs: z.number().nullable(),
  /** Why the last try did not work; null when it did. */
  failure: failureSchema.nullable(),
});
export type HandOverNote = z.infer<typeof handOverNoteSchema>;

/** What a teller must know besides the session that runs: shown at welcome, and before a request is sent. */
export const deskNotesSchema = z.object({
  /** Calls whose outcome nobody knows and nobody was told of yet, oldest first. */
  unresolved: z.array(z.object({ reference: z.string(), atMs: z.number() })).readonly(),
  use: quotaUseSchema,
  quota: quotaSchema,
  /** Lines of the ledger that can't be read, besides the last one, which a power cut may tear. */
  damagedLines: z.number().int().nonnegative(),
  parked: z.array(parkedNoteSchema).readonly(),
  /** How long a check without an outcome may be parked; null where the policy allows none. */
  parkingHours: z.number().nullable(),
  /** Copies for the bank that wait sealed on this disk; there only where policy hands copies over. */
  handOver: handOverNoteSchema.optional(),
  /** At the last look the scanner's folder could not be read; there only where policy names one. */
  isCardFolderUnreadable: z.boolean().optional(),
});
export type DeskNotes = z.infer<typeof deskNotesSchema>;
