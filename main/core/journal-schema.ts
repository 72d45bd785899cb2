import { z } from 'zod';
import { failureCodes, type FailureCode } from './failure.ts';
import {
  sessionIdSchema,
  hashPrefixSchema,
  stationKeySchema,
  linkSchema,
  cameraIdSchema,
  answerCodeSchema,
  sessionOutcomeSchema,
  adminActs,
  retentionKindSchema,
} from './journal-words.ts';
import { languageSchema } from './language.ts';
import { outcomeSchema } from './report.ts';
import { ruleIds, type RuleId } from './requirements.ts';
import { keySlotSchema } from './service-key.ts';
import { roleSchema, stateNameSchema } from './session-shape.ts';
import { trainingScoreSchema } from './training.ts';
import { ringRefusalSchema, ringVersionSchema } from './ring-document.ts';
import { ringActs } from './ring-moves.ts';
import { checkNames } from './station-check.ts';
import { updateStepSchema } from './update-state.ts';
import { verdictReasons, type VerdictReason } from './verdict-reasons.ts';
import { modeSchema, verdictOutcomes } from './verdict-shape.ts';

/**
 * What the journal can hold, one strict shape a record type.
 * SECURITY: unknown keys are refused and every string is a listed word or fits a narrow pattern, so that no
 * picture, customer's name, document number or key can be written (test/journal/canary.test.ts).
 */

const count = z.number().int().min(0).max(10_000);
const epochMs = z.number().int().min(0).max(8_640_000_000_000_000);
const failureCode = z.enum(failureCodes as unknown as [FailureCode, ...FailureCode[]]);
const rules = z
  .array(z.enum(ruleIds as unknown as [RuleId, ...RuleId[]]))
  .max(60)
  .readonly();
const reasons = z
  .array(z.enum(verdictReasons as unknown as [VerdictReason, ...VerdictReason[]]))
  .max(60)
  .readonly();

const checkLines = z.array(z.enum(checkNames)).max(40).readonly();

const ofSession = <T extends string, F extends z.core.$ZodLooseShape>(type: T, facts: F) =>
  z.strictObject({ type: z.literal(type), sessionId: sessionIdSchema, facts: z.strictObject(facts) });
const ofStation = <T extends string, F extends z.core.$ZodLooseShape>(type: T, facts: F) =>
  z.strictObject({ type: z.literal(type), sessionId: z.null(), facts: z.strictObject(facts) });

const sessionEvents = [
  ofSession('sessionStarted', { language: languageSchema }),
  ofSession('consentGiven', {
    language: languageSchema,
    textVersion: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    /** SHA-256 in hex of the text in that language, as resources and tests know it. */
    textSha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** typed: the words of agreement, by those who could not draw. */
    act: z.enum(['tickAndPress', 'signature', 'typed']),
    /** Of what was drawn; the drawing itself is in no record. */
    strokesSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  ofSession('consentWithdrawn', { from: stateNameSchema, language: languageSchema }),
  ofSession('captureDelivered', {
    role: roleSchema,
    camera: cameraIdSchema.nullable(),
    widthPx: z.number().int().min(0).max(20_000),
    heightPx: z.number().int().min(0).max(20_000),
    framesPerSecond: z.number().min(0).max(1000),
  }),
  ofSession('captureChecked', {
    role: roleSchema,
    tries: count,
    sizeBytes: z
      .number()
      .int()
      .min(0)
      .max(64 * 1024 * 1024)
      .nullable(),
    sha256Prefix: hashPrefixSchema.nullable(),
    outcome: z.union([outcomeSchema, z.literal('error')]),
    predictedCode: answerCodeSchema.nullable(),
    blocked: rules,
    warned: rules,
    failure: failureCode.nullable(),
  }),
  ofSession('sendStarted', {
    attempt: count,
    contentLengthBytes: z
      .number()
      .int()
      .min(0)
      .max(64 * 1024 * 1024),
    videoSha256Prefix: hashPrefixSchema,
    cardSha256Prefix: hashPrefixSchema.nullable(),
  }),
  ofSession('sendEnded', {
    end: z.enum(['answered', 'notSent', 'unknown']),
    httpStatus: z.number().int().min(0).max(999).nullable(),
    code: answerCodeSchema.nullable(),
    failure: failureCode.nullable(),
  }),
  ofSession('verdictGiven', {
    outcome: z.enum(verdictOutcomes),
    code: answerCodeSchema.nullable(),
    reasons,
    similarity: z.number().min(0).max(100).nullable(),
    spoofProbability: z.number().min(0).max(1).nullable(),
  }),
  ofSession('handOverEnded', {
    /** waiting: sealed on this disk until the bank takes it, which a later record tells. */
    end: z.enum(['delivered', 'waiting', 'failed']),
    bundleSha256Prefix: hashPrefixSchema.nullable(),
    recipient: hashPrefixSchema.nullable(),
    failure: failureCode.nullable(),
  }),
  ofSession('receiptEnded', {
    receipt: z.enum(['sentToPrinter', 'savedAsPdf', 'failed']),
    failure: failureCode.nullable(),
  }),
  /** Media after an unknown outcome: sealed on this disk, taken up again, or erased. */
  ofSession('mediaParked', { act: z.enum(['sealed', 'opened', 'erased']), expiresAtMs: epochMs.nullable() }),
  ofSession('aborted', { from: stateNameSchema, cause: z.enum(['deadline', 'person']) }),
  ofSession('fault', { failure: failureCode.nullable() }),
  ofSession('wiped', {
    outcome: sessionOutcomeSchema,
    code: answerCodeSchema.nullable(),
    durationMs: z.number().int().min(0).max(86_400_000),
    triesFace: count,
    triesCard: count,
    sends: count,
  }),
  /** In practice: what a trainee decided, and whether that was right. */
  ofSession('trainingScored', trainingScoreSchema.shape),
  /** Found at the next start: the program ended inside this session. */
  ofSession('interrupted', { sendWasOpen: z.boolean() }),
] as const;

/** screen: by the supervisor's page; found: by a command, by the policy or by hand, seen at a start or when told. */
const via = z.enum(['screen', 'found']);
export type ChangeWay = z.infer<typeof via>;

const stationEvents = [
  ofStation('programStarted', { version: z.string().regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/) }),
  ofStation('adminAct', { act: z.enum(adminActs) }),
  /** A service key is another one now; of the key only its fingerprint, marked as such. */
  ofStation('keyChanged', {
    slot: keySlotSchema,
    act: z.enum(['set', 'replaced', 'removed']),
    fingerprint: z
      .string()
      .regex(/^sha256:[0-9a-f]{12}$/)
      .nullable(),
    via,
  }),
  /** `mark`: by which a PIN that was changed elsewhere is seen, made from its salted hash. */
  ofStation('supervisorPinChanged', {
    act: z.enum(['set', 'replaced', 'removed']),
    mark: hashPrefixSchema.nullable(),
    via,
  }),
  ofStation('tellerChanged', {
    act: z.enum(['added', 'pinReplaced', 'removed']),
    /** The staff account, marked as such: no bare name or number fits. */
    teller: z.string().regex(/^teller:[\w.@-]{1,40}$/),
    mark: hashPrefixSchema.nullable(),
    via,
  }),
  /** The daily check: its result and which lines were not well. */
  ofStation('stationChecked', {
    result: z.enum(['go', 'noGo']),
    broken: checkLines,
    attention: checkLines,
    notAssessed: checkLines,
  }),
  /** What became of a policy of this station's ring; `document` says which, by its fingerprint. */
  ofStation('ringPolicy', {
    act: z.enum(ringActs),
    /** Marked as such: no bare word or number fits. */
    ring: z.string().regex(/^ring:[A-Za-z][A-Za-z0-9_-]{0,31}$/),
    version: ringVersionSchema.nullable(),
    document: hashPrefixSchema.nullable(),
    reason: ringRefusalSchema.nullable(),
    broken: checkLines,
  }),
  ofStation('clockChanged', { fromMs: epochMs, toMs: epochMs }),
  /** The sealed head and the database did not agree when the journal was opened. */
  ofStation('headMismatch', {
    /** ahead: the head knows records that are gone; differs: another record stands in its place. */
    cause: z.enum(['lost', 'behind', 'ahead', 'differs']),
    headSeq: z.number().int().min(0).nullable(),
    lastSeq: z.number().int().min(0),
  }),
  /** Without `by`: to the list, as records of version 0.1.0 say it. */
  ofStation('headExported', {
    seq: z.number().int().min(0),
    by: z.enum(['list', 'printer', 'pdf']).optional(),
  }),
  ofStation('recordsExported', {
    format: z.enum(['csv', 'json', 'journal']),
    count: z.number().int().min(0),
  }),
  ofStation('retentionRun', {
    kind: retentionKindSchema,
    removed: z.number().int().min(0),
    throughSeq: z.number().int().min(0).nullable(),
    throughLink: linkSchema.nullable(),
    /** A whole file of an earlier key that has gone; without it, the old end of this journal. */
    ofKey: stationKeySchema.optional(),
  }),
  /** A step of an update: what was listed, why it was not taken, what was put in place or taken back. */
  ofStation('updateStep', updateStepSchema.shape),
  /** This journal begins while one of an earlier key is there, which ended so. */
  ofStation('earlierJournal', {
    key: stationKeySchema,
    lastSeq: z.number().int().min(0),
    lastLink: linkSchema,
  }),
] as const;

export const journalEventSchema = z.discriminatedUnion('type', [...sessionEvents, ...stationEvents]);
/** Allow-listed facts only: no picture, name, document number or key fits in. */
export type JournalEvent = z.infer<typeof journalEventSchema>;

const envelope = {
  v: z.literal(1),
  seq: z.number().int().min(1),
  atMs: epochMs,
  mode: modeSchema,
  station: z.string().regex(/^[\p{L}\p{N} ._-]{1,64}$/u),
  /** The signed-in staff account, as the system or the bank names it. */
  teller: z.string().regex(/^[\w.@-]{1,40}$/),
  /** Hash of the system's own machine id. */
  device: hashPrefixSchema,
  /** Link of the record before; START for the first. */
  previous: linkSchema,
};

const [firstEvent, ...otherEvents] = [...sessionEvents, ...stationEvents].map((event) =>
  event.extend(envelope),
);
if (firstEvent === undefined) throw new Error('no record types');

/** A whole record as it is signed and stored. */
export const journalBodySchema = z.discriminatedUnion('type', [firstEvent, ...otherEvents]);
export type JournalBody = JournalEvent & {
  readonly [K in keyof typeof envelope]: z.infer<(typeof envelope)[K]>;
};

/** What the first record of a journal names as the one before it. */
export const CHAIN_START = 'A'.repeat(43);
