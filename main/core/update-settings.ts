import { z } from 'zod';

export const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type WeekDay = (typeof weekDays)[number];

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "20:30"');

export const updateWindowSchema = z.strictObject({
  /** By the clock on the wall; an end before the beginning is on the next day. */
  from: clockTime.default('20:00'),
  to: clockTime.default('05:00'),
  /** Days on which the window begins. */
  days: z
    .array(z.enum(weekDays))
    .min(1)
    .max(7)
    .readonly()
    .default([...weekDays]),
});
export type UpdateWindow = z.infer<typeof updateWindowSchema>;

/** Base64 of an Ed25519 public key as SubjectPublicKeyInfo: its first twelve bytes are always the same. */
const publicKeySchema = z
  .string()
  .regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/, 'base64 of an Ed25519 public key (DER)');

/** How a station gets its updates; off where Intune, SCCM or apt bring them. */
export const updateSettingsSchema = z
  .strictObject({
    mode: z.enum(['off', 'automatic']).default('off'),
    /** Folder of the bank's own server with the list, its signature and the installers. */
    address: z
      .url({ protocol: /^https$/ })
      .max(1000)
      .nullable()
      .default(null),
    /** Whose signature on the list is taken; two while a key is being replaced. */
    publicKeys: z.array(publicKeySchema).max(4).readonly().default([]),
    caBundlePath: z.string().max(1000).nullable().default(null),
    /** pilot: as soon as it is listed; staged: when the list's percentage reaches this station. */
    ring: z.enum(['pilot', 'staged']).default('staged'),
    window: updateWindowSchema.prefault({}),
    /** Nobody used the station for so long. */
    idleMinutes: z.number().int().min(0).max(240).default(10),
  })
  .refine(({ mode, address, publicKeys }) => mode === 'off' || (address !== null && publicKeys.length > 0), {
    message: 'automatic updates need "address" and "publicKeys"',
  });
export type UpdateSettings = z.infer<typeof updateSettingsSchema>;
