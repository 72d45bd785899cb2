import type { ReactElement } from 'react';
import type { FleetRow } from '../../main/core/fleet-view.ts';
import type { Language } from '../../main/core/language.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { refusedWords } from '../../main/core/ring-words.ts';
import { BarChart, type Bar } from '../ui/bar-chart.tsx';
import { Button } from '../ui/button.tsx';
import { formatMoment, formatNumber } from '../ui/format.ts';
import { outcomeWords, retakeGroup } from '../ui/history-words.ts';
import type { AdminView } from './admin-store.ts';

interface Props {
  readonly view: Pick<AdminView, 'fleet' | 'fleetFile' | 'isBusy'>;
  readonly text: Catalogue;
  readonly language: Language;
  readonly onFleet: (act: 'show' | 'export', days: number) => void;
}

const DAYS = { day: 1, week: 7, month: 30 } as const;
const PERIODS = ['day', 'week', 'month'] as const;

/** Head office's page: every station of the bank, by branch, and what they add up to. */
export function FleetPart({ view, text, language, onFleet }: Props): ReactElement {
  const words = text.fleet.screen;
  const { fleet, fleetFile, isBusy } = view;
  return (
    <section className="panel admin-section" data-testid="fleet">
      <h2>{words.title}</h2>
      <div className="admin-row">
        {PERIODS.map((period) => (
          <Button
            key={period}
            id={`fleet-${period}`}
            disabled={isBusy}
            onPress={() => onFleet('show', DAYS[period])}
          >
            {words.show[period]}
          </Button>
        ))}
        <Button id="fleet-export" disabled={isBusy} onPress={() => onFleet('export', DAYS.month)}>
          {words.export}
        </Button>
      </div>
      <output data-testid="fleet-file">
        {fleetFile === null
          ? ''
          : words.exported(fleetFile.fileName, formatNumber(fleetFile.count, language, 0))}
      </output>
      {fleet === null ? null : <Stations rows={fleet} text={text} language={language} />}
    </section>
  );
}

interface Shown {
  readonly rows: readonly FleetRow[];
  readonly text: Catalogue;
  readonly language: Language;
}

function Stations({ rows, text, language }: Shown): ReactElement {
  const words = text.fleet.screen;
  const number = (value: number): string => formatNumber(value, language, 0);
  if (rows.length === 0) return <p>{words.none}</p>;
  // Practice has rows of its own and is never counted with the rest.
  const live = rows.filter(({ mode }) => mode === 'live');
  const going = live.filter(({ standing }) => standing !== 'noGo').length;
  const sessions = live.reduce((sum, row) => sum + row.sessions, 0);
  const heads = [
    'branch',
    'station',
    'standing',
    'lastSeen',
    'version',
    'sessions',
    'quota',
    'pending',
    'check',
    'policy',
  ] as const;
  return (
    <>
      <p data-testid="fleet-summary">{words.summary(number(going), number(live.length), number(sessions))}</p>
      <div className="table-wrap">
        <table className="table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {words[head]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <StationRow
                key={`${row.bank}.${row.branch}.${row.station}.${row.mode}`}
                row={row}
                text={text}
                language={language}
              />
            ))}
          </tbody>
        </table>
      </div>
      <FleetCharts rows={live} text={text} language={language} />
    </>
  );
}

function StationRow({ row, text, language }: Omit<Shown, 'rows'> & { readonly row: FleetRow }): ReactElement {
  const { fleet } = text;
  const mode = row.mode === 'practice' ? ` (${fleet.cli.practice})` : '';
  const quota =
    row.usedToday === null ? '–' : `${row.usedToday}${row.perDay === null ? '' : ` / ${row.perDay}`}`;
  const { ring } = row;
  const refused = ring?.refused ?? null;
  return (
    <tr data-testid="fleet-row" data-standing={row.standing}>
      <td translate="no">{row.branch}</td>
      <td translate="no">{`${row.station}${mode}`}</td>
      <td>
        <strong>{fleet.standings[row.standing]}</strong>
        {row.remarks.map((remark) => (
          <div key={remark}>{fleet.remarks[remark]}</div>
        ))}
        {refused === null ? null : <div>{refusedWords(refused, text)}</div>}
      </td>
      <td>{row.lastSeenMs === null ? '–' : formatMoment(row.lastSeenMs, language)}</td>
      <td>{row.version ?? '–'}</td>
      <td>{formatNumber(row.sessions, language, 0)}</td>
      <td>{quota}</td>
      <td>{row.pending ?? '–'}</td>
      <td>
        {row.check === null
          ? '–'
          : `${fleet.checks[row.check.result]}, ${formatMoment(row.check.atMs, language)}`}
        {row.check?.broken.map((name) => (
          <div key={name}>{text.station.checks[name]}</div>
        ))}
      </td>
      <td>
        {ring === null || ring.version === null ? null : (
          <div>{text.ring.origin(ring.name, String(ring.version))}</div>
        )}
        <span translate="no">{row.policy ?? '–'}</span>
      </td>
    </tr>
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
