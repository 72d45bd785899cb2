import type { ReactElement } from 'react';
import { fleetBranches, type FleetBranch } from '../../main/core/fleet-branches.ts';
import type { FleetRow } from '../../main/core/fleet-view.ts';
import type { Language } from '../../main/core/language.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { refusedWords } from '../../main/core/ring-words.ts';
import { formatMoment, formatNumber } from '../ui/format.ts';

export interface Shown {
  readonly rows: readonly FleetRow[];
  readonly text: Catalogue;
  readonly language: Language;
}

/** With more branches than this, those where all is well are folded up. */
const OPEN_BRANCHES = 10;

/** Every station below the name of its branch, with its facts and what is to be said of it. */
export function FleetStations({ rows, text, language }: Shown): ReactElement {
  const branches = fleetBranches(rows);
  return (
    <>
      {branches.map((branch) => (
        <details
          key={`${branch.bank}.${branch.branch}`}
          className="fleet-branch"
          open={branches.length <= OPEN_BRANCHES || branch.rows.some(({ standing }) => standing !== 'go')}
        >
          <summary>
            <span translate="no">{branch.branch}</span>: {branchWords(branch, text, language)}
          </summary>
          <ul>
            {branch.rows.map((row) => (
              <Station key={`${row.station}.${row.mode}`} row={row} text={text} language={language} />
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

function branchWords({ going, live, sessions }: FleetBranch, text: Catalogue, language: Language): string {
  const number = (value: number): string => formatNumber(value, language, 0);
  return text.fleet.cli.branch(number(going), number(live), number(sessions));
}

interface StationProps extends Omit<Shown, 'rows'> {
  readonly row: FleetRow;
}

function Station({ row, text, language }: StationProps): ReactElement {
  const { fleet } = text;
  const mode = row.mode === 'practice' ? ` (${fleet.cli.practice})` : '';
  const notes = notesOn(row, text);
  return (
    <li className="fleet-station" data-testid="fleet-row" data-standing={row.standing}>
      <p className="fleet-name">
        <strong translate="no">{`${row.station}${mode}`}</strong>
        <span className={`fleet-${row.standing}`}>{fleet.standings[row.standing]}</span>
        <span className="fleet-version" translate="no">
          {row.version ?? ''}
        </span>
      </p>
      {notes.length === 0 ? null : (
        <ul className="fleet-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Facts row={row} text={text} language={language} />
    </li>
  );
}

function Facts({ row, text, language }: StationProps): ReactElement {
  const words = text.fleet.screen;
  const number = (value: number): string => formatNumber(value, language, 0);
  const quota = row.perDay === null ? '' : ` / ${number(row.perDay)}`;
  const facts = [
    [words.lastSeen, row.lastSeenMs === null ? '–' : formatMoment(row.lastSeenMs, language)],
    [words.check, checkWords(row, text, language)],
    [words.sessions, number(row.sessions)],
    [words.quota, row.usedToday === null ? '–' : `${number(row.usedToday)}${quota}`],
    [words.pending, row.pending === null ? '–' : number(row.pending)],
    [words.policy, policyWords(row, text)],
  ] as const;
  return (
    <dl className="fleet-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function checkWords({ check }: FleetRow, { fleet }: Catalogue, language: Language): string {
  if (check === null) return fleet.cli.noCheck;
  return `${fleet.checks[check.result]}, ${formatMoment(check.atMs, language)}`;
}

function policyWords({ policy, ring }: FleetRow, text: Catalogue): string {
  const version = ring?.version ?? null;
  const origin = ring === null || version === null ? '' : `, ${text.ring.origin(ring.name, String(version))}`;
  return `${policy ?? '–'}${origin}`;
}

/** Why a station is not simply "go", what its check found, and what became of its ring's newest policy. */
function notesOn({ remarks, check, ring }: FleetRow, text: Catalogue): readonly string[] {
  const refused = ring?.refused ?? null;
  const broken = (check?.broken ?? []).map((name) => text.station.checks[name]);
  return [
    ...remarks.map((remark) => text.fleet.remarks[remark]),
    ...(broken.length === 0
      ? []
      : [`${text.fleet.screen.check}, ${text.fleet.cli.broken}: ${broken.join(', ')}`]),
    ...(refused === null ? [] : [refusedWords(refused, text)]),
  ];
}
