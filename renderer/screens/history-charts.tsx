import type { ReactElement } from 'react';
import { BarChart, type Bar } from '../ui/bar-chart.tsx';
import { formatDuration, formatNumber } from '../ui/format.ts';
import { outcomeWords, retakeGroup, type HistoryProps, type RetakeGroup } from '../ui/history-words.ts';

/** Three counts of the chosen sessions, each as bars with its number. */
export function HistoryCharts(props: HistoryProps): ReactElement | null {
  const { view, text, language } = props;
  const words = text.history.screen;
  const { charts } = view;
  if (charts === null) return null;
  const median = charts.medianMs === null ? null : formatDuration(charts.medianMs, language);
  return (
    <section className="history-charts">
      <BarChart
        language={language}
        title={words.chartOutcomes}
        bars={charts.outcomes.map(({ outcome, count }) => ({ name: outcomeWords(outcome, text), count }))}
      />
      <BarChart language={language} title={words.chartRetakes} bars={retakeBars(props)} />
      <BarChart
        language={language}
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
