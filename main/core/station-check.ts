import { z } from 'zod';
import { stationTraceSchema } from './station-trace.ts';
import { modeSchema } from './verdict-shape.ts';

/** The daily check of a station: what the page, the command line (doctor), the print and the journal share. */

export const checkStates = ['ok', 'attention', 'broken', 'notAssessed'] as const;
/** broken closes the station; attention is a remark; notAssessed says so instead of guessing. */
export type CheckState = (typeof checkStates)[number];

export const checkNames = [
  'faceCamera',
  'faceRate',
  'faceReach',
  'faceLight',
  'faceFlicker',
  'faceFocus',
  'cardCamera',
  'cardPixels',
  'cardFolder',
  'camera',
  'printer',
  'clock',
  'tls',
  'proxy',
  'disk',
  'keychain',
  'journal',
  'policy',
  'updates',
  'runtime',
  'ffmpeg',
  'model',
] as const;
export type CheckName = (typeof checkNames)[number];

/** Why a line is not well; each has its sentence of what to do. */
export const checkCauses = [
  'cameraMissing',
  'cameraRefused',
  'cameraEffects',
  'cameraNotChosen',
  'cameraBlocked',
  'cameraFailed',
  'tooFewPictures',
  'unevenPictures',
  'outOfReach',
  'veryNear',
  'lensCovered',
  'tooDark',
  'tooBright',
  'lightBehind',
  'flicker',
  'bandsStandStill',
  'cannotTell',
  'notSharp',
  'nobodyThere',
  'cardTooCoarse',
  'cardCoarse',
  'folderUnreadable',
  'printerMissing',
  'printerUnknown',
  'printerNotReady',
  'savedAsPdf',
  'clockWrong',
  'clockUnknown',
  'serviceUnreachable',
  'serviceUntrusted',
  'diskLow',
  'keychainMissing',
  'keychainLocked',
  'proxyInTheWay',
  'proxyUnsupported',
  'journalFailed',
  'policyWrong',
  'updatesNotHere',
  'updatesNoRights',
  'updatesUnreachable',
  'updatesUnsigned',
  'runtimeOld',
  'ffmpegMissing',
  'modelDamaged',
  'askTheApp',
] as const;
export type CheckCause = (typeof checkCauses)[number];

const checkSchema = z.object({
  name: z.enum(checkNames),
  state: z.enum(checkStates),
  /** Null where all is well. */
  cause: z.enum(checkCauses).nullable(),
  /** The fact behind it in numbers and names, the same in every language. */
  detail: z.string().max(300),
});
export type StationCheck = z.infer<typeof checkSchema>;

export const stationReportSchema = z.object({
  schema: z.literal('liveness-kiosk/station-check@1'),
  atMs: z.number(),
  mode: modeSchema,
  stationId: z.string(),
  /** Nothing is broken: customers may be served. */
  isGo: z.boolean(),
  checks: z.array(checkSchema).readonly(),
  /** What the face camera gave while it was measured; null where it gave nothing. */
  trace: stationTraceSchema.nullable().default(null),
});
export type StationReport = z.infer<typeof stationReportSchema>;

export const isGo = (checks: readonly StationCheck[]): boolean =>
  checks.every(({ state }) => state !== 'broken');

/** One line that is well. */
export const well = (name: CheckName, detail = ''): StationCheck => ({
  name,
  state: 'ok',
  cause: null,
  detail,
});

/** One line that is not, and why. */
export const unwell = (
  name: CheckName,
  state: Exclude<CheckState, 'ok'>,
  cause: CheckCause,
  detail = '',
): StationCheck => {
  // One line, whatever the system said.
  const line = detail.replace(/\s+/g, ' ').trim();
  return { name, state, cause, detail: line.slice(0, 300) };
};

/** Whether the policy lets anybody serve before today's check. */
export const stationPolicySchema = z.strictObject({
  /** offered: the first screen reminds of it; required: no customer before a check of the same day that is a go. */
  dailyCheck: z.enum(['off', 'offered', 'required']).default('offered'),
});

/** What main tells of today's check. */
export const stationStateSchema = z.object({
  dailyCheck: stationPolicySchema.shape.dailyCheck.unwrap(),
  /** The last check of this day; null where there was none. */
  today: stationReportSchema.nullable(),
});
export type StationState = z.infer<typeof stationStateSchema>;

/** No customer before a go, where the policy wants it so. */
export const mayServe = ({ dailyCheck, today }: StationState): boolean =>
  dailyCheck !== 'required' || today?.isGo === true;
