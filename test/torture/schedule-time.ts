import type { Alarm, Clock } from '../../main/core/ports.ts';

/** Time that passes only when it is told to. */
export interface TestTime extends Clock {
  readonly alarm: Alarm;
  /** Lets time go on, and rings on the way what is due. */
  pass(ms: number): void;
  /** Somebody sets the computer's clock; alarms don't notice. */
  setClock(byMs: number): void;
  forgetAlarms(): void;
}

export function createTime(startMs: number): TestTime {
  let elapsedMs = 0;
  let clockOffMs = startMs;
  let alarms: { readonly atMs: number; readonly wake: () => void }[] = [];
  const takeBack = (alarm: (typeof alarms)[number]): void => {
    alarms = alarms.filter((other) => other !== alarm);
  };
  return {
    now: () => elapsedMs + clockOffMs,
    alarm(afterMs, wake) {
      const alarm = { atMs: elapsedMs + afterMs, wake };
      alarms.push(alarm);
      return () => takeBack(alarm);
    },
    pass(ms) {
      const untilMs = elapsedMs + ms;
      for (;;) {
        const next = alarms.toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs > untilMs) break;
        takeBack(next);
        elapsedMs = Math.max(elapsedMs, next.atMs);
        next.wake();
      }
      elapsedMs = untilMs;
    },
    setClock(byMs) {
      clockOffMs = Math.max(0, clockOffMs + byMs);
    },
    forgetAlarms() {
      alarms = [];
    },
  };
}
