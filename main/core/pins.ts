import { z } from 'zod';

/** Base64 of the SHA-256 of a certificate's SubjectPublicKeyInfo. */
const pinSchema = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be base64 of 32 bytes');

export const pinsSchema = z
  .strictObject({
    /** Two, so that the service can change its key without a day of closed counters. */
    sha256: z.tuple([pinSchema, pinSchema]),
    /** Pins of a forgotten policy must not close every counter: after this day they are not enforced. */
    expiresAtMs: z.number().int().positive(),
  })
  .readonly();
export type Pins = z.infer<typeof pinsSchema>;
