import { z } from 'zod';
import { failureCodes, type FailureCode } from './failure.ts';
import { answerCodeSchema, sessionIdSchema } from './journal-words.ts';
import { ruleIds, type RuleId } from './requirements.ts';
import { modeSchema, verdictOutcomes } from './verdict-shape.ts';

/**
 * One call of the service as the ledger keeps it: numbers, codes and a reference without meaning.
 * SECURITY: nothing of a person fits in; strings are listed words or narrow patterns (test/ledger/line.test.ts).
 */

const epochMs = z.number().int().min(0).max(8_640_000_000_000_000);
const seq = z.number().int().min(1).max(99_999_999);

/** A remark of the precheck on what was sent all the same, with the number it measured. */
const remarkSchema = z.object({
  rule: z.enum(ruleIds as unknown as [RuleId, ...RuleId[]]),
  measured: z.number().nullable(),
});
export type Remark = z.infer<typeof remarkSchema>;

/** Written before the first byte may leave. */
export const callBeginSchema = z.object({
  seq,
  atMs: epochMs,
  mode: modeSchema,
  station: z.string().regex(/^[\p{L}\p{N} ._-]{1,64}$/u),
  reference: sessionIdSchema,
  sizeBytes: z.number().int().nonnegative(),
  predictedCode: answerCodeSchema,
  remarks: z.array(remarkSchema).max(60).readonly(),
});
export type CallBegin = z.infer<typeof callBeginSchema>;

/** Written when the client knows how it ended. */
export const callEndSchema = z.object({
  seq,
  atMs: epochMs,
  end: z.enum(['answered', 'notSent', 'unknown']),
  httpStatus: z.number().int().min(0).max(999).nullable(),
  code: answerCodeSchema.nullable(),
  outcome: z.enum(verdictOutcomes).nullable(),
  failure: z.enum(failureCodes as unknown as [FailureCode, ...FailureCode[]]).nullable(),
});
export type CallEnd = z.infer<typeof callEndSchema>;

/** A person has been told that this call's outcome is unknown. */
export const callSeenSchema = z.object({ seq, atMs: epochMs });
export type CallSeen = z.infer<typeof callSeenSchema>;

export interface Call {
  readonly begin: CallBegin;
  /** Null while it runs; and for good when the program ended first: then the outcome is unknown. */
  readonly end: CallEnd | null;
  readonly seen: boolean;
}
