import { z } from 'zod';
import { placeWordSchema } from './fleet-place.ts';
import { parseJson } from './parse-json.ts';

/** Stations that get the same policy at the same time, such as "pilot" and "all". A bare number is no name. */
export const ringNameSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/, 'a letter, then letters, digits, "_" and "-"');

/** Head office's public key for policies: Ed25519 as PEM, or only the base64 of its SubjectPublicKeyInfo. */
export const policyKeySchema = z
  .string()
  .regex(
    /^(?:-----BEGIN PUBLIC KEY-----\s+)?MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=(?:\s+-----END PUBLIC KEY-----\s*)?$/,
    'an Ed25519 public key: PEM, or the base64 inside it',
  );

/** Why a document was not taken up, or is no longer in force. */
export const ringRefusals = [
  'malformed', // not what `fleet policy sign` writes
  'badSignature', // not signed by the key of the machine's policy
  'otherBank',
  'otherRing',
  'older', // not newer than what this station has had already
  'rolledBack', // this station went back from it once
  'expired',
  'unknown', // a setting this program does not know
  'illTyped',
  'notForRing', // a setting that is the machine's alone
  'conflict', // it does not go together with the machine's policy
] as const;
export const ringRefusalSchema = z.enum(ringRefusals);
export type RingRefusal = z.infer<typeof ringRefusalSchema>;

export const ringVersionSchema = z.number().int().min(1).max(1_000_000_000);

/** What head office signs. */
export const ringDocumentSchema = z
  .strictObject({
    v: z.literal(1),
    bank: placeWordSchema,
    ring: ringNameSchema,
    version: ringVersionSchema,
    notBefore: z.iso.datetime(),
    expires: z.iso.datetime(),
    /** Written like a policy file; judged by `ringProblem`. */
    settings: z.record(z.string(), z.unknown()),
  })
  .refine(
    ({ notBefore, expires }) => Date.parse(notBefore) < Date.parse(expires),
    'it ends before it begins',
  );
export type RingDocument = z.infer<typeof ringDocumentSchema>;

const LONGEST = 100_000;

const envelopeSchema = z.strictObject({ body: z.string().max(LONGEST), signature: z.string().max(100) });

/** Checks a signature over exactly these letters. */
export type IsSigned = (body: string, signature: string) => boolean;

export type Opened =
  | { readonly isGood: true; readonly document: RingDocument }
  | { readonly isGood: false; readonly reason: RingRefusal };

/** The document of an envelope. SECURITY: nothing of it is looked at before its signature (test/core/ring-moves.test.ts). */
export function openEnvelope(envelope: string, isSigned: IsSigned): Opened {
  const parsed = envelopeSchema.safeParse(envelope.length > 2 * LONGEST ? null : parseJson(envelope));
  if (!parsed.success) return { isGood: false, reason: 'malformed' };
  const { body, signature } = parsed.data;
  if (!isSigned(body, signature)) return { isGood: false, reason: 'badSignature' };
  const document = ringDocumentSchema.safeParse(parseJson(body));
  return document.success
    ? { isGood: true, document: document.data }
    : { isGood: false, reason: 'malformed' };
}

/** How a signed document travels and lies on a disk. */
export const sealEnvelope = (body: string, signature: string): string => JSON.stringify({ body, signature });
