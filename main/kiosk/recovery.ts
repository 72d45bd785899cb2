import { failure, type Failure } from '../core/failure.ts';

/** What can break: the page's process, its drawing, the graphics process, main itself, the start. */
export type Breakage = 'pageGone' | 'white' | 'hang' | 'gpuGone' | 'mainException' | 'start';

const LETTERS = {
  pageGone: 'P',
  white: 'W',
  hang: 'H',
  gpuGone: 'G',
  mainException: 'M',
  start: 'S',
} as const satisfies Record<Breakage, string>;

export interface RecoveryPorts {
  readonly onBroken: (cause: Failure) => void;
  readonly showPage: () => void;
  readonly showOutOfService: (supportCode: string) => void;
  readonly log: (
    event: 'broken' | 'outOfService',
    fields: { breakage: Breakage; supportCode: string; place: string | null },
  ) => void;
  readonly now: () => number;
  readonly later: (act: () => void, delayMs: number) => void;
}

export interface Recovery {
  /** Ends the customer's session; shows the page anew where it is gone. */
  report(breakage: Breakage, place?: string): void;
}

const LOOP_LIMIT = 3;
const LOOP_WINDOW_MS = 60_000;
/** Out of service is not for ever: a passing cause has passed by then. */
const REST_MS = 120_000;

/** After every breakage the page starts over; after the fourth within a minute it rests, with a support code. */
export function createRecovery(ports: RecoveryPorts): Recovery {
  let deathsMs: readonly number[] = [];
  let isResting = false;

  const rest = (supportCode: string, breakage: Breakage, place: string | null): void => {
    isResting = true;
    ports.log('outOfService', { breakage, supportCode, place });
    ports.showOutOfService(supportCode);
    ports.later(() => {
      isResting = false;
      deathsMs = [];
      ports.showPage();
    }, REST_MS);
  };

  return {
    report(breakage, place) {
      const now = ports.now();
      const supportCode = `${LETTERS[breakage]}-${Math.floor(now / 1000)
        .toString(36)
        .toUpperCase()}`;
      ports.log('broken', { breakage, supportCode, place: place ?? null });
      ports.onBroken(failure('internal', supportCode));
      // Chromium starts its graphics process anew, and does without after a few times.
      if (isResting || breakage === 'gpuGone') return;
      deathsMs = [...deathsMs.filter((at) => now - at < LOOP_WINDOW_MS), now];
      if (breakage === 'start' || deathsMs.length > LOOP_LIMIT) rest(supportCode, breakage, place ?? null);
      else if (breakage !== 'mainException') ports.showPage();
    },
  };
}
