import { z } from 'zod';
import { pinSchema } from './pin.ts';
import { keySlotSchema, keyStatusSchema } from './service-key.ts';

/** The staff account as the journal writes it. */
export const tellerIdSchema = z.string().regex(/^[\w.@-]{1,40}$/);

/** What the page may know of supervisor and teller. Lists are there only while a supervisor is signed in. */
export const adminStateSchema = z.object({
  /** missing: nobody can sign in before IT sets one; choose: the first one may be chosen on this screen. */
  pin: z.enum(['set', 'choose', 'missing']),
  /** True where IT's policy sets the supervisor PIN. */
  isPinManaged: z.boolean(),
  isUnlocked: z.boolean(),
  /** Epoch ms until which no PIN is tried. */
  lockedUntilMs: z.number().nullable(),
  teller: z.object({
    signOn: z.enum(['osUser', 'pin']),
    /** Null while somebody has to sign on. */
    signedOn: z.string().nullable(),
  }),
  keys: z.array(keyStatusSchema).nullable(),
  tellers: z.array(z.string()).nullable(),
});
export type AdminState = z.infer<typeof adminStateSchema>;

/** SECURITY: no request carries a key: main itself takes it from the clipboard or a file (test/e2e/lockdown.test.ts). */
export const adminRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unlock'), pin: pinSchema }),
  z.strictObject({ type: z.literal('lock') }),
  z.strictObject({ type: z.literal('choosePin'), pin: pinSchema }),
  z.strictObject({ type: z.literal('signOn'), tellerId: tellerIdSchema, pin: pinSchema }),
  z.strictObject({ type: z.literal('signOff') }),
  z.strictObject({ type: z.literal('addTeller'), tellerId: tellerIdSchema, pin: pinSchema }),
  z.strictObject({ type: z.literal('removeTeller'), tellerId: tellerIdSchema }),
  z.strictObject({ type: z.literal('setKey'), slot: keySlotSchema, source: z.enum(['clipboard', 'file']) }),
  z.strictObject({ type: z.literal('removeKey'), slot: keySlotSchema }),
  z.strictObject({ type: z.literal('restart') }),
  z.strictObject({ type: z.literal('exit') }),
]);
export type AdminRequest = z.infer<typeof adminRequestSchema>;

/** What the About page says; the notices are those of every package inside. */
export const aboutSchema = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  stationId: z.string(),
  /** Whether this build was signed; a start from sources is neither. */
  signing: z.enum(['signed', 'unsigned', 'development']),
  /** Whether IT's managed policy was found. */
  isManaged: z.boolean(),
  notices: z.string(),
});
export type About = z.infer<typeof aboutSchema>;
