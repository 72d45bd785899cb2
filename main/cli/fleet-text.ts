import { fleetBranches, type FleetBranch } from '../core/fleet-branches.ts';
import type { FleetRow } from '../core/fleet-view.ts';
import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { refusedWords } from '../core/ring-words.ts';

/** The fleet as a table for people: totals of each branch, then its stations, and why one is not simply "go". */
export function fleetText(rows: readonly FleetRow[], days: number, language: Language): string {
  const words = catalogues[language].fleet;
  if (rows.length === 0) return `${words.cli.none}\n`;
  const lines = fleetBranches(rows).flatMap((branch) =>
    [branchLine(branch, language)].concat(
      branch.rows.flatMap((row) => stationLines(row, language)),
      '',
    ),
  );
  return [words.cli.title(rows.length.toLocaleString(language), String(days)), '', ...lines].join('\n');
}

function branchLine({ bank, branch, going, live, sessions }: FleetBranch, language: Language): string {
  const words = catalogues[language].fleet.cli;
  const number = (value: number): string => value.toLocaleString(language);
  return `${bank}.${branch}: ${words.branch(number(going), number(live), number(sessions))}`;
}

function stationLines(row: FleetRow, language: Language): readonly string[] {
  const { fleet, verdict, history } = catalogues[language];
  const time = row.lastSeenMs === null ? '-' : new Date(row.lastSeenMs).toISOString();
  const mode = row.mode === 'practice' ? ` (${fleet.cli.practice})` : '';
  const outcomes = row.outcomes.map(({ outcome, count }) => {
    const name =
      outcome === 'none' || outcome === 'outcomeUnknown'
        ? history.screen.other[outcome]
        : verdict.outcomes[outcome];
    return `${name} ${count}`;
  });
  const retakes = row.retakes.map(({ rule, count }) => `${rule} ${count}`);
  const differing = row.pairs.filter(({ predicted, actual }) => predicted !== actual);
  const pairs = differing.map(({ predicted, actual, count }) => `${predicted}->${actual} ${count}`);
  const refused = row.ring?.refused ?? null;
  const more = [
    ...row.remarks.map((remark) => fleet.remarks[remark]),
    ...checkLines(row, language),
    ...(refused === null ? [] : [refusedWords(refused, catalogues[language])]),
    ...(outcomes.length > 0 ? [`${fleet.cli.outcomes}: ${outcomes.join(', ')}`] : []),
    ...(retakes.length > 0 ? [`${fleet.cli.retakes}: ${retakes.join(', ')}`] : []),
    ...(pairs.length > 0 ? [`${fleet.cli.differing}: ${pairs.join(', ')}`] : []),
  ];
  const quota = row.usedToday === null ? '-' : `${row.usedToday}/${row.perDay ?? '-'}`;
  const head = [
    `  ${fleet.standings[row.standing].padEnd(10)} ${row.station}${mode}`,
    time,
    row.version ?? '-',
    `${fleet.cli.sessions} ${row.sessions}`,
    `${fleet.cli.quota} ${quota}`,
    `${fleet.cli.policy} ${row.policy ?? '-'}${ringOf(row, language)}`,
  ];
  return [head.join('  '), ...more.map((line) => `             ${line}`)];
}

/** The daily check, and what it found broken. */
function checkLines({ check }: FleetRow, language: Language): readonly string[] {
  const { fleet, station } = catalogues[language];
  if (check === null) return [`${fleet.cli.checked}: ${fleet.cli.noCheck}`];
  const names = check.broken.map((name) => station.checks[name]).join(', ');
  const tail = names === '' ? '' : `; ${fleet.cli.broken}: ${names}`;
  return [
    `${fleet.cli.checked}: ${fleet.checks[check.result]}, ${new Date(check.atMs).toISOString()}${tail}`,
  ];
}

function ringOf({ ring }: FleetRow, language: Language): string {
  if (ring === null || ring.version === null) return '';
  return ` (${catalogues[language].ring.origin(ring.name, String(ring.version))})`;
}
