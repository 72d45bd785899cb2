/** Longer than a day is no advice to a person at a counter. */
const LONGEST_MS = 86_400_000;

/** How long a reply asks to wait: `Retry-After` in seconds or as an HTTP date (RFC 9110 10.2.3); null for junk. */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : dateOf(text) - nowMs;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), LONGEST_MS);
}

/** Only a date with its weekday first is one; `Date.parse` would take almost anything. */
const dateOf = (text: string): number => (/^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : NaN);
