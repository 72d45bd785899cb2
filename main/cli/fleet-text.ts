import type { FleetRow } from '../core/fleet-view.ts';
import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { refusedWords } from '../core/ring-words.ts';

/** The fleet as a table for people: totals of each branch, then its stations, and why one is not simply "go". */
export function fleetText(rows: readonly FleetRow[], days: number, language: Language): string {
  const words = catalogues[language].fleet;
  if (rows.length === 0) return `${words.cli.none}\n`;
  const lines = branchesOf(rows).flatMap((branch) =>
    [branchLine(branch, language)].concat(
      branch.flatMap((row) => stationLines(row, language)),
      '',
    ),
  );
  return [words.cli.title(rows.length.toLocaleString(language), String(days)), '', ...lines].join('\n');
}

function branchesOf(rows: readonly FleetRow[]): readonly (readonly FleetRow[])[] {
  const groups = new Map<string, FleetRow[]>();
  for (const row of rows) {
    const name = `${row.bank}.${row.branch}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function branchLine(rows: readonly FleetRow[], language: Language): string {
  const words = catalogues[language].fleet.cli;
  const [first] = rows;
  const live = rows.filter(({ mode }) => mode === 'live');
  const sessions = live.reduce((sum, row) => sum + row.sessions, 0);
  const going = live.filter(({ standing }) => standing !== 'noGo').length;
  const name = `${first?.bank ?? ''}.${first?.branch ?? ''}`;
  return `${name}: ${words.branch(String(going), String(live.length), sessions.toLocaleString(language))}`;
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
  if (check === null) return [];
  const { fleet, station } = catalogues[language];
  const names = check.broken.map((name) => station.checks[name]).join(', ');
  const tail = names === '' ? '' : `: ${names}`;
  return [`${fleet.cli.checked} ${new Date(check.atMs).toISOString()} ${fleet.checks[check.result]}${tail}`];
}

function ringOf({ ring }: FleetRow, language: Language): string {
  if (ring === null || ring.version === null) return '';
  return ` (${catalogues[language].ring.origin(ring.name, String(ring.version))})`;
}
