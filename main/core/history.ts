import { z } from 'zod';
import {
  sessionIdSchema,
  sessionOutcomeSchema,
  answerCodeSchema,
  retentionKindSchema,
} from './journal-words.ts';
import { ruleIds, type RuleId } from './requirements.ts';

/** Sessions on one page of the history. */
export const HISTORY_PAGE = 50;

const epochMs = z.number().int().min(0).max(8_640_000_000_000_000);

/** Which sessions: a period and, where asked for, one teller or one outcome. */
export const historyFilterSchema = z.strictObject({
  fromMs: epochMs,
  toMs: epochMs,
  teller: z
    .string()
    .regex(/^[\w.@-]{1,40}$/)
    .nullable(),
  outcome: sessionOutcomeSchema.nullable(),
});
export type HistoryFilter = z.infer<typeof historyFilterSchema>;

/** The number of the key that signed a journal: every key has files of its own. */
const keyIdSchema = z.string().regex(/^[0-9a-f]{12}$/);

const placeSchema = z.strictObject({
  atMs: epochMs,
  seq: z.number().int().min(0),
  journal: keyIdSchema,
});

export const historyQuestionSchema = z.strictObject({
  filter: historyFilterSchema,
  /** Where the page before ended; null for the newest. */
  before: placeSchema.nullable(),
});
export type HistoryQuestion = z.infer<typeof historyQuestionSchema>;

export const historyRowSchema = z.object({
  seq: z.number().int(),
  endedAtMs: epochMs,
  reference: sessionIdSchema,
  teller: z.string(),
  outcome: sessionOutcomeSchema,
  code: answerCodeSchema.nullable(),
  durationMs: z.number(),
  triesFace: z.number(),
  triesCard: z.number(),
  sends: z.number(),
  /** Which journal it stands in: the present one, or one of an earlier key of this station. */
  journal: keyIdSchema,
});
/** One session that ended, newest first. */
export type HistoryRow = z.infer<typeof historyRowSchema>;

export const historyPageSchema = z.object({
  rows: z.array(historyRowSchema).readonly(),
  total: z.number().int(),
  next: placeSchema.nullable(),
  /** Earlier journal files whose sessions are missing here, because they can't be read. */
  unreadable: z.number().int(),
});
export type HistoryPage = z.infer<typeof historyPageSchema>;

export const historyChartsSchema = z.object({
  outcomes: z.array(z.object({ outcome: sessionOutcomeSchema, count: z.number() })).readonly(),
  /** Which rule made a capture be taken again, most frequent first. */
  retakes: z
    .array(z.object({ rule: z.enum(ruleIds as unknown as [RuleId, ...RuleId[]]), count: z.number() }))
    .readonly(),
  /** Sessions by length, in steps of 30 s; the last step holds all longer ones. */
  durations: z.array(z.object({ fromSeconds: z.number(), count: z.number() })).readonly(),
  medianMs: z.number().nullable(),
});
export type HistoryCharts = z.infer<typeof historyChartsSchema>;

export const historyFormats = ['csv', 'json', 'journal'] as const;
export const historyExportSchema = z.strictObject({
  filter: historyFilterSchema,
  /** csv and json: sessions as listed; journal: every record of the period, verifiable. */
  format: z.enum(historyFormats),
});
export type HistoryExport = z.infer<typeof historyExportSchema>;

export const exportedSchema = z.object({
  fileName: z.string(),
  count: z.number().int(),
  /** Copies of earlier journals with records of the period; each is checked with its own key. */
  copies: z.array(z.string()).readonly(),
});
export type Exported = z.infer<typeof exportedSchema>;

export const exportProgressSchema = z.object({ done: z.number(), total: z.number() });
export type ExportProgress = z.infer<typeof exportProgressSchema>;

export const retentionClockSchema = z.object({
  kind: retentionKindSchema,
  keepDays: z.number(),
  lastRunAtMs: epochMs.nullable(),
  removed: z.number().nullable(),
});
/** How long one kind of data is kept, and what the last run of its clock did. */
export type RetentionClock = z.infer<typeof retentionClockSchema>;

/** What a supervisor may do with the newest head of the journal. */
export const headActs = ['show', 'print', 'export'] as const;
export const headRequestSchema = z.strictObject({ act: z.enum(headActs) });
export type HeadRequest = z.infer<typeof headRequestSchema>;

export const headNoteSchema = z.object({
  seq: z.number().int(),
  atMs: epochMs,
  keyId: z.string(),
  /** What `verify-journal --head` takes, as people copy it from paper. */
  code: z.string(),
  /** The signed head, as the QR code holds it. */
  sealed: z.string(),
  /** What was done with it just now. */
  done: z.enum(['shown', 'exported', 'sentToPrinter', 'savedAsPdf']),
  /** When a head was last added to the list of heads, and when one was last printed. */
  listedAtMs: epochMs.nullable(),
  printedAtMs: epochMs.nullable(),
});
/** The newest head of the journal: kept elsewhere, it shows any later change of what was there. */
export type HeadNote = z.infer<typeof headNoteSchema>;
