/** How steadily a camera gives pictures, measured before anything is recorded. Pure. */
export interface Pace {
  readonly framesPerSecond: number;
  /** Longest time between two pictures. */
  readonly largestGapMs: number;
}

/** A pause that begins to hide movement; the precheck remarks on 120 ms in the clip itself. */
export const MAX_GAP_MS = 80;
/** Fewer say nothing. */
const MIN_FRAMES = 5;

/** Pace of pictures taken at these times, ms; null for too few. */
export function paceOf(timesMs: readonly number[]): Pace | null {
  const first = timesMs[0];
  const last = timesMs.at(-1);
  if (first === undefined || last === undefined || timesMs.length < MIN_FRAMES || last <= first) return null;
  const gaps = timesMs.slice(1).map((time, index) => time - (timesMs[index] ?? time));
  return {
    framesPerSecond: ((timesMs.length - 1) * 1000) / (last - first),
    largestGapMs: Math.max(...gaps),
  };
}

/** slow: too few pictures a second; gaps: enough, but not evenly. */
export type PaceFault = 'slow' | 'gaps';

/** What is wrong with a pace; counted over about a second, so one picture more or less means nothing. */
export function paceFault(
  { framesPerSecond, largestGapMs }: Pace,
  minFramesPerSecond: number,
): PaceFault | null {
  if (framesPerSecond < minFramesPerSecond - 1) return 'slow';
  return largestGapMs > MAX_GAP_MS ? 'gaps' : null;
}
