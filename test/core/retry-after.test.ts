import { describe, expect, it } from 'vitest';
import { unrecognisedAnswer } from '../../main/core/response.ts';
import { decideReplyVerdict } from '../../main/core/gateway.ts';
import { parseRetryAfter } from '../../main/core/retry-after.ts';

const now = Date.parse('Mon, 23 Nov 2026 03:00:00 GMT');

describe('Retry-After', () => {
  it.each([
    ['30', 30_000],
    [' 0 ', 0],
    ['Mon, 23 Nov 2026 03:01:30 GMT', 90_000],
    ['Mon, 23 Nov 2026 02:00:00 GMT', 0],
    ['999999999', 86_400_000],
    [undefined, null],
    ['', null],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['2030', 2_030_000],
    ['Xyz, what', null],
  ])('%j asks for %j ms', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });

  it('is told only with a verdict that says to try later', () => {
    const context = { mode: 'live', cardSent: true } as const;
    const verdict = (status: number) =>
      decideReplyVerdict(status, unrecognisedAnswer(['empty']), context, 5000);
    expect(verdict(429)).toMatchObject({ nextStep: 'tryLater', retryAfterMs: 5000 });
    expect(verdict(503)).toMatchObject({ nextStep: 'tryLater', retryAfterMs: 5000 });
    expect(verdict(401)).not.toHaveProperty('retryAfterMs');
    expect(verdict(200)).not.toHaveProperty('retryAfterMs');
  });
});
