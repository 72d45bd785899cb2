/** One measured ratio (or rate) with a limit; `values` holds one number for each pair of the run. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** Null: shown beside the others, not judged. */
  readonly limit: number | null;
  /** The median has to reach the limit; otherwise it must not go beyond it. */
  readonly isFloor?: true;
}

/** How one quantity grows with another: y = a * x^exponent, fitted on logarithms. */
export interface Growth {
  readonly name: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface BenchResult {
  readonly figures: readonly Figure[];
  readonly growths?: readonly Growth[];
}

export interface Bench {
  readonly name: string;
  readonly run: () => Promise<BenchResult>;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** Pairwise ratios: what slows both of a pair cancels. */
export const ratios = (ours: readonly number[], theirs: readonly number[]): readonly number[] =>
  ours.map((our, pair) => our / (theirs[pair] ?? Number.NaN));

/** Good, bad, or not judged. A figure without values, or with one that is no number, is bad. */
export function judge({ values, limit, isFloor }: Figure): 'ok' | 'FAILED' | 'shown' {
  const middle = median(values);
  if (!Number.isFinite(middle)) return 'FAILED';
  if (limit === null) return 'shown';
  return (isFloor === true ? middle >= limit : middle <= limit) ? 'ok' : 'FAILED';
}

/** The exponent of the fit; 1 is linear. NaN for fewer than two points. */
export function exponentOf({ points }: Growth): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (at: 0 | 1): number => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
