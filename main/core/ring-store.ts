import { z } from 'zod';
import { placeWordSchema } from './fleet-place.ts';
import { checkNames } from './station-check.ts';
import { ringNameSchema, ringRefusalSchema, ringVersionSchema } from './ring-document.ts';

const checkLines = z.array(z.enum(checkNames)).max(40).readonly();

/** A document that was taken up once; its signature is looked at again at every start. */
const entrySchema = z.strictObject({ version: ringVersionSchema, envelope: z.string() });
export type RingEntry = z.infer<typeof entrySchema>;

/** How the newest document does, until it has shown itself. */
const trialSchema = z.strictObject({
  /** Starts of the program under it that have led to no good check yet. */
  starts: z.number().int().min(0),
  /** Checks of this computer, and checks by a person, that newly turned red. */
  redChecks: z.number().int().min(0),
  redByPerson: z.number().int().min(0),
  /** What was broken before already is not its doing. */
  brokenBefore: checkLines,
  /** When the computer's own check was first good under it, epoch ms; a person's may still be to come. */
  greenAtMs: z.number().nullable(),
});
export type RingTrial = z.infer<typeof trialSchema>;

const refusedSchema = z.strictObject({
  version: ringVersionSchema.nullable(),
  reason: ringRefusalSchema,
  /** The setting at fault, for people; empty where it is the whole document. */
  detail: z.string().max(300),
});
export type RingRefused = z.infer<typeof refusedSchema>;

/** What a station keeps of its ring. Whoever can write it can at worst put back a document that the bank signed. */
export const ringStoreSchema = z.strictObject({
  v: z.literal(1),
  bank: placeWordSchema,
  ring: ringNameSchema,
  /** The newest version ever taken up: nothing up to it is taken up again. */
  highest: z.number().int().min(0),
  current: entrySchema.nullable(),
  /** Where a way back leads. */
  previous: entrySchema.nullable(),
  trial: trialSchema.nullable(),
  /** Versions gone back from, the newest last. */
  rolledBack: z.array(ringVersionSchema).max(50).readonly(),
  /** What was last refused, so that it is told once. */
  refused: refusedSchema.nullable(),
});
export type RingStore = z.infer<typeof ringStoreSchema>;

export const emptyStore = (bank: string, ring: string): RingStore => ({
  v: 1,
  bank,
  ring,
  highest: 0,
  current: null,
  previous: null,
  trial: null,
  rolledBack: [],
  refused: null,
});

export const ringStandings = ['none', 'trial', 'settled'] as const;

/** What a station tells the fleet of its ring: listed words and numbers. */
export const ringBeatSchema = z.strictObject({
  name: ringNameSchema,
  /** The version in force. */
  version: ringVersionSchema.nullable(),
  standing: z.enum(ringStandings),
  /** A version that was taken up, or waits for its time; it comes into force when nobody is being served. */
  waiting: ringVersionSchema.nullable(),
  refused: refusedSchema.omit({ detail: true }).nullable(),
});
export type RingBeat = z.infer<typeof ringBeatSchema>;

/** The same for people at the station, with the setting at fault. */
export const ringShownSchema = ringBeatSchema.extend({ refused: refusedSchema.nullable() });
export type RingShown = z.infer<typeof ringShownSchema>;
