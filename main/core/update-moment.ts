import { weekDays, type UpdateWindow, type WeekDay } from './update-settings.ts';

/** The clock on the wall. */
export interface LocalMoment {
  readonly day: WeekDay;
  /** Since midnight, 0 to 1439. */
  readonly minute: number;
}

/** What this station is doing. */
export interface StationUse {
  /** The welcome screen is shown: no session, nothing printed, nothing sent. */
  readonly isIdle: boolean;
  /** A supervisor works at this station. */
  readonly isSupervised: boolean;
  readonly idleForMs: number;
  /**
   * Checks without an outcome that wait sealed for a person. Copies for the bank may wait: they lie sealed on the
   * disk and are posted under a name that stays, so a restart loses and doubles none.
   */
  readonly parked: number;
}

export function isInWindow({ from, to, days }: UpdateWindow, { day, minute }: LocalMoment): boolean {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const hasDay = days.includes(day);
  if (start === end) return hasDay;
  if (start < end) return hasDay && minute >= start && minute < end;
  return (hasDay && minute >= start) || (days.includes(dayBefore(day)) && minute < end);
}

export interface MomentRules {
  readonly window: UpdateWindow;
  readonly idleMinutes: number;
  /** A supervisor asked for it, and is the one who uses the station. */
  readonly isAsked: boolean;
}

/** Why nothing may be fetched or installed just now; null where it may. Total and pure. */
export function refuseMoment(
  use: StationUse,
  moment: LocalMoment,
  { window, idleMinutes, isAsked }: MomentRules,
): 'outsideWindow' | 'busy' | null {
  if (!isInWindow(window, moment)) return 'outsideWindow';
  if (!use.isIdle || use.parked > 0) return 'busy';
  if (isAsked) return null;
  return use.isSupervised || use.idleForMs < idleMinutes * 60_000 ? 'busy' : null;
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

const dayBefore = (day: WeekDay): WeekDay => weekDays[(weekDays.indexOf(day) + 6) % 7] ?? day;

/** The wall clock of a point in time, in this computer's zone. */
export function localMoment(at: Date): LocalMoment {
  return {
    day: weekDays[(at.getDay() + 6) % 7] ?? 'mon',
    minute: at.getHours() * 60 + at.getMinutes(),
  };
}
