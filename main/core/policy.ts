import { z } from 'zod';
import { appearancePolicySchema } from './appearance.ts';
import { consentActSchema } from './signature.ts';
import { cameraPolicySchema } from './camera-policy.ts';
import { languageSchema } from './language.ts';
import { fleetSettingsSchema } from './fleet-settings.ts';
import { serviceSlotSchema } from './service-key.ts';
import { ONCE } from './parse-once.ts';
import { pinHashSchema } from './pin.ts';
import { pinsSchema } from './pins.ts';
import { quotaSchema } from './quota.ts';
import { secondScreenPolicySchema } from './second-screen.ts';
import { defaultPrecheckPolicy, precheckPolicySchema } from './precheck-policy.ts';
import { recordingSettingsSchema } from './recording-settings.ts';
import { stationPolicySchema } from './station-check.ts';
import { updateSettingsSchema } from './update-settings.ts';
import { strictnessSchema, type Strictness } from './verdict-policy.ts';

const milliseconds = (fallback: number) => z.number().int().min(100).max(600_000).default(fallback);

const handOverPostSchema = z.strictObject({
  url: z.url().max(1000),
  /** bearer: with the token that is kept in the keychain (`key set --slot handOver`). */
  auth: z.enum(['none', 'bearer']).default('none'),
  caBundlePath: z.string().max(1000).nullable().default(null),
  pins: pinsSchema.nullable().default(null),
  connectTimeoutMs: milliseconds(10_000),
  stallTimeoutMs: milliseconds(15_000),
  answerTimeoutMs: milliseconds(30_000),
});

/** Where scanner software leaves its pictures. */
const cardFolderSchema = z.strictObject({
  path: z.string().min(1).max(1000),
  /** erase: overwritten and removed once read; leave: the scanner's file is IT's to clear. */
  afterwards: z.enum(['leave', 'erase']).default('leave'),
});
export type CardFolder = z.infer<typeof cardFolderSchema>;

/** Where the card's picture may come from. */
const cardPolicySchema = z
  .strictObject({
    /** A document camera; without one a file or a folder must be allowed. */
    camera: z.boolean().default(true),
    /** The teller may point at a file, such as a scanner's. */
    fromFile: z.boolean().default(false),
    /** The newest picture that appears there while the card is asked for. */
    folder: cardFolderSchema.nullable().default(null),
  })
  .refine(({ camera, fromFile, folder }) => camera || fromFile || folder !== null, {
    message: 'without a camera the card can only come from a file or a folder',
  });

/**
 * What IT may decide, with the product's defaults. Unknown keys are refused by name, not ignored.
 */
export const policySchema = z.strictObject({
  stationId: z
    .string()
    .regex(/^[\p{L}\p{N} ._-]{1,64}$/u, 'letters, digits, space, ".", "_" and "-"')
    .default('station-1'),
  defaultLanguage: languageSchema.default('vi'),
  cardRequired: z.boolean().default(true),
  consentAct: consentActSchema.default('tickAndPress'),
  maxTries: z.number().int().min(1).max(10).default(3),
  service: z
    .strictObject({
      baseUrl: z.url().default('https://api.fpt.ai'),
      /** Which of the two stored keys is used; "test" marks the station's name on screens, receipts and records. */
      keySlot: serviceSlotSchema.default('live'),
      keyHeader: z.enum(['api-key', 'api_key']).default('api-key'),
      v2Format: z.boolean().default(false),
      connectTimeoutMs: milliseconds(10_000),
      stallTimeoutMs: milliseconds(15_000),
      answerTimeoutMs: milliseconds(60_000),
      /** File with PEM certificates to trust beside the built-in ones: on-premise service, inspecting gateway. */
      caBundlePath: z.string().max(1000).nullable().default(null),
      /** Base64 SHA-256 of two SubjectPublicKeyInfos, and until when they are enforced (epoch ms). */
      pins: pinsSchema.nullable().default(null),
    })
    .prefault({}),
  // 1280x960: both sides meet the HD rule and a whole head fits at a 30 % face; see decision 0003.
  recording: recordingSettingsSchema.strict().default({
    widthPx: 1280,
    heightPx: 960,
    minFramesPerSecond: 25,
    idealFramesPerSecond: 30,
    lengthMs: 5500,
    videoBitsPerSecond: 6_000_000,
  }),
  appearance: appearancePolicySchema.prefault({}),
  cameras: cameraPolicySchema.prefault({}),
  /** The daily check of cameras, light, printer, connection and this computer. */
  station: stationPolicySchema.prefault({}),
  card: cardPolicySchema.prefault({}),
  receipt: z
    .strictObject({
      paper: z.enum(['A4', '80mm']).default('A4'),
      /** System name of the printer; null saves a PDF in the user's documents instead. */
      printer: z.string().max(200).nullable().default(null),
      folder: z.string().max(1000).nullable().default(null),
    })
    .prefault({}),
  journal: z
    .strictObject({
      /** Where the newest head is kept, best on another disk; null for the program's own data. */
      headFolder: z.string().max(1000).nullable().default(null),
      /** Where each day's head is added to a list, best where this station can only add; null: beside the head. */
      dailyHeadFolder: z.string().max(1000).nullable().default(null),
      /** Print the head at the first start of each day, on the receipt's printer. */
      printDailyHead: z.boolean().default(false),
    })
    .prefault({}),
  /** A locked copy of each answered session for the bank's own archive; off unless both are named. */
  handOver: z
    .strictObject({
      /** PEM certificate with the RSA key that alone opens the copies. */
      certificatePath: z.string().min(1).max(1000),
      /** Where the copies are dropped. */
      folder: z.string().min(1).max(1000).nullable().default(null),
      /** Or the bank's address that they are posted to. */
      post: handOverPostSchema.nullable().default(null),
      /** A copy that the bank does not take waits sealed on this disk: so many, and so long. */
      mostWaiting: z.number().int().min(1).max(2000).default(200),
      keepWaitingDays: z.number().int().min(1).max(365).default(30),
    })
    .refine(({ folder, post }) => (folder === null) !== (post === null), 'name either "folder" or "post"')
    .nullable()
    .default(null),
  /** How long each kind of data is kept, in days. Decision 2345/QD-NHNN: logs for at least three months. */
  retention: z
    .strictObject({
      journalDays: z.number().int().min(90).max(7300).default(365),
      receiptsDays: z.number().int().min(1).max(7300).default(30),
      exportsDays: z.number().int().min(1).max(7300).default(30),
    })
    .prefault({}),
  /** Keep media sealed on this disk after an unknown outcome, for a person to send again; off unless IT asks. */
  parking: z.strictObject({ hours: z.number().min(0.1).max(72).nullable().default(null) }).prefault({}),
  /** Calls this station may make by its own count; each may be charged. */
  quota: quotaSchema.prefault({}),
  secondScreen: secondScreenPolicySchema.prefault({}),
  kiosk: z
    .strictObject({
      /** When the window takes the whole screen and keeps it: with a live key, or always. */
      lockDown: z.enum(['live', 'always']).default('live'),
      /** Who is the teller: whoever is signed in to the computer, or whoever signs on with a PIN. */
      signOn: z.enum(['osUser', 'pin']).default('osUser'),
      /** IT's supervisor PIN as `supervisor-pin hash` prints it; then no PIN can be chosen at the station. */
      supervisorPinHash: pinHashSchema.nullable().default(null),
      /** Where a person is waited for, the session ends after this time at the latest; null: the built-in times. */
      idleSeconds: z.number().int().min(10).max(600).nullable().default(null),
    })
    .prefault({}),
  /** The bank's own cluster for journals, heads and policy; off where it is missing. */
  fleet: fleetSettingsSchema,
  /** How new versions come to this station. */
  updates: updateSettingsSchema.prefault({}),
  /** Stricter than documented only; the schema can't express anything laxer. */
  verdict: strictnessSchema.prefault({}),
  /** Other limits and severities for the precheck; what differs shows in every report. */
  precheck: precheckPolicySchema.default(defaultPrecheckPolicy),
});

export type Policy = z.infer<typeof policySchema>;

/** A station that works with the test key says so wherever its name stands: header, receipt, journal, ledger. */
export function markTestStation(policy: Policy): Policy {
  if (policy.service.keySlot === 'live') return policy;
  return { ...policy, stationId: `${policy.stationId.slice(0, 55)} TEST KEY` };
}

export const defaultPolicy: Policy = policySchema.parse({}, ONCE);

/** What the verdict must be held to: a card that has to be scanned must also be compared. */
export function strictnessOf({ verdict, cardRequired }: Policy): Strictness {
  return { ...verdict, requireCard: cardRequired || verdict.requireCard === true };
}
