import { z } from 'zod';

/**
 * Every expected failure of the product, with the exit status the command line gives it:
 * 2 = unusable input or usage, 3 = something on this machine or in this program is wrong.
 * The code is the key for the sentence (messages), the journal and the exit status.
 */
export const FAILURE_EXIT_STATUS = {
  usage: 2,
  inputMissing: 2,
  inputNotFile: 2,
  inputEmpty: 2,
  inputTooLarge: 2,
  inputUnreadable: 2,
  inputNotVideo: 2,
  inputNotImage: 2,
  imageTooManyPixels: 2,
  policyInvalid: 2,
  ffmpegMissing: 3,
  ffmpegUnusable: 3,
  ffmpegFailed: 3,
  decodeTimeout: 3,
  modelDamaged: 3,
  faceEngineFailed: 3,
  cancelled: 3,
  serviceUnreachable: 3,
  serviceUntrusted: 3,
  outcomeUnknown: 3,
  answerUnrecorded: 3,
  quotaReached: 3,
  parkingFailed: 3,
  parkedGone: 3,
  keyMissing: 3,
  keyMalformed: 2,
  pinWrong: 3,
  pinLocked: 3,
  pinWeak: 3,
  pinMalformed: 2,
  pinTooShort: 2,
  pinManaged: 3,
  pinAsArgument: 2,
  supervisorNeeded: 3,
  practiceOnly: 3,
  tellerNeeded: 3,
  stationNotChecked: 3,
  keyAsArgument: 2,
  keychainUnavailable: 3,
  keychainPlainText: 3,
  printerUnknown: 3,
  printerNotReady: 3,
  printerSilent: 3,
  printerFailed: 3,
  diskFull: 3,
  journalFailed: 3,
  exportFailed: 3,
  handOverFailed: 3,
  fleetMissing: 3,
  fleetUnreachable: 3,
  fleetStalled: 3,
  fleetRefused: 3,
  fleetFull: 3,
  fleetKeyMalformed: 2,
  cameraFailed: 3,
  cameraRefused: 3,
  ipcRefused: 3,
  wrongState: 3,
  consentNotSigned: 3,
  internal: 3,
} as const;

export type FailureCode = keyof typeof FAILURE_EXIT_STATUS;

export const failureCodes = Object.keys(FAILURE_EXIT_STATUS) as readonly FailureCode[];

export const failureSchema = z.object({
  code: z.enum(failureCodes as unknown as [FailureCode, ...FailureCode[]]),
  /** Technical detail for support: never media, names, document numbers or keys. */
  detail: z.string().max(2000).optional(),
});

export type Failure = z.infer<typeof failureSchema> & { readonly cause?: unknown };

/** Whether what was thrown means that a file system, or somebody's share of it, is full. */
export const isDiskFull = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && FULL.has(cause.code);

const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

export function failure(code: FailureCode, detail?: string, cause?: unknown): Failure {
  return {
    code,
    ...(detail === undefined ? {} : { detail: detail.slice(0, 2000) }),
    ...(cause === undefined ? {} : { cause }),
  };
}
