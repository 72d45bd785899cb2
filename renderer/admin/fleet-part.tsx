import type { ReactElement } from 'react';
import type { Language } from '../../main/core/language.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { BarChart, type Bar } from '../ui/bar-chart.tsx';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/format.ts';
import { outcomeWords, retakeGroup } from '../ui/history-words.ts';
import type { AdminView } from './admin-store.ts';
import { FleetStations, type Shown } from './fleet-stations.tsx';

interface Props {
  readonly view: Pick<AdminView, 'fleet' | 'fleetFile' | 'isReading'>;
  readonly text: Catalogue;
  readonly language: Language;
  readonly onFleet: (act: 'show' | 'export', days: number) => void;
}

const DAYS = { day: 1, week: 7, month: 30 } as const;
const PERIODS = ['day', 'week', 'month'] as const;

/** Head office's page: every station of the bank, by branch, and what they add up to. */
export function FleetPart({ view, text, language, onFleet }: Props): ReactElement {
  const words = text.fleet.screen;
  const { fleet, fleetFile, isReading } = view;
  return (
    <section className="panel admin-section" data-testid="fleet">
      <h2>{words.title}</h2>
      <div className="admin-row">
        {PERIODS.map((period) => (
          <Button
            key={period}
            id={`fleet-${period}`}
            disabled={isReading}
            onPress={() => onFleet('show', DAYS[period])}
          >
            {words.show[period]}
          </Button>
        ))}
        <Button id="fleet-export" disabled={isReading} onPress={() => onFleet('export', DAYS.month)}>
          {words.export}
        </Button>
      </div>
      {isReading ? (
        <div className="history-progress">
          <output>{words.reading}</output>
          <progress aria-label={words.reading} />
        </div>
      ) : null}
      <output data-testid="fleet-file">
        {fleetFile === null
          ? ''
          : words.exported(fleetFile.fileName, formatNumber(fleetFile.count, language, 0))}
      </output>
      {fleet === null ? null : <Stations rows={fleet} text={text} language={language} />}
    </section>
  );
}

function Stations({ rows, text, language }: Shown): ReactElement {
  const words = text.fleet.screen;
  const number = (value: number): string => formatNumber(value, language, 0);
  if (rows.length === 0) return <p>{words.none}</p>;
  // Practice has rows of its own and is never counted with the rest.
  const live = rows.filter(({ mode }) => mode === 'live');
  const going = live.filter(({ standing }) => standing !== 'noGo').length;
  const sessions = live.reduce((sum, row) => sum + row.sessions, 0);
  return (
    <>
      <p data-testid="fleet-summary">{words.summary(number(going), number(live.length), number(sessions))}</p>
      <FleetStations rows={rows} text={text} language={language} />
      <FleetCharts rows={live} text={text} language={language} />
    </>
  );
}

function FleetCharts({ rows, text, language }: Shown): ReactElement {
  const words = text.fleet.screen;
  const outcomes = total(
    rows.flatMap((row) => row.outcomes.map(({ outcome, count }) => [outcomeWords(outcome, text), count])),
  );
  const retakes = total(
    rows.flatMap((row) =>
      row.retakes.map(({ rule, count }) => [text.history.screen.retakeGroups[retakeGroup(rule)], count]),
    ),
  );
  const pairs = total(
    rows.flatMap((row) =>
      row.pairs.map(({ predicted, actual, count }) => [`${predicted} → ${actual}`, count]),
    ),
  );
  return (
    <div className="history-charts">
      <BarChart title={words.chartOutcomes} bars={outcomes} language={language} />
      <BarChart title={words.chartRetakes} bars={retakes} language={language} />
      <BarChart title={words.chartPairs} bars={pairs} language={language} />
    </div>
  );
}

type Counted = readonly (readonly [string, number])[];

/** Counts of the same name added up, most frequent first. */
function total(counts: Counted): readonly Bar[] {
  const sums = new Map<string, number>();
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count);
}
