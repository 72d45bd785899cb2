import { z } from 'zod';
import { bilingualSchema } from './language.ts';

/** What a precheck says, the same on screen, in the journal (summary) and on the command line. */
export const REPORT_SCHEMA = 'liveness-kiosk/precheck-report@1';

export const severitySchema = z.enum(['block', 'warn', 'info']);
export type Severity = z.infer<typeof severitySchema>;

export const findingSchema = z.object({
  rule: z.string(),
  /** FPT's code for this refusal, or null where the service has none. */
  code: z.string().nullable(),
  severity: severitySchema,
  measured: z.union([z.number(), z.string(), z.null()]),
  limit: z.union([z.number(), z.string(), z.null()]),
  unit: z.string(),
  /** Where in the clip it happens, ms from its first frame; null when it holds for the whole. */
  fromMs: z.number().nullable(),
  toMs: z.number().nullable(),
  text: bilingualSchema,
  /** False when the rule could not be judged; `text` says why. */
  assessed: z.boolean(),
  /** True when a policy changed the documented limit or the severity. */
  overridden: z.boolean(),
});
export type Finding = z.infer<typeof findingSchema>;

export const outcomeSchema = z.enum(['pass', 'warn', 'fail']);
export type PrecheckOutcome = z.infer<typeof outcomeSchema>;

/** The part of a report that screens, session and journal need; the whole is in main/core/precheck.ts. */
export const precheckSummarySchema = z.object({
  predictedCode: z.string(),
  outcome: outcomeSchema,
  findings: z.array(findingSchema).readonly(),
});
export type PrecheckSummary = z.infer<typeof precheckSummarySchema>;
