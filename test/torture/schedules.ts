import * as fc from 'fast-check';
import type { Session, StateName } from '../../main/core/session-shape.ts';
import { anySchedule } from './schedule-steps.ts';
import type { Plant } from './schedule-plants.ts';
import { playSchedule } from './schedule-run.ts';

export interface ScheduleReport {
  readonly played: number;
  readonly seed: number;
  /** How often each state was entered, so that a quiet schedule can't pass for a hard one. */
  readonly entered: Readonly<Partial<Record<StateName, number>>>;
  readonly approvals: number;
  /** Null when every law held; otherwise the smallest schedule that broke one, and why. */
  readonly broken: string | null;
}

export interface ScheduleOptions {
  readonly seed?: number;
  readonly path?: string;
  /** A bug put in on purpose, to see it found. */
  readonly plant?: Plant;
}

/**
 * Plays random fault schedules against the session's real machine, runner, vault and ledger.
 * A broken law is shrunk to the smallest schedule and can be played again with its seed and path.
 */
export async function playSchedules(count: number, options: ScheduleOptions = {}): Promise<ScheduleReport> {
  const { plant = null, ...replay } = options;
  const entered: Partial<Record<StateName, number>> = {};
  let approvals = 0;
  let last: StateName = 'idle';
  const seen = ({ name, verdict }: Session): void => {
    if (name === last) return;
    entered[name] = (entered[name] ?? 0) + 1;
    if (name === 'verdict' && last === 'sending' && verdict?.outcome === 'approved') approvals += 1;
    last = name;
  };
  const details = await fc.check(
    fc.asyncProperty(anySchedule, (schedule) => playSchedule(schedule, seen, plant)),
    { numRuns: count, ...replay },
  );
  const broken = details.failed
    ? `seed ${details.seed}, path ${details.counterexamplePath}: ${String(details.errorInstance)}\n${fc.stringify(details.counterexample)}`
    : null;
  return { played: details.numRuns, seed: details.seed, entered, approvals, broken };
}
