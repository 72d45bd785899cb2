import { describe, expect, it } from 'vitest';
import {
  gapsOf,
  secondsOf,
  stationTraceSchema,
  swingsOf,
  traceOf,
  type StationTrace,
} from '../../main/core/station-trace.ts';

const steady = (pictures: number, rows = 48, luma = 100): StationTrace => {
  const trace = traceOf({
    timesMs: Array.from({ length: pictures }, (_, at) => 5000 + at * 33.34),
    profiles: Array.from({ length: pictures }, () => Array.from({ length: rows }, () => luma)),
  });
  if (trace === null) throw new Error('nothing sampled');
  return trace;
};

describe('what the daily check keeps of the pictures', () => {
  it('begins at 0, fits its schema and is small, however fast the camera', () => {
    const trace = steady(2000);
    expect(trace.timesMs[0]).toBe(0);
    expect(trace.bands).toHaveLength(60);
    expect(trace.bands[0]).toHaveLength(16);
    expect(stationTraceSchema.safeParse({ ...trace, timesMs: trace.timesMs.slice(0, 720) }).success).toBe(
      true,
    );
    expect(trace.timesMs).toHaveLength(720);
    expect(JSON.stringify(trace).length).toBeLessThan(12_000);
  });

  it('is nothing where no picture came', () => {
    expect(traceOf({ timesMs: [], profiles: [] })).toBeNull();
  });

  it('makes of 48 rows 16 bands with the mean of three each, and of 10 rows 10', () => {
    const rows = Array.from({ length: 48 }, (_, row) => row);
    expect(traceOf({ timesMs: [0], profiles: [rows] })?.bands[0]?.slice(0, 3)).toEqual([1, 4, 7]);
    expect(traceOf({ timesMs: [0], profiles: [rows.slice(0, 10)] })?.bands[0]).toEqual(rows.slice(0, 10));
  });
});

describe('the drawings of the daily check', () => {
  it('know the pause before each picture', () => {
    const gaps = gapsOf({ timesMs: [0, 33, 66, 199], bands: [] });
    expect(gaps.map(({ ms }) => ms)).toEqual([33, 33, 133]);
    expect(gaps.at(-1)?.atS).toBe(0.199);
  });

  it('count pictures and the longest pause in each whole second', () => {
    const timesMs = [...steady(61).timesMs, 2150, 2183];
    expect(secondsOf({ timesMs, bands: [] })).toEqual([
      { second: 1, pictures: 29, longestGapMs: expect.closeTo(33.4, 0) as number },
      { second: 2, pictures: 30, longestGapMs: expect.closeTo(33.4, 0) as number },
    ]);
  });

  it('show nothing of steady light, both sides of a swing, and nothing of a black band', () => {
    expect(new Set(swingsOf(steady(60)).flat())).toEqual(new Set([0]));
    const swing = swingsOf({ timesMs: [0, 33], bands: [[110, 3], [90, 5]] }); // prettier-ignore
    expect(swing.map((bands) => bands.map((one) => (one === null ? null : Math.round(one))))).toEqual([
      [10, null],
      [-10, null],
    ]);
  });
});
