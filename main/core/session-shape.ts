import { z } from 'zod';
import { signedSchema } from './signature.ts';
import { deskNotesSchema, parkedReferenceSchema } from './desk.ts';
import { failureSchema } from './failure.ts';
import { languageSchema } from './language.ts';
import { precheckSummarySchema } from './report.ts';
import { verdictSchema } from './verdict-shape.ts';

/** States of one customer's session, main's own and mirrored by the page. */
export const stateNames = [
  'idle',
  'consent',
  'face.ready',
  'face.recording',
  'face.checking',
  'card.ready',
  'card.scanning',
  'card.checking',
  'review',
  'sending',
  'verdict',
  'printing',
  'wiping',
  'retake',
  'attendant',
  'outcomeUnknown',
  'fault',
] as const;
export const stateNameSchema = z.enum(stateNames);
export type StateName = z.infer<typeof stateNameSchema>;

export const roleSchema = z.enum(['face', 'card']);
/** The two things captured: the customer's face (video) and the ID card (image). */
export type Role = z.infer<typeof roleSchema>;

export const captureSchema = z.object({
  sha256: z.string(),
  sizeBytes: z.number(),
  summary: precheckSummarySchema,
});
/** A capture that main itself prechecked; the bytes stay in main's vault. */
export type Capture = z.infer<typeof captureSchema>;

export const retakeReasonSchema = z.object({
  roles: z.array(roleSchema).readonly(),
  cause: z.enum(['precheck', 'service', 'camera', 'person']),
  summary: precheckSummarySchema.nullable(),
  failure: failureSchema.nullable(),
});
export type RetakeReason = z.infer<typeof retakeReasonSchema>;

export const attendantReasonSchema = z.enum(['tooManyRetakes', 'serviceRefused', 'review', 'person']);

export const receiptStatusSchema = z.union([
  z.object({ state: z.enum(['none', 'pending', 'sentToPrinter', 'savedAsPdf']) }),
  z.object({ state: z.literal('failed'), failure: failureSchema }),
]);
export type ReceiptStatus = z.infer<typeof receiptStatusSchema>;

export const handOverStatusSchema = z.object({
  end: z.enum(['delivered', 'waiting', 'failed']),
  failure: failureSchema.nullable(),
});
export type HandOverStatus = z.infer<typeof handOverStatusSchema>;

export const sessionSchema = z.object({
  name: stateNameSchema,
  sessionId: z.string().nullable(),
  language: languageSchema,
  /** Epoch ms when this state ends by itself; null for idle. Set by the runner, shown by the page. */
  deadlineAtMs: z.number().nullable(),
  face: captureSchema.nullable(),
  card: captureSchema.nullable(),
  cardSkipped: z.boolean(),
  tries: z.object({ face: z.number(), card: z.number(), sends: z.number() }),
  /** Bytes of the request that have left, while sending. */
  progress: z.object({ sentBytes: z.number(), totalBytes: z.number() }).nullable(),
  cancelling: z.boolean(),
  /** Nobody asked for the stop: the time for sending was over. */
  timedOut: z.boolean().optional(),
  /** An earlier request of these captures left, and nobody knows what came of it. */
  openOutcome: z.boolean().optional(),
  /** The media are being sealed; until that has ended, one way or the other, nothing else is decided. */
  parking: z.boolean().optional(),
  retake: retakeReasonSchema.nullable(),
  attendant: attendantReasonSchema.nullable(),
  /** Why the last step did not work, in fault and in review after a send that never left. */
  failure: failureSchema.nullable(),
  verdict: verdictSchema.nullable(),
  receipt: receiptStatusSchema,
  /** What became of the bank's copy of the last answer; there only where policy hands one over. */
  handOver: handOverStatusSchema.optional(),
  /** Set by the runner when a state begins. */
  desk: deskNotesSchema.optional(),
});
/** One flat, immutable record: the session as main holds it and as the page mirrors it. */
export type Session = z.infer<typeof sessionSchema>;

/** What a person may ask for; the page sends nothing else. */
export const intentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), language: languageSchema }),
  z.strictObject({ type: z.literal('setLanguage'), language: languageSchema }),
  z.strictObject({ type: z.literal('giveConsent'), signed: signedSchema.optional() }),
  z.strictObject({ type: z.literal('recordingStarted') }),
  /** The page stopped a recording that was going wrong; it costs no try. */
  z.strictObject({ type: z.literal('recordingStopped') }),
  z.strictObject({ type: z.literal('scanStarted') }),
  z.strictObject({ type: z.literal('captureFailed'), role: roleSchema, failure: failureSchema }),
  z.strictObject({ type: z.literal('skipCard') }),
  z.strictObject({ type: z.literal('submit') }),
  z.strictObject({ type: z.literal('retake'), roles: z.array(roleSchema).min(1).max(2).readonly() }),
  z.strictObject({ type: z.literal('continue') }),
  z.strictObject({ type: z.literal('resend') }),
  z.strictObject({ type: z.literal('print') }),
  z.strictObject({ type: z.literal('finish') }),
  z.strictObject({ type: z.literal('cancel') }),
  /** Until something was sent: everything is wiped, and the journal says why. */
  z.strictObject({ type: z.literal('withdrawConsent') }),
  z.strictObject({ type: z.literal('callAttendant') }),
  /** After an unknown outcome: keep the media sealed for a while, which the customer was asked about. */
  z.strictObject({ type: z.literal('park'), customerAgrees: z.literal(true) }),
  z.strictObject({ type: z.literal('openParked'), reference: parkedReferenceSchema }),
  z.strictObject({ type: z.literal('eraseParked'), reference: parkedReferenceSchema }),
  /** At welcome: the calls without an outcome were read. */
  z.strictObject({ type: z.literal('acknowledgeUnknown') }),
  /** Somebody is there: the deadline of the present state starts anew. */
  z.strictObject({ type: z.literal('activity') }),
]);
export type Intent = z.infer<typeof intentSchema>;
