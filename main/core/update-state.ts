import { z } from 'zod';
import { versionSchema } from './update-offer.ts';
import { updateSettingsSchema, updateWindowSchema } from './update-settings.ts';

/** Why an update is not taken. */
export const updateReasons = [
  'off',
  'notUpdatable',
  'noRights',
  'noPublisher',
  'unreachable',
  'untrusted',
  'badSignature',
  'badList',
  'upToDate',
  'older',
  'blocked',
  'stagedOut',
  'outsideWindow',
  'busy',
  'damaged',
  'diskFull',
  'failed',
] as const;
export type UpdateReason = (typeof updateReasons)[number];

/** What the journal keeps: what was listed, fetched, refused, put in place, seen running, taken back. */
export const updateActs = [
  'checked',
  'downloaded',
  'refused',
  'installing',
  'installed',
  'rolledBack',
  'notRolledBack',
] as const;
export type UpdateAct = (typeof updateActs)[number];

export const updateStepSchema = z.strictObject({
  act: z.enum(updateActs),
  version: versionSchema.nullable(),
  reason: z.enum(updateReasons).nullable(),
});
export type UpdateStep = z.infer<typeof updateStepSchema>;

export const installKinds = ['appImage', 'nsis', 'other'] as const;
/** How this program was installed; only the first two can replace themselves. */
export type InstallKind = (typeof installKinds)[number];

/** What the supervisor's page is told. */
export const updateStateSchema = z.object({
  mode: updateSettingsSchema.shape.mode.unwrap(),
  version: z.string(),
  kind: z.enum(installKinds),
  ring: updateSettingsSchema.shape.ring.unwrap(),
  bucketPercent: z.number(),
  window: updateWindowSchema,
  /** The last step of this run; null before the first. */
  last: updateStepSchema.extend({ atMs: z.number(), detail: z.string().max(300) }).nullable(),
  /** Starts that a new version still has to prove itself in; null outside probation. */
  startsLeft: z.number().int().nullable(),
  /** The version this station goes back to when the new one keeps failing; null outside probation or where none is kept. */
  wayBack: z.string().nullable(),
  blocked: z.array(versionSchema).readonly(),
});
export type UpdateState = z.infer<typeof updateStateSchema>;

/** A refusal with the fact behind it, for support. */
export interface Refusal {
  readonly reason: UpdateReason;
  readonly detail: string;
}

/** What an update step gives, or why it does not. */
export type Taken<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const taken = <T>(value: T): Taken<T> => ({ ok: true, value });

export const refused = (
  reason: UpdateReason,
  detail = '',
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { reason, detail: detail.slice(0, 300) },
});
