import type { ReactElement } from 'react';
import { AdminFrame } from '../admin/frame.tsx';
import type { Language } from '../../main/core/language.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import type { StationCheck, StationReport } from '../../main/core/station-check.ts';
import type { StationStore, StationView } from '../station/station-store.ts';
import { Button } from '../ui/button.tsx';
import { formatMoment } from '../ui/format.ts';
import { Note } from '../ui/note.tsx';
import { StationCharts } from '../ui/station-charts.tsx';

/** What the page of the daily check is drawn from. */
export interface StationProps {
  readonly view: StationView;
  readonly station: StationStore;
  readonly text: Catalogue;
  readonly language: Language;
}

/** The daily check: made here, read here, printed from here. */
export function StationScreen({ view, station, text, language }: StationProps): ReactElement {
  const words = text.station;
  const { running, failure, printed } = view;
  const today = view.state?.today ?? null;
  return (
    <AdminFrame
      name="station"
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <Button id="station-close" kind="quiet" disabled={running !== null} onPress={station.close}>
            {words.close}
          </Button>
          <Button
            id="station-print"
            icon="printer"
            disabled={today === null || running !== null}
            onPress={() => void station.print(language)}
          >
            {words.print}
          </Button>
        </>
      }
      onward={
        <Button
          id="station-check"
          kind="main"
          disabled={running !== null}
          onPress={() => void station.check()}
        >
          {today === null ? words.start : words.again}
        </Button>
      }
    >
      <p>{words.sitDown}</p>
      {running === null ? null : (
        <div className="station-running history-progress" data-testid="station-running">
          <output>{words.running[running]}</output>
          <progress max={STAGES.length} value={STAGES.indexOf(running) + 0.5} aria-label={words.title} />
        </div>
      )}
      {failure === null ? null : (
        <Note tone="warn" urgent>
          <p data-testid={`failure-${failure.code}`}>{text.failures[failure.code]}</p>
        </Note>
      )}
      {printed === null ? null : (
        <Note tone="good" polite>
          {words.printed[printed]}
        </Note>
      )}
      {today === null || running !== null ? null : <Report report={today} text={text} language={language} />}
    </AdminFrame>
  );
}

/** In the order in which the check looks at them. */
const STAGES: readonly NonNullable<StationView['running']>[] = ['face', 'card', 'machine'];

interface ReportProps {
  readonly report: StationReport;
  readonly text: Catalogue;
  readonly language: Language;
}

function Report({ report, text, language }: ReportProps): ReactElement {
  const words = text.station;
  const { check, state, detail, advice } = words.columns;
  const remarks = report.checks.some((line) => line.state === 'attention');
  return (
    <section data-testid={report.isGo ? 'station-go' : 'station-no-go'}>
      <Note
        tone={report.isGo ? 'good' : 'bad'}
        title={report.isGo ? (remarks ? words.goWithRemarks : words.go) : words.noGo}
      >
        {words.checkedAt}: {formatMoment(report.atMs, language)}
      </Note>
      <div className="table-wrap">
        <table className="table station-table">
          <thead>
            <tr>
              <th scope="col">{check}</th>
              <th scope="col">{state}</th>
              <th scope="col">{detail}</th>
              <th scope="col">{advice}</th>
            </tr>
          </thead>
          <tbody>
            {worstFirst(report.checks).map((line) => (
              <tr
                key={line.name}
                className={`station-${line.state}`}
                data-testid={`check-${line.name}`}
                data-state={line.state}
                data-cause={line.cause ?? ''}
              >
                <th scope="row">{words.checks[line.name]}</th>
                <td>{words.states[line.state]}</td>
                <td translate="no">{line.detail}</td>
                <td>{line.cause === null ? '' : words.advice[line.cause]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <StationCharts trace={report.trace} text={text} language={language} />
    </section>
  );
}

const WEIGHT = { broken: 0, attention: 1, notAssessed: 2, ok: 3 } as const;

/** What somebody has to do something about stands on top. */
const worstFirst = (checks: readonly StationCheck[]): readonly StationCheck[] =>
  checks.toSorted((a, b) => WEIGHT[a.state] - WEIGHT[b.state]);
