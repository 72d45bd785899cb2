import { describe, expect, it } from 'vitest';
import { paceFault, paceOf } from '../../main/core/pace.ts';

const times = (count: number, everyMs: number): number[] =>
  Array.from({ length: count }, (_, index) => 1000 + index * everyMs);

describe('pace of a camera', () => {
  it('is counted between the first and the last picture, and names the longest pause', () => {
    const pace = paceOf([...times(15, 40), 1000 + 14 * 40 + 160]);
    expect(pace?.framesPerSecond).toBeCloseTo(20.83, 1);
    expect(pace?.largestGapMs).toBe(160);
  });

  it.each([[[]], [times(4, 33)], [[5, 5, 5, 5, 5, 5]]])('is unknown for too few pictures: %j', (few) => {
    expect(paceOf(few)).toBeNull();
  });

  it.each([
    [30, 33, null],
    [24.4, 45, null],
    [23.9, 45, 'slow'],
    [15, 66, 'slow'],
    [29, 80, null],
    [29, 81, 'gaps'],
  ] as const)('of %d a second with pauses of %d ms is %s', (framesPerSecond, largestGapMs, fault) => {
    expect(paceFault({ framesPerSecond, largestGapMs }, 25)).toBe(fault);
  });
});
