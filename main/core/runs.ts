/** A stretch of neighbouring samples that share a property. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export function runsOf<S extends { readonly tMs: number }>(
  samples: readonly S[],
  test: (sample: S) => boolean,
): Run[] {
  const runs: Run[] = [];
  let from = -1;
  for (let i = 0; i <= samples.length; i++) {
    const sample = samples[i];
    if (sample && test(sample)) {
      if (from < 0) from = i;
    } else if (from >= 0) {
      runs.push({
        from,
        to: i - 1,
        count: i - from,
        fromMs: samples[from]?.tMs ?? 0,
        toMs: samples[i - 1]?.tMs ?? 0,
      });
      from = -1;
    }
  }
  return runs;
}

export function longestRun<S extends { readonly tMs: number }>(
  samples: readonly S[],
  test: (sample: S) => boolean,
): Pick<Run, 'fromMs' | 'toMs'> | null {
  const longest = runsOf(samples, test).reduce<Run | null>(
    (best, run) => (!best || run.count > best.count ? run : best),
    null,
  );
  return longest ? { fromMs: longest.fromMs, toMs: longest.toMs } : null;
}
