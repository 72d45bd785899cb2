import { HISTORY_PAGE, historyRowSchema } from '../core/history.ts';
import type {
  HistoryCharts,
  HistoryFilter,
  HistoryPage,
  HistoryQuestion,
  HistoryRow,
} from '../core/history.ts';
import { parseBody } from '../core/journal-line.ts';
import { sessionOutcomeSchema } from '../core/journal-words.ts';
import { ruleIds } from '../core/requirements.ts';
import type { JournalDatabase } from './database.ts';
import type { OpenJournal } from './journal.ts';

/** One journal file: the present one, or one of an earlier key of this station. */
export interface JournalSource extends Pick<JournalDatabase, 'query'> {
  readonly keyId: string;
}

/** The present journal as one of the files that are searched. */
export const presentSource = ({
  database,
  signer,
}: Pick<OpenJournal, 'database' | 'signer'>): JournalSource => ({
  keyId: signer.keyId,
  query: (sql, values) => database.query(sql, values),
});

interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Ended sessions only: every session that ends leaves one `wiped` record. */
function conditionOf({ fromMs, toMs, teller, outcome }: HistoryFilter): Condition {
  const parts = ["type = 'wiped' AND at_ms >= ? AND at_ms < ?"];
  const values: (string | number)[] = [fromMs, toMs];
  for (const [column, value] of [
    ['teller', teller],
    ['outcome', outcome],
  ] as const) {
    if (value === null) continue;
    parts.push(`${column} = ?`);
    values.push(value);
  }
  return { sql: parts.join(' AND '), values };
}

/** One page of sessions, newest first, out of all files by time. */
export function searchHistory(sources: readonly JournalSource[], question: HistoryQuestion): Sessions {
  const { sql, values } = conditionOf(question.filter);
  const counts = sources.map((source) =>
    Number(source.query(`SELECT COUNT(*) FROM record WHERE ${sql}`, values)[0]?.[0] ?? 0),
  );
  const found = sources.flatMap((source) => readRows(source, question)).toSorted(newestFirst);
  const rows = found.slice(0, HISTORY_PAGE);
  const last = rows.at(-1);
  const hasMore = found.length > HISTORY_PAGE && last !== undefined;
  return {
    rows,
    total: counts.reduce((sum, count) => sum + count, 0),
    next: hasMore ? { atMs: last.endedAtMs, seq: last.seq, journal: last.journal } : null,
  };
}

type Sessions = Omit<HistoryPage, 'unreadable'>;

/** Up to one row more than a page, newest first, of one file. */
function readRows(source: JournalSource, { filter, before }: HistoryQuestion): readonly HistoryRow[] {
  const { sql, values } = conditionOf(filter);
  const place = before ?? { atMs: filter.toMs, seq: Number.MAX_SAFE_INTEGER, journal: '' };
  // Of two records with one time and number, the one of the greater key stands first.
  const until = source.keyId < place.journal ? '<=' : '<';
  return source
    .query(
      `SELECT body FROM record INDEXED BY ${indexFor(filter)}
       WHERE ${sql} AND at_ms <= ? AND (at_ms, seq) ${until} (?, ?)
       ORDER BY at_ms DESC, seq DESC LIMIT ?`,
      [...values, place.atMs, place.atMs, place.seq, HISTORY_PAGE + 1],
    )
    .map(([body]) => toRow(String(body), source.keyId));
}

const newestFirst = (a: HistoryRow, b: HistoryRow): number =>
  b.endedAtMs - a.endedAtMs || b.seq - a.seq || (a.journal < b.journal ? 1 : -1);

/** SQLite counts rows by guess; the index that fits is known. */
function indexFor({ teller, outcome }: HistoryFilter): string {
  if (teller === null) return outcome === null ? 'ended_at' : 'ended_outcome';
  return outcome === null ? 'ended_teller' : 'ended_teller_outcome';
}

function toRow(body: string, journal: string): HistoryRow {
  const record = parseBody(body);
  if (record?.type !== 'wiped') throw new Error('a record of another type under the index of ended sessions');
  const { seq, atMs, sessionId, teller, facts } = record;
  return historyRowSchema.parse({ seq, endedAtMs: atMs, reference: sessionId, teller, journal, ...facts });
}

const STEP_SECONDS = 30;
const LAST_STEP = 10;

/** Counts for the charts of a period, straight from the indexes of all files. */
export function chartHistory(sources: readonly JournalSource[], filter: HistoryFilter): HistoryCharts {
  const { sql, values } = conditionOf(filter);
  const count = (column: string): ReadonlyMap<unknown, number> =>
    countBy(sources, `SELECT ${column}, COUNT(*) FROM record WHERE ${sql} GROUP BY 1`, values);
  const seconds = [...count('duration_ms / 1000')].map(([second, times]) => [Number(second), times] as const);
  return {
    outcomes: [...count('outcome')]
      .map(([outcome, times]) => ({ outcome: sessionOutcomeSchema.parse(outcome), count: times }))
      .toSorted((a, b) => b.count - a.count),
    retakes: countRetakes(sources, filter),
    durations: toSteps(seconds),
    medianMs: medianMs(sources, filter, seconds),
  };
}

function countBy(
  sources: readonly JournalSource[],
  sql: string,
  values: Condition['values'],
): ReadonlyMap<unknown, number> {
  const sums = new Map<unknown, number>();
  for (const [name, times] of sources.flatMap((source) => source.query(sql, values)))
    sums.set(name, (sums.get(name) ?? 0) + Number(times));
  return sums;
}

/** How many sessions lasted so many whole seconds. */
type Seconds = readonly (readonly [second: number, count: number])[];

function toSteps(seconds: Seconds): HistoryCharts['durations'] {
  const steps = new Map<number, number>();
  for (const [second, times] of seconds) {
    const step = Math.min(Math.floor(second / STEP_SECONDS), LAST_STEP);
    steps.set(step, (steps.get(step) ?? 0) + times);
  }
  return [...steps]
    .toSorted(([a], [b]) => a - b)
    .map(([step, times]) => ({ fromSeconds: step * STEP_SECONDS, count: times }));
}

function countRetakes(
  sources: readonly JournalSource[],
  { fromMs, toMs }: HistoryFilter,
): HistoryCharts['retakes'] {
  const sql =
    'SELECT rule, COUNT(*) FROM record WHERE rule IS NOT NULL AND at_ms >= ? AND at_ms < ? GROUP BY rule';
  const counts = countBy(sources, sql, [fromMs, toMs]);
  return ruleIds
    .map((rule) => ({ rule, count: counts.get(rule) ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}

/** Finds the second in which the middle lies and reads only its sessions: no file is sorted as a whole. */
function medianMs(sources: readonly JournalSource[], filter: HistoryFilter, seconds: Seconds): number | null {
  const total = seconds.reduce((sum, [, times]) => sum + times, 0);
  let rest = Math.floor(total / 2);
  for (const [second, times] of seconds.toSorted(([a], [b]) => a - b)) {
    if (rest < times) return durationsWithin(sources, filter, second)[rest] ?? null;
    rest -= times;
  }
  return null;
}

function durationsWithin(
  sources: readonly JournalSource[],
  filter: HistoryFilter,
  second: number,
): readonly number[] {
  const { sql, values } = conditionOf(filter);
  return sources
    .flatMap((source) =>
      source.query(`SELECT duration_ms FROM record WHERE ${sql} AND duration_ms / 1000 = ?`, [
        ...values,
        second,
      ]),
    )
    .map(([durationMs]) => Number(durationMs))
    .toSorted((a, b) => a - b);
}
