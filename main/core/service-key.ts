import { z } from 'zod';
import { parseFleetKey } from './fleet-key.ts';
import { failure, failureSchema } from './failure.ts';
import { failed, ok, type Result } from './result.ts';

/** Two places for the service's key, so that a test account's never sits where the live one belongs. */
const serviceSlots = ['live', 'test'] as const;
export const serviceSlotSchema = z.enum(serviceSlots);
/** And one each for what this station shows the bank's cluster, and the bank's own archive. */
export const keySlots = [...serviceSlots, 'fleet', 'handOver'] as const;
export const keySlotSchema = z.enum(keySlots);
export type KeySlot = z.infer<typeof keySlotSchema>;

/** What may be said of a stored key: never the key, only the beginning of its SHA-256. */
export const keyStatusSchema = z.object({
  slot: keySlotSchema,
  isSet: z.boolean(),
  /** First 12 hex digits of the key's SHA-256; null when there is none or it can't be opened. */
  fingerprint: z.string().nullable(),
  /** Why a stored key can't be used. */
  problem: failureSchema.shape.code.nullable(),
});
export type KeyStatus = z.infer<typeof keyStatusSchema>;

/** The keys of this station, kept by the operating system's keychain. */
export interface ServiceKeys {
  status(slot: KeySlot): Promise<KeyStatus>;
  /** Stores or replaces a key; `keyMalformed` when the text can't be one. */
  set(slot: KeySlot, text: string): Promise<Result<KeyStatus>>;
  remove(slot: KeySlot): Promise<Result<KeyStatus>>;
}

/** The text to keep for a slot: `keyMalformed` or `fleetKeyMalformed` when it can't be such a key. */
export function parseKey(slot: KeySlot, text: string): Result<string> {
  if (slot !== 'fleet') return parseServiceKey(text);
  return parseFleetKey(text) === null ? failed(failure('fleetKeyMalformed')) : ok(text.trim());
}

/** A key or token as a portal shows it: 8 to 2000 visible letters without spaces, whatever stands around them. */
function parseServiceKey(text: string): Result<string> {
  const key = text.replace(/^\uFEFF/, '').trim();
  return /^[\x21-\x7e]{8,2000}$/.test(key) ? ok(key) : failed(failure('keyMalformed'));
}
