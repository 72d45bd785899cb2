/** Why a rule has no sure answer; the words for people are in messages/. */
export type Doubt =
  | 'noFace'
  | 'tooFewFaces'
  | 'tooDark'
  | 'tooBright'
  | 'blurred'
  | 'cutOff'
  | 'tooSmall'
  | 'hardlyAFace'
  | 'noBackground';

/** One breach of a rule, or the admission that it could not be judged. */
export interface Hit {
  readonly measured: number | string | null;
  /** Given when the limit that was broken is not the rule's own number. */
  readonly limit?: number | string;
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Given when the rule could not be judged; the finding then is a note, never a block. */
  readonly doubt?: Doubt;
}

/** A rule is a pure function of the measurement and its (perhaps overridden) limit; an empty answer is a pass. */
export type Rule<M> = (measured: M, limit: number) => readonly Hit[];

export const PASS: readonly Hit[] = [];

export function when(isBroken: boolean, hit: Hit): readonly Hit[] {
  return isBroken ? [hit] : PASS;
}

/** The admission that this rule has no sure answer here. */
export function notAssessed(doubt: Doubt): readonly Hit[] {
  return [{ measured: null, doubt }];
}

/** Linear-interpolated quantile of unsorted values; NaN for none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === undefined || high === undefined ? NaN : low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
