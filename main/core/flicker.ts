/**
 * Lamps on 50 Hz mains pulse at 100 Hz. A camera that exposes row after row turns that into bands across the
 * picture which shift from frame to frame. The frequency is known, so it is looked for where the frame rate folds it
 * to, and nowhere else: 30 pictures a second show it as a beat of 10 a second. Pure.
 */
const LAMP_HZ = 100;

/** Mean luma 0..255 of bands of rows, a frame a list, and when each frame was taken. */
export interface RowProfiles {
  readonly timesMs: readonly number[];
  readonly profiles: readonly (readonly number[])[];
}

export const flickerBlindness = [
  'tooFewFrames',
  'bandsStandStill',
  'tooDark',
  'tooBright',
  'restless',
] as const;
/** Why flicker cannot be told from these frames. */
export type FlickerBlindness = (typeof flickerBlindness)[number];

export type Flicker =
  /** How far the light of a row swings to either side at the lamps' beat, in per cent of its mean. */
  | { readonly kind: 'measured'; readonly percent: number; readonly isSeen: boolean }
  | { readonly kind: 'notAssessed'; readonly why: FlickerBlindness };

const MIN_FRAMES = 40;
/** A beat slower than this many times in the sample is not told from a slow change of the scene. */
const MIN_BEATS = 4;
/** Luma below which nothing is told. */
export const DARK = 16;
const BURNT = 240;
/** Bands below are hardly seen in a picture. */
const VISIBLE_PERCENT = 1;
/** The beat must stand out from all other changes by this factor in amplitude. */
const STANDS_OUT = 3;

export function measureFlicker({ timesMs, profiles }: RowProfiles): Flicker {
  if (profiles.length < MIN_FRAMES || timesMs.length !== profiles.length) return blind('tooFewFrames');
  const { steps, periodMs } = regularSteps(timesMs);
  const length = (steps.at(-1) ?? 0) + 1;
  const beat = folded((LAMP_HZ * periodMs) / 1000);
  // At 25 or 50 pictures a second the bands stand still and look like part of the scene.
  if (beat * length < MIN_BEATS) return blind('bandsStandStill');
  const rows = usableRows(profiles);
  if (typeof rows === 'string') return blind(rows);
  const swing = (cycles: number): number => median(rows.map((row) => amplitude(row, steps, length, cycles)));
  const bin = 1 / length;
  const seen = Math.max(...[-2, -1, -0.5, 0, 0.5, 1, 2].map((bins) => swing(folded(beat + bins * bin))));
  const others = [];
  for (let cycles = 4 * bin; cycles < 0.5; cycles += bin)
    if (Math.abs(cycles - beat) > 4 * bin && Math.abs(cycles - folded(2 * beat)) > 4 * bin)
      others.push(swing(cycles));
  const rest = median(others) * 100;
  const percent = seen * 100;
  const isSeen = percent >= VISIBLE_PERCENT && percent >= STANDS_OUT * rest;
  if (!isSeen && rest * STANDS_OUT > 2 * VISIBLE_PERCENT) return blind('restless');
  return { kind: 'measured', percent, isSeen };
}

const blind = (why: FlickerBlindness): Flicker => ({ kind: 'notAssessed', why });

/** Cycles a frame as they show after sampling: 0..0.5. */
function folded(cycles: number): number {
  const rest = cycles - Math.floor(cycles);
  return Math.min(rest, 1 - rest);
}

/** A camera's clock is even, its time stamps are not: the number of each frame, and the even time between them. */
function regularSteps(timesMs: readonly number[]): {
  readonly steps: readonly number[];
  readonly periodMs: number;
} {
  const gaps = timesMs.slice(1).map((time, index) => time - (timesMs[index] ?? time));
  const typical = Math.max(1, median(gaps));
  const steps = [0];
  for (const gap of gaps) steps.push((steps.at(-1) ?? 0) + Math.max(1, Math.round(gap / typical)));
  const meanStep = mean(steps);
  const meanTime = mean(timesMs);
  let both = 0;
  let squares = 0;
  steps.forEach((step, index) => {
    both += (step - meanStep) * ((timesMs[index] ?? meanTime) - meanTime);
    squares += (step - meanStep) ** 2;
  });
  return { steps, periodMs: both / squares };
}

/** Each row's light over its own mean, without its slow drift; rows that are black or burnt out show nothing. */
function usableRows(
  profiles: readonly (readonly number[])[],
): readonly (readonly number[])[] | 'tooDark' | 'tooBright' {
  const count = profiles[0]?.length ?? 0;
  const rows = Array.from({ length: count }, (_, row) => profiles.map((frame) => frame[row] ?? 0));
  const lit = rows.filter((row) => mean(row) >= DARK);
  if (lit.length < count / 4) return 'tooDark';
  const fair = lit.filter((row) => mean(row) <= BURNT);
  return fair.length < count / 4 ? 'tooBright' : fair.map(withoutDrift);
}

function withoutDrift(row: readonly number[]): readonly number[] {
  const level = mean(row);
  const middle = (row.length - 1) / 2;
  let slope = 0;
  let squares = 0;
  row.forEach((value, index) => {
    slope += (index - middle) * (value - level);
    squares += (index - middle) ** 2;
  });
  return row.map((value, index) => (value - level - (slope / squares) * (index - middle)) / level);
}

/** Amplitude at one frequency (cycles a frame) under a Hann window, which keeps slow changes out of it. */
function amplitude(row: readonly number[], steps: readonly number[], length: number, cycles: number): number {
  let real = 0;
  let imaginary = 0;
  let weights = 0;
  row.forEach((value, index) => {
    const step = steps[index] ?? 0;
    const weight = 1 - Math.cos((2 * Math.PI * (step + 0.5)) / length);
    const angle = 2 * Math.PI * cycles * step;
    real += weight * value * Math.cos(angle);
    imaginary += weight * value * Math.sin(angle);
    weights += weight;
  });
  return (2 * Math.hypot(real, imaginary)) / Math.max(1e-9, weights);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
