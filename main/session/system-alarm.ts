import type { Alarm } from '../core/ports.ts';

/** Wakes by this machine's own count of time, which no change of the clock touches. */
export const systemAlarm: Alarm = (afterMs, wake) => {
  const timer = setTimeout(wake, afterMs);
  return () => clearTimeout(timer);
};
