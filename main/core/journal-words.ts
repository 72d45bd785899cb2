import { z } from 'zod';
import { verdictOutcomes } from './verdict-shape.ts';

/** The words and patterns the journal's records are made of: listed, or too narrow for a name, a number or a key. */

const tokenLetters = /^[\w-]+$/;

/** A reference such as "K7QM-2XTA-9P": ten letters and digits, too few for a document number. */
export const sessionIdSchema = z.string().regex(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}$/);
/** The first 16 hex digits of a SHA-256. */
export const hashPrefixSchema = z.string().regex(/^[0-9a-f]{16}$/);
/** "key:" and the key's number: twelve digits alone may be those of an ID card. */
export const stationKeySchema = z.string().regex(/^key:[0-9a-f]{12}$/);
/** SHA-256 in base64url: what one record says of the one before. */
export const linkSchema = z.string().length(43).regex(tokenLetters);
/** USB vendor and product of a camera, or a hash of its label where the label names none. */
export const cameraIdSchema = z.string().regex(/^(?:usb:[0-9a-f]{4}:[0-9a-f]{4}|label:[0-9a-f]{16})$/);
/** The service's code; whatever is not a short number is noted as "other". */
export const answerCodeSchema = z.union([z.string().regex(/^-?\d{1,4}$/), z.literal('other')]);
/** How a session ended: its last verdict, or that there was none. */
export const sessionOutcomes = [...verdictOutcomes, 'none', 'outcomeUnknown'] as const;
export const sessionOutcomeSchema = z.enum(sessionOutcomes);
export type SessionOutcome = z.infer<typeof sessionOutcomeSchema>;

export const adminActs = [
  'supervisorUnlocked',
  'supervisorLocked',
  'supervisorRefused',
  'pinChanged',
  'keySet',
  'keyRemoved',
  'settingsChanged',
  'historyOpened',
  'kioskLeft',
  'tellerSignedOn',
  'tellerSignedOff',
  'tellerTimedOut',
  'tellerRefused',
  'tellerSet',
  'tellerRemoved',
  'selfTestRun',
] as const;

const retentionKinds = ['journal', 'receipts', 'parkedMedia', 'exports', 'waitingBundles'] as const;
export const retentionKindSchema = z.enum(retentionKinds);
export type RetentionKind = z.infer<typeof retentionKindSchema>;
