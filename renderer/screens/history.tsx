import type { ReactElement } from 'react';
import { historyFormats } from '../../main/core/history.ts';
import { AdminFrame } from '../admin/frame.tsx';
import { Button } from '../ui/button.tsx';
import { formatDuration, formatMoment, formatNumber } from '../ui/format.ts';
import { outcomeWords, type HistoryProps } from '../ui/history-words.ts';
import { Note } from '../ui/note.tsx';
import { HistoryCharts } from './history-charts.tsx';
import { HistoryFilterForm } from './history-filter.tsx';
import { HistoryHead } from './history-head.tsx';

/** The supervisor's view of what happened at this station. */
export function HistoryScreen(props: HistoryProps): ReactElement {
  const { view, store, text } = props;
  const words = text.history.screen;
  return (
    <AdminFrame
      name="history"
      title={words.title}
      lead={words.lead}
      actions={
        <Button id="history-close" kind="quiet" onPress={() => store.close()}>
          {words.back}
        </Button>
      }
    >
      <HistoryFilterForm key={String(view.isOpen)} {...props} />
      {view.failure === null ? null : (
        <Note tone="warn" urgent>
          {text.failures[view.failure.code]}
        </Note>
      )}
      {view.page === null || view.page.unreadable === 0 ? null : (
        <Note tone="warn">{words.unreadable(formatNumber(view.page.unreadable, props.language, 0))}</Note>
      )}
      <Sessions {...props} />
      <HistoryCharts {...props} />
      <Exports {...props} />
      <HistoryHead {...props} />
      <Clocks {...props} />
    </AdminFrame>
  );
}

function Sessions({ view, store, text, language }: HistoryProps): ReactElement | null {
  const words = text.history.screen;
  const { page } = view;
  if (page === null) return null;
  const count = words.found(formatNumber(page.total, language, 0));
  return (
    <section className="panel admin-section">
      <h2 data-testid="history-count">{page.total === 0 ? words.none : count}</h2>
      <div className="table-wrap">
        <table className="table">
          <thead>
            <tr>
              <th>{words.time}</th>
              <th>{words.reference}</th>
              <th>{words.teller}</th>
              <th>{words.outcome}</th>
              <th className="whole">{words.code}</th>
              <th>{words.duration}</th>
              <th>{words.tries}</th>
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <tr key={row.reference} data-testid="history-row">
                <td>{formatMoment(row.endedAtMs, language)}</td>
                <td translate="no">{row.reference}</td>
                <td translate="no">{row.teller}</td>
                <td>{outcomeWords(row.outcome, text)}</td>
                <td className="whole">{row.code ?? '–'}</td>
                <td translate="no">{formatDuration(row.durationMs, language)}</td>
                <td>{row.triesFace + row.triesCard}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page.next === null ? null : (
        <Button id="history-more" onPress={() => void store.more()}>
          {words.more}
        </Button>
      )}
    </section>
  );
}

function Exports({ view, store, text, language }: HistoryProps): ReactElement {
  const words = text.history.screen;
  const number = (value: number): string => formatNumber(value, language, 0);
  const { progress, exported } = view;
  return (
    <section className="panel admin-section">
      <h2>{words.exportTitle}</h2>
      <p>{words.exportLead}</p>
      <div className="admin-row">
        {historyFormats.map((format) => (
          <Button
            key={format}
            id={`export-${format}`}
            disabled={progress !== null}
            onPress={() => void store.export(format)}
          >
            {words.formats[format]}
          </Button>
        ))}
      </div>
      {progress === null ? null : (
        <label className="history-progress">
          {words.exporting(number(progress.done), number(progress.total))}
          <progress max={Math.max(progress.total, 1)} value={progress.done} />
        </label>
      )}
      <output data-testid="exported">
        {exported === null ? '' : words.exported(exported.fileName, number(exported.count))}
        {exported === null || exported.copies.length === 0
          ? ''
          : ` ${words.exportedCopies(exported.copies.join(', '))}`}
      </output>
    </section>
  );
}

function Clocks({ view, text, language }: HistoryProps): ReactElement {
  const words = text.history.screen;
  const number = (value: number): string => formatNumber(value, language);
  return (
    <section className="panel admin-section">
      <h2>{words.keepTitle}</h2>
      <dl className="admin-facts">
        {view.clocks.map(({ kind, keepDays, lastRunAtMs, removed }) => (
          <div key={kind}>
            <dt>{words.kinds[kind]}</dt>
            <dd>
              {words.keep(number(keepDays))},{' '}
              {lastRunAtMs === null
                ? words.notRun
                : words.lastRun(formatMoment(lastRunAtMs, language), number(removed ?? 0))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
