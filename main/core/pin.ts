import { z } from 'zod';

/** 6 to 12 digits, for a supervisor or a teller. */
export const pinSchema = z.string().regex(/^\d{6,12}$/);

/** A stored PIN: "scrypt$salt$hash", 16 and 32 bytes in base64url. */
export const pinHashSchema = z.string().regex(/^scrypt\$[\w-]{22}\$[\w-]{43}$/);

/**
 * A hash in a policy lies on many stations and can be read, so its PIN must be long: at 128 MiB a guess ten digits
 * take one computer a hundred years, six a few days.
 */
export const longPinSchema = z.string().regex(/^\d{10,12}$/);

/** PINs that are guessed first: one digit repeated, digits in a row, a pair repeated. */
export function isWeakPin(pin: string): boolean {
  const steps = new Set(
    pin
      .slice(1)
      .split('')
      .map((digit, index) => Number(digit) - Number(pin[index])),
  );
  const pairs = new Set(pin.match(/../g) ?? []);
  return (
    (steps.size === 1 && Math.abs([...steps][0] ?? 0) <= 1) || (pairs.size === 1 && pin.length % 2 === 0)
  );
}

/** Wrong tries in a row and when the last one was made; kept on disk, so that a restart changes nothing. */
export const pinTriesSchema = z.strictObject({
  wrong: z.number().int().min(0),
  lastAtMs: z.number().int().min(0),
});
export type PinTries = z.infer<typeof pinTriesSchema>;

export const NO_TRIES: PinTries = { wrong: 0, lastAtMs: 0 };

const FREE_TRIES = 3;
const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 60 * 60_000;

/** How long nobody may try after so many wrong ones: 30 s after the third, doubling to an hour. */
export function delayAfter(wrong: number): number {
  if (wrong < FREE_TRIES) return 0;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(20, wrong - FREE_TRIES));
}

/** When the next try may be made, or null for now. A clock that was set back does not shorten the wait. */
export function lockedUntil(tries: PinTries, nowMs: number): number | null {
  const from = Math.min(tries.lastAtMs, nowMs);
  const until = from + delayAfter(tries.wrong);
  return until > nowMs ? until : null;
}
