import { z } from 'zod';
import { placeWordSchema } from './fleet-place.ts';
import { policyKeySchema, ringNameSchema } from './ring-document.ts';

/** How a station speaks with the bank's cluster; the whole section is missing where it does not. */
export const fleetSettingsSchema = z
  .strictObject({
    /** tls://host:port of the nodes; only encrypted connections are made. */
    servers: z
      .array(z.string().regex(/^tls:\/\/[\w.-]+(:\d{1,5})?$/, 'tls://host:port'))
      .min(1)
      .max(16)
      .readonly(),
    /** PEM certificates that vouch for the nodes; null for those Node brings along. */
    caPath: z.string().max(1000).nullable().default(null),
    bank: placeWordSchema,
    branch: placeWordSchema,
    station: placeWordSchema,
    /** How often the journal is looked at for records that have not left yet. */
    everyMs: z.number().int().min(100).max(60_000).default(5000),
    /** How often the head leaves, also from an idle station. */
    headEveryMs: z.number().int().min(100).max(55_000).default(20_000),
    /** Whether practice is streamed too, under subjects of its own. */
    practice: z.boolean().default(false),
    /** Which ring's policy is taken from the cluster, and the key it must be signed with; none without both. */
    ring: ringNameSchema.nullable().default(null),
    policyKey: policyKeySchema.nullable().default(null),
  })
  .refine(({ ring, policyKey }) => (ring === null) === (policyKey === null), {
    message: 'name both "ring" and "policyKey", or neither',
    path: ['ring'],
  })
  .nullable()
  .default(null);

export type FleetSettings = NonNullable<z.infer<typeof fleetSettingsSchema>>;
