import { describe, expect, it } from 'vitest';
import { countScale, edgedScale, pathThrough, roundMarks } from '../../main/charts/scales.ts';

describe('the scales of the charts', () => {
  it('put what lies outside on the edge', () => {
    const scale = edgedScale([0, 60], [66, 8]);
    expect([scale(0), scale(60), scale(90), scale(-5)]).toEqual([66, 8, 8, 66]);
  });

  it('count in whole, round marks up to the most or above', () => {
    const { scale, marks } = countScale(1010, 420, 4);
    expect(marks).toEqual([0, 200, 400, 600, 800, 1000, 1200]);
    expect(scale(1200)).toBe(420);
    expect(countScale(2, 420, 4).marks).toEqual([0, 1, 2]);
    expect(countScale(0, 420, 4).marks).toEqual([0, 1]);
  });

  it('mark whole seconds of a clip', () => {
    expect(roundMarks(0, 5.5, 5)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('leave a gap where there is no value: a lost face is not drawn over', () => {
    expect(pathThrough([[0, 1], [2, 3], null, [4, 5], [6, 7.25]])).toBe('M0,1L2,3M4,5L6,7.3');
    expect(pathThrough([])).toBe('');
  });
});
