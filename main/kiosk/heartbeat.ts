/** Watches for a page that draws nothing or answers nothing, which no event of Chromium tells. */
export interface Heartbeat {
  /** The page has drawn something and says so. */
  beat(): void;
  /** A page is being loaded: it gets its longer first time. */
  expect(): void;
  stop(): void;
}

export interface HeartbeatLimits {
  readonly firstTicks: number;
  readonly laterTicks: number;
}

/** In seconds of a running machine; a slow counter needs some ten to load, and a check of a frame may take two. */
export const HEARTBEAT_LIMITS: HeartbeatLimits = { firstTicks: 40, laterTicks: 15 };

/** Counts ticks instead of time, so that a computer that slept is not taken for a page that died. */
export function createHeartbeat(
  onSilent: (kind: 'white' | 'hang') => void,
  everySecond: (tick: () => void) => () => void,
  limits: HeartbeatLimits = HEARTBEAT_LIMITS,
): Heartbeat {
  let silentTicks = 0;
  let hasBeaten = false;
  let isWatching = false;
  const stopTicking = everySecond(() => {
    if (!isWatching) return;
    silentTicks += 1;
    if (silentTicks < (hasBeaten ? limits.laterTicks : limits.firstTicks)) return;
    isWatching = false;
    onSilent(hasBeaten ? 'hang' : 'white');
  });
  return {
    beat() {
      silentTicks = 0;
      hasBeaten = true;
    },
    expect() {
      silentTicks = 0;
      hasBeaten = false;
      isWatching = true;
    },
    stop: stopTicking,
  };
}
