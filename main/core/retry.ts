import type { FailureCode } from './failure.ts';

/** Waits before each automatic new attempt, ms: two at most, short, because a customer stands there. */
const RETRY_DELAYS_MS = [300, 900] as const;

/**
 * How long to wait before trying a send again, or null for "do not".
 * Billing-safe: asked only about failures before the first body byte; anything later is never tried again.
 * @param attemptsMade attempts that failed so far, 1 or more
 */
export function nextRetryDelayMs(attemptsMade: number, code: FailureCode): number | null {
  // An untrusted certificate, a missing key or a person's cancel does not go away by itself.
  if (code !== 'serviceUnreachable') return null;
  return RETRY_DELAYS_MS[attemptsMade - 1] ?? null;
}
