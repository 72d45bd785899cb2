import { z } from 'zod';
import { ringShownSchema } from './ring-store.ts';

export const policyOrigins = ['machine', 'ring', 'user', 'default'] as const;
export type PolicyOrigin = (typeof policyOrigins)[number];

export const policyProblemSchema = z.object({
  origin: z.enum(['machine', 'ring', 'user']),
  place: z.string(),
  /** The key at fault; empty when it is the whole place. */
  key: z.string(),
  reason: z.enum(['unknown', 'illTyped', 'notForUser', 'notForRing', 'unreadable', 'unsafe']),
  detail: z.string(),
});
/** A key that was not followed, with why. */
export type PolicyProblem = z.infer<typeof policyProblemSchema>;

export const effectiveSettingSchema = z.object({
  path: z.string(),
  /** As JSON; "null" when nothing is set. */
  value: z.string(),
  origin: z.enum(policyOrigins),
});
/** What holds for one setting, and who decided it. */
export type EffectiveSetting = z.infer<typeof effectiveSettingSchema>;

export const policyStateSchema = z.object({
  places: z.array(z.string()).readonly(),
  problems: z.array(policyProblemSchema).readonly(),
  settings: z.array(effectiveSettingSchema).readonly(),
  /** How this station's ring of policies stands; null where the machine's policy names none. */
  ring: ringShownSchema.nullable(),
});
/** What the supervisor, `doctor` and `policy show` are told. */
export type PolicyState = z.infer<typeof policyStateSchema>;

/** SECURITY: a machine policy that can't be followed whole closes the station (test/e2e/policy.test.ts). */
export const closesStation = ({ problems }: PolicyState): boolean =>
  problems.some(({ origin }) => origin === 'machine');
