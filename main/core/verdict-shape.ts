import { z } from 'zod';

/** The verdict as data: shared by the function that decides it (verdict.ts), screens, receipt and journal. */
export const verdictOutcomes = [
  'approved',
  'rejected',
  'review',
  'retakeFace',
  'retakeCard',
  'retakeBoth',
  'unknown',
  'serviceError',
] as const;
export const verdictOutcomeSchema = z.enum(verdictOutcomes);
export type VerdictOutcome = z.infer<typeof verdictOutcomeSchema>;

/** Practice is never mistaken for real: the mode is part of every verdict, receipt and record. */
export const modeSchema = z.enum(['live', 'practice']);
export type Mode = z.infer<typeof modeSchema>;

export const fieldAgreementSchema = z.object({
  field: z.string(),
  /** What the answer said, as text; null when it was absent or "N/A". */
  value: z.string().nullable(),
  agrees: z.enum(['yes', 'no', 'notAssessed']),
});
export type FieldAgreement = z.infer<typeof fieldAgreementSchema>;

export const nextSteps = [
  'finish',
  'retakeFace',
  'retakeCard',
  'retakeBoth',
  'askReviewer',
  'callSupport',
  'tryLater',
  'decideResend',
] as const;
export const nextStepSchema = z.enum(nextSteps);
export type NextStep = z.infer<typeof nextStepSchema>;

export const verdictSchema = z.object({
  mode: modeSchema,
  outcome: verdictOutcomeSchema,
  /** Reason keys, most important first; each has its sentence in messages. */
  reasons: z.array(z.string()).readonly(),
  fields: z.array(fieldAgreementSchema).readonly(),
  nextStep: nextStepSchema,
  /** Top-level code of the answer, as text, or null when there was none. */
  code: z.string().nullable(),
  similarity: z.number().nullable(),
  spoofProbability: z.number().nullable(),
  deepfakeProbability: z.number().nullable(),
  warnings: z.array(z.string()).readonly(),
  /** How long the service asks to wait before another request; absent when it said nothing. */
  retryAfterMs: z.number().int().nonnegative().optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;
