import { describe, expect, it } from 'vitest';
import { callStats } from '../../main/core/call-stats.ts';
import type { Call, Remark } from '../../main/core/ledger-call.ts';
import { policySchema } from '../../main/core/policy.ts';
import { suggestRule } from '../../main/core/rule-suggestion.ts';

let seq = 0;
function call(actual: string | null, remarks: readonly Remark[] = [], station = 'station-1'): Call {
  seq += 1;
  return {
    begin: {
      seq,
      atMs: 0,
      mode: 'live',
      station,
      reference: 'K7QM-2XTA-9P',
      sizeBytes: 1,
      predictedCode: '200',
      remarks,
    },
    end:
      actual === null
        ? null
        : {
            seq,
            atMs: 1,
            end: 'answered',
            httpStatus: 200,
            code: actual,
            outcome: 'approved',
            failure: null,
          },
    seen: false,
  };
}
const dim = (measured: number): Remark => ({ rule: 'face.dim', measured });
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

describe('predicted against actual', () => {
  it('counts pairs of codes, and calls without a code by how they ended', () => {
    const [stats] = callStats([call('200'), call('200'), call('411'), call(null)]);
    expect(stats).toMatchObject({ calls: 4, answered: 3, notSent: 0, unknown: 1 });
    expect(stats?.pairs).toEqual([
      { predicted: '200', actual: '200', count: 2 },
      { predicted: '200', actual: '411', count: 1 },
      { predicted: '200', actual: 'unknown', count: 1 },
    ]);
  });

  it('keeps stations apart', () => {
    const stats = callStats([call('200', [], 'A'), call('200', [], 'B'), call('200', [], 'A')]);
    expect(stats.map(({ station, calls }) => [station, calls])).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
  });

  it('calls a remark confirmed by its own code, in vain by 200, and neither by another', () => {
    const [stats] = callStats([call('406', [dim(60)]), call('200', [dim(70)]), call('411', [dim(65)])]);
    expect(stats?.rules).toEqual([{ rule: 'face.dim', code: '406', remarked: 3, confirmed: 1, inVain: 1 }]);
  });

  it('calls a refusal missed when no rule that looks at it remarked', () => {
    const [stats] = callStats([call('411', [dim(65)]), call('406', [dim(60)])]);
    expect(stats?.missed).toMatchObject([{ code: '411', count: 1 }]);
    expect(stats?.missed[0]?.rules).toContain('face.tooSmall');
  });

  it('suggests numbers that the policy takes as they are', () => {
    const calls = times(30, (index) => call('200', [dim(60 + (index % 15))]));
    const [stats] = callStats(calls);
    expect(stats?.suggestions).toEqual({ 'face.dim': { limit: 60 } });
    expect(policySchema.safeParse({ precheck: { rules: stats?.suggestions } }).success).toBe(true);
  });
});

describe('a suggestion', () => {
  const sample = (measured: number, refused: boolean) => ({ measured, refused });

  it('needs twenty answers', () => {
    expect(
      suggestRule(
        'face.dim',
        times(19, () => sample(60, false)),
      ),
    ).toBeNull();
    expect(
      suggestRule(
        'face.dim',
        times(20, () => sample(60, false)),
      ),
    ).toEqual({ limit: 60 });
  });

  it('lets a limit go to the edge of what was always accepted, for a least and for a most', () => {
    expect(
      suggestRule(
        'face.dim',
        times(25, (i) => sample(74 - (i % 12), false)),
      ),
    ).toEqual({ limit: 63 });
    expect(
      suggestRule(
        'face.bright',
        times(25, (i) => sample(196 + (i % 8), false)),
      ),
    ).toEqual({ limit: 203 });
  });

  it('blocks from where the service refuses', () => {
    const samples = [
      ...times(15, (i) => sample(66 + (i % 8), false)),
      ...times(15, (i) => sample(56 + (i % 9), true)),
    ];
    expect(suggestRule('face.dim', samples)).toEqual({ limit: 64, severity: 'block' });
  });

  it('keeps silent where acceptance and refusal mix', () => {
    const samples = times(40, (i) => sample(57 + (i % 15), i % 2 === 0));
    expect(suggestRule('face.dim', samples)).toBeNull();
  });
});
