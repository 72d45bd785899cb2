import { z } from 'zod';
import { appearanceSchema } from './appearance.ts';
import { cameraFindingsSchema } from './camera-findings.ts';
import { consentActSchema } from './signature.ts';
import { cameraPolicySchema } from './camera-policy.ts';
import { cameraChoicesSchema, chooseCameraSchema } from './cameras.ts';
import type { InvokeChannel, PushChannel } from './channels.ts';
import { aboutSchema, adminRequestSchema, adminStateSchema } from './admin.ts';
import { stationStatsSchema } from './call-stats.ts';
import { customerActSchema, customerGuideSchema, customerViewSchema } from './customer-view.ts';
import { fleetQuestionSchema, fleetRowSchema } from './fleet-view.ts';
import { failureSchema } from './failure.ts';
import {
  exportedSchema,
  exportProgressSchema,
  headNoteSchema,
  headRequestSchema,
  historyChartsSchema,
  historyExportSchema,
  historyFilterSchema,
  historyPageSchema,
  historyQuestionSchema,
  retentionClockSchema,
} from './history.ts';
import { languageSchema } from './language.ts';
import { policyStateSchema } from './policy-state.ts';
import { recordingSettingsSchema } from './recording-settings.ts';
import { intentSchema, roleSchema, sessionSchema } from './session-shape.ts';
import { scenarioIdSchema, trainingStateSchema } from './training.ts';
import { stationReportSchema, stationStateSchema } from './station-check.ts';
import { updateStateSchema } from './update-state.ts';
import { modeSchema } from './verdict-shape.ts';

/** Largest media the page may hand over: the service's 10 MB and room for a camera stack's raw form. */
export const MAX_MEDIA_BYTES = 64 * 1024 * 1024;

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes');

const mediaBytesSchema = bytesSchema.refine(
  (bytes) => bytes.byteLength > 0 && bytes.byteLength <= MAX_MEDIA_BYTES,
  {
    message: `media must hold 1 to ${MAX_MEDIA_BYTES} bytes`,
  },
);

/** Largest part of a recording in progress, and the most of them: far more than half a second and a recording have. */
export const MAX_PIECE_BYTES = 8 * 1024 * 1024;
const MAX_PIECES = 1000;

const pieceBytesSchema = mediaBytesSchema.refine((bytes) => bytes.byteLength <= MAX_PIECE_BYTES, {
  message: `a piece must hold ${MAX_PIECE_BYTES} bytes at most`,
});

const noneSchema = z.undefined();

export const captureFactsSchema = z.strictObject({
  cameraLabel: z.string().max(400),
  /** Track settings at the time of capture: what was really given, not what was asked for. */
  widthPx: z.number().int().nonnegative(),
  heightPx: z.number().int().nonnegative(),
  framesPerSecond: z.number().nonnegative(),
  mimeType: z.string().max(100),
});
export type CaptureFacts = z.infer<typeof captureFactsSchema>;

export const appInfoSchema = z.object({
  version: z.string(),
  mode: modeSchema,
  /** True when this build carries no signature; shown on the About page. */
  stationId: z.string(),
  defaultLanguage: languageSchema,
  cardRequired: z.boolean(),
  /** A locked copy goes to the bank; the consent text says so. */
  handsOver: z.boolean(),
  consentAct: consentActSchema,
  maxTries: z.number().int(),
  recording: recordingSettingsSchema,
  cameras: cameraPolicySchema,
  /** Where the card's picture may come from; the folder's path stays in main. */
  card: z.object({ camera: z.boolean(), fromFile: z.boolean(), fromFolder: z.boolean() }),
  /** The policy can't be followed: nobody is served until IT has corrected it. */
  isClosed: z.boolean(),
  /** Whether a customer's screen is opened when a second display is there. */
  secondScreen: z.boolean(),
  appearance: appearanceSchema,
});
export type AppInfo = z.infer<typeof appInfoSchema>;

interface Exchange {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/**
 * The one IPC contract. `invoke`: the page asks, main answers with a Result whose value fits `output`.
 * Both sides parse; junk is refused by name. SECURITY: no channel takes a path or a URL, and none carries the key.
 */
export const invokeContract = {
  'app.info': { input: noneSchema, output: appInfoSchema },
  'session.get': { input: noneSchema, output: sessionSchema },
  'session.intent': { input: intentSchema, output: sessionSchema },
  /** A part of the face's recording while it is being made; without the whole nothing comes of it. */
  'media.piece': {
    input: z.strictObject({ index: z.number().int().min(0).max(MAX_PIECES), bytes: pieceBytesSchema }),
    output: z.null(),
  },
  /** A finished recording or scan. Main prechecks these bytes; nothing else can be submitted. */
  'media.deliver': {
    input: z.strictObject({ role: roleSchema, bytes: mediaBytesSchema, facts: captureFactsSchema }),
    output: sessionSchema,
  },
  /** Main opens its own dialog, reads the chosen picture of the card and prechecks it like a scan. */
  'card.pickFile': { input: noneSchema, output: sessionSchema },
  /** JPEG of the card portrait as it will be sent, for the review screen. */
  'media.preview': { input: z.strictObject({ role: roleSchema }), output: bytesSchema.nullable() },
  /** Which camera serves which role on this station. */
  'cameras.get': { input: noneSchema, output: cameraChoicesSchema },
  'cameras.choose': { input: chooseCameraSchema, output: cameraChoicesSchema },
  /** Expected against answered codes of this station; the supervisor's. */
  'stats.get': { input: noneSchema, output: z.array(stationStatsSchema).readonly() },
  /** The bank's stations out of its cluster; the supervisor's. */
  'fleet.get': { input: fleetQuestionSchema, output: z.array(fleetRowSchema).readonly() },
  'fleet.export': { input: fleetQuestionSchema, output: exportedSchema },
  /** The trainer's: which situation the practice service plays, and the score sheet. */
  'training.get': { input: noneSchema, output: trainingStateSchema },
  'training.choose': { input: z.strictObject({ scenario: scenarioIdSchema }), output: trainingStateSchema },
  'admin.get': { input: noneSchema, output: adminStateSchema },
  'admin.do': { input: adminRequestSchema, output: adminStateSchema },
  /** The journal as a supervisor may see it. */
  'history.search': { input: historyQuestionSchema, output: historyPageSchema },
  'history.chart': { input: historyFilterSchema, output: historyChartsSchema },
  'history.export': { input: historyExportSchema, output: exportedSchema },
  'history.retention': { input: noneSchema, output: z.array(retentionClockSchema).readonly() },
  /** Every setting in force and who decided it; the supervisor's. */
  'policy.get': { input: noneSchema, output: policyStateSchema },
  /** How new versions come here and what came of the last look; the supervisor's. A look may end in a restart. */
  'updates.get': { input: noneSchema, output: updateStateSchema },
  'updates.check': { input: noneSchema, output: updateStateSchema },
  /** The journal's newest head: shown, printed, or added to the list of heads. */
  'history.head': { input: headRequestSchema, output: headNoteSchema },
  /** The daily check: the page measures the cameras, main judges, looks at the rest and keeps the record. */
  'station.get': { input: noneSchema, output: stationStateSchema },
  'station.check': { input: cameraFindingsSchema, output: stationReportSchema },
  'station.print': {
    input: z.strictObject({ language: languageSchema }),
    output: z.enum(['sentToPrinter', 'savedAsPdf']),
  },
  'about.get': { input: noneSchema, output: aboutSchema },
  /** The page says every few seconds that it has drawn something; silence is a white screen. */
  'page.alive': { input: noneSchema, output: z.null() },
  /** What the face camera shows and what the customer is told, for the customer's own screen. */
  'customer.guide': { input: customerGuideSchema.nullable(), output: z.null() },
  'customer.get': { input: noneSchema, output: customerViewSchema },
  'customer.act': { input: customerActSchema, output: z.null() },
} as const satisfies Record<InvokeChannel, Exchange>;

/** `push`: main tells the page. */
export const pushContract = {
  'session.changed': sessionSchema,
  'admin.changed': adminStateSchema,
  'history.progress': exportProgressSchema,
  'customer.changed': customerViewSchema,
} as const satisfies Record<PushChannel, z.ZodType>;

export type InvokeInput<C extends InvokeChannel> = z.infer<(typeof invokeContract)[C]['input']>;
export type InvokeOutput<C extends InvokeChannel> = z.infer<(typeof invokeContract)[C]['output']>;
export type PushPayload<C extends PushChannel> = z.infer<(typeof pushContract)[C]>;

/** What crosses the bridge for every invoke: a value or a failure, never an exception. */
export const envelopeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: failureSchema }),
]);
