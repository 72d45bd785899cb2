import * as fc from 'fast-check';
import { failureCodes } from '../../main/core/failure.ts';
import { ruleIds } from '../../main/core/requirements.ts';
import { verdictOutcomes } from '../../main/core/verdict-shape.ts';
import type { LedgerEntry } from '../../main/ledger/line.ts';

const stamp = {
  seq: fc.integer({ min: 1, max: 99_999_999 }),
  atMs: fc.integer({ min: 0, max: Date.parse('2200-01-01') }),
};
const answerCode = fc.constantFrom('200', '303', '407', '-1', '0', 'other');
const reference = fc.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}$/);
const remark = fc.record({
  rule: fc.constantFrom(...ruleIds),
  measured: fc.oneof(
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => Math.round(value * 1e4) / 1e4 || 0),
  ),
});

/** Anything a ledger may hold. */
export const anyEntry: fc.Arbitrary<LedgerEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('begin' as const),
    begin: fc.record({
      ...stamp,
      mode: fc.constantFrom('live', 'practice'),
      station: fc.constantFrom('station-1', 'Quầy số 3', 'a.b_c', ' '),
      reference,
      sizeBytes: fc.nat(),
      predictedCode: answerCode,
      remarks: fc.array(
        remark.filter(({ measured }) => Number.isFinite(measured ?? 0)),
        { maxLength: 5 },
      ),
    }),
  }),
  fc.record({
    kind: fc.constant('end' as const),
    end: fc.record({
      ...stamp,
      end: fc.constantFrom('answered', 'notSent', 'unknown'),
      httpStatus: fc.option(fc.integer({ min: 0, max: 999 })),
      code: fc.option(answerCode),
      outcome: fc.option(fc.constantFrom(...verdictOutcomes)),
      failure: fc.option(fc.constantFrom(...failureCodes)),
    }),
  }),
  fc.record({ kind: fc.constant('seen' as const), seen: fc.record(stamp) }),
);
