import type { ReactElement } from 'react';
import { formatNumber } from '../ui/format.ts';
import { outcomeWords, retakeGroup, type HistoryProps, type RetakeGroup } from '../ui/history-words.ts';

interface Bar {
  readonly name: string;
  readonly count: number;
}

/** Three counts of the chosen sessions, each as bars with its number. */
export function HistoryCharts(props: HistoryProps): ReactElement | null {
  const { view, text, language } = props;
  const words = text.history.screen;
  const { charts } = view;
  if (charts === null) return null;
  const median = charts.medianMs === null ? null : `${formatNumber(charts.medianMs / 1000, language, 0)} s`;
  return (
    <section className="history-charts">
      <Bars
        {...props}
        title={words.chartOutcomes}
        bars={charts.outcomes.map(({ outcome, count }) => ({ name: outcomeWords(outcome, text), count }))}
      />
      <Bars {...props} title={words.chartRetakes} bars={retakeBars(props)} />
      <Bars
        {...props}
        title={words.chartDurations}
        bars={charts.durations.map(({ fromSeconds, count }) => ({
          name: words.fromSeconds(formatNumber(fromSeconds, language, 0)),
          count,
        }))}
      />
      {median === null ? null : <p>{words.median(median)}</p>}
    </section>
  );
}

function retakeBars({ view, text }: HistoryProps): readonly Bar[] {
  const groups = new Map<RetakeGroup, number>();
  for (const { rule, count } of view.charts?.retakes ?? []) {
    const group = retakeGroup(rule);
    groups.set(group, (groups.get(group) ?? 0) + count);
  }
  return [...groups]
    .map(([group, count]) => ({ name: text.history.screen.retakeGroups[group], count }))
    .toSorted((a, b) => b.count - a.count);
}

function Bars({
  title,
  bars,
  language,
}: HistoryProps & { readonly title: string; readonly bars: readonly Bar[] }): ReactElement | null {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  if (bars.length === 0) return null;
  return (
    <figure className="history-bars">
      <figcaption>{title}</figcaption>
      <dl>
        {bars.map(({ name, count }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <meter min={0} max={most} value={count} aria-label={name} />
              {formatNumber(count, language, 0)}
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
