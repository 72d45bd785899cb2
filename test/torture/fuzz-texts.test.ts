import { expect, it } from 'vitest';
import { fuzzAnswers, fuzzJournals, fuzzPolicies, fuzzReceipts } from './fuzz-texts.ts';

it.each([
  ['answers of the service', fuzzAnswers, 10_000],
  ['policy files', fuzzPolicies, 300],
  ['journal exports', fuzzJournals, 300],
  ['texts of receipts', fuzzReceipts, 2000],
] as const)(
  'no mutant of %s is taken for what it is not, and none breaks anything',
  async (_name, fuzz, count) => {
    const { tried, taken, wrong } = await fuzz(count);
    expect(wrong).toEqual([]);
    expect(tried).toBe(count);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(count);
  },
  60_000,
);
