/** The clock may run this much faster or slower than the machine's uptime before it counts as changed, ms. */
const TOLERANCE_MS = 5000;

export interface ClockWatch {
  /** Tells of a change since the last look; a sleeping machine looks like a clock set forward. */
  look(nowMs: number): { readonly fromMs: number; readonly toMs: number } | null;
}

/** Compares the clock with the uptime, and at the first look with the newest record, which can't be in the future. */
export function createClockWatch(uptimeMs: () => number, newestRecordMs: number | null): ClockWatch {
  let last: { readonly nowMs: number; readonly uptimeMs: number } | null = null;
  return {
    look(nowMs) {
      const uptime = uptimeMs();
      const expectedMs = last === null ? null : last.nowMs + (uptime - last.uptimeMs);
      const earliestMs = last === null ? newestRecordMs : null;
      last = { nowMs, uptimeMs: uptime };
      if (expectedMs !== null && Math.abs(nowMs - expectedMs) > TOLERANCE_MS)
        return { fromMs: Math.round(expectedMs), toMs: nowMs };
      if (earliestMs !== null && nowMs < earliestMs - TOLERANCE_MS)
        return { fromMs: earliestMs, toMs: nowMs };
      return null;
    },
  };
}
