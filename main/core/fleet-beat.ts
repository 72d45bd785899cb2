import { z } from 'zod';
import { placeSchema } from './fleet-place.ts';
import { failureSchema } from './failure.ts';
import { hashPrefixSchema, linkSchema } from './journal-words.ts';
import { quotaSchema, quotaUseSchema } from './quota.ts';
import { ringBeatSchema } from './ring-store.ts';
import { modeSchema } from './verdict-shape.ts';
import { parseJson } from './parse-json.ts';

const placeInChain = z.strictObject({ seq: z.number().int().min(0), link: linkSchema });

/** Which policy a station works with. */
const policyInForceSchema = z.strictObject({
  /** The first 8 hex digits of a SHA-256 over every setting in force: stations that differ show. */
  fingerprint: z.string().regex(/^[0-9a-f]{8}$/),
  /** It can't be followed whole, and nobody is served. */
  isClosed: z.boolean(),
});

/** What a station says of itself every few seconds: numbers and listed words only. Signed like a record. */
export const beatSchema = z.strictObject({
  v: z.literal(1),
  ...placeSchema.shape,
  mode: modeSchema,
  device: hashPrefixSchema,
  atMs: z.number().int().min(0),
  version: z.string().regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/),
  /** The newest record on the station. */
  head: placeInChain,
  /** The last record the stream is known to hold, by this station's own journal; null before the first answer. */
  streamed: placeInChain.nullable(),
  /** True when the stream holds records that this station's journal does not have. */
  isForked: z.boolean(),
  /** True while a customer is being served. */
  isBusy: z.boolean(),
  use: quotaUseSchema.nullable(),
  quota: quotaSchema.nullable(),
  policy: policyInForceSchema.nullable(),
  /** How its ring of policies stands; programs before rings do not say. */
  ring: ringBeatSchema.nullable().default(null),
  /** Why streaming last failed; null while it works. */
  problem: failureSchema.shape.code.nullable(),
});
export type Beat = z.infer<typeof beatSchema>;

/** A beat as it travels: exactly the signed bytes, the signature, and the key to check it with. */
export const signedBeatSchema = z.strictObject({
  body: z.string().max(4000),
  signature: z.string().max(100),
  publicKeyPem: z.string().max(500),
});
export type SignedBeat = z.infer<typeof signedBeatSchema>;

/** The beat a body stands for, or null when it is none. */
export function parseBeat(body: string): Beat | null {
  const parsed = beatSchema.safeParse(parseJson(body));
  return parsed.success ? parsed.data : null;
}

/** Null for data that is no signed beat. */
export function parseSignedBeat(data: string): SignedBeat | null {
  const parsed = signedBeatSchema.safeParse(parseJson(data));
  return parsed.success ? parsed.data : null;
}
