import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInWindow, localMoment, refuseMoment, type StationUse } from '../../main/core/update-moment.ts';
import { updateWindowSchema, weekDays } from '../../main/core/update-settings.ts';

const night = updateWindowSchema.parse({ from: '20:00', to: '05:00', days: ['mon', 'fri'] });
const at = (day: (typeof weekDays)[number], hour: number, minute = 0) => ({
  day,
  minute: hour * 60 + minute,
});
const quiet: StationUse = { isIdle: true, isSupervised: false, idleForMs: 3_600_000, parked: 0 };

describe('the time for updates', () => {
  it.each([
    [at('mon', 20), true],
    [at('mon', 19, 59), false],
    [at('tue', 4, 59), true],
    [at('tue', 5), false],
    [at('tue', 20), false],
    [at('mon', 3), false],
    [at('sat', 0), true],
    [at('sun', 0), false],
  ])('over midnight belongs to the day it begins on: %j is %j', (moment, inside) => {
    expect(isInWindow(night, moment)).toBe(inside);
  });

  it('covers the day where it ends when it begins, and by daylight only its hours', () => {
    const whole = updateWindowSchema.parse({ from: '00:00', to: '00:00', days: ['wed'] });
    expect(weekDays.filter((day) => isInWindow(whole, at(day, 13)))).toEqual(['wed']);
    const noon = updateWindowSchema.parse({ from: '12:00', to: '13:30' });
    expect(
      [at('sun', 12), at('sun', 13, 29), at('sun', 13, 30), at('sun', 11, 59)].map((one) =>
        isInWindow(noon, one),
      ),
    ).toEqual([true, true, false, false]);
  });

  it('lasts as long every week as it says, wherever it begins and ends', () => {
    const clock = fc.nat(1439).map((minute) => {
      const two = (value: number): string => String(value).padStart(2, '0');
      return { minute, text: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
    });
    fc.assert(
      fc.property(clock, clock, fc.subarray([...weekDays], { minLength: 1 }), (from, to, days) => {
        const window = updateWindowSchema.parse({ from: from.text, to: to.text, days });
        const inside = weekDays.flatMap((day) =>
          Array.from({ length: 1440 }, (_, minute) => isInWindow(window, { day, minute })),
        );
        const length = (to.minute - from.minute + 1440) % 1440 || 1440;
        expect(inside.filter(Boolean)).toHaveLength(length * days.length);
      }),
      { numRuns: 30 },
    );
  });

  it('is read off the wall', () => {
    expect(localMoment(new Date(2026, 10, 23, 20, 15))).toEqual({ day: 'mon', minute: 1215 });
    expect(localMoment(new Date(2026, 10, 22, 0, 0))).toEqual({ day: 'sun', minute: 0 });
  });
});

describe('an update', () => {
  const window = updateWindowSchema.parse({ from: '00:00', to: '00:00' });
  const rules = { window, idleMinutes: 10, isAsked: false };

  it('waits for an idle, quiet station, and by a supervisor’s word for an idle one', () => {
    const now = at('mon', 3);
    expect(refuseMoment(quiet, now, rules)).toBeNull();
    expect(refuseMoment({ ...quiet, idleForMs: 599_999 }, now, rules)).toBe('busy');
    expect(refuseMoment({ ...quiet, isSupervised: true }, now, rules)).toBe('busy');
    expect(
      refuseMoment({ ...quiet, isSupervised: true, idleForMs: 0 }, now, { ...rules, isAsked: true }),
    ).toBeNull();
  });

  it('never comes over a session or a check that waits, nor outside its time, whoever asks', () => {
    fc.assert(
      fc.property(
        fc.record({
          isIdle: fc.boolean(),
          isSupervised: fc.boolean(),
          idleForMs: fc.nat(),
          parked: fc.nat(3),
        }),
        fc.record({ day: fc.constantFrom(...weekDays), minute: fc.nat(1439) }),
        fc.boolean(),
        (use, moment, isAsked) => {
          const why = refuseMoment(use, moment, { window: night, idleMinutes: 10, isAsked });
          const isServing = !use.isIdle || use.parked > 0;
          const isUsed = !isAsked && use.idleForMs < 600_000;
          expect(why === null && (isServing || isUsed || !isInWindow(night, moment))).toBe(false);
          expect(why === 'outsideWindow').toBe(!isInWindow(night, moment));
        },
      ),
    );
  });
});
