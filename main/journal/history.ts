import { HISTORY_PAGE, historyRowSchema } from '../core/history.ts';
import type {
  HistoryCharts,
  HistoryFilter,
  HistoryPage,
  HistoryQuestion,
  HistoryRow,
} from '../core/history.ts';
import { parseBody } from '../core/journal-line.ts';
import { sessionOutcomeSchema } from '../core/journal-schema.ts';
import { ruleIds } from '../core/requirements.ts';
import type { JournalDatabase } from './database.ts';

type Queries = Pick<JournalDatabase, 'query'>;

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

/** One page of sessions, newest first. */
export function searchHistory(database: Queries, { filter, before }: HistoryQuestion): HistoryPage {
  const { sql, values } = conditionOf(filter);
  const total = Number(database.query(`SELECT COUNT(*) FROM record WHERE ${sql}`, values)[0]?.[0] ?? 0);
  const place = before ?? { atMs: filter.toMs, seq: Number.MAX_SAFE_INTEGER };
  const found = database.query(
    `SELECT body FROM record INDEXED BY ${indexFor(filter)} WHERE ${sql} AND at_ms <= ? AND (at_ms, seq) < (?, ?)
     ORDER BY at_ms DESC, seq DESC LIMIT ?`,
    [...values, place.atMs, place.atMs, place.seq, HISTORY_PAGE + 1],
  );
  const rows = found.slice(0, HISTORY_PAGE).map(([body]) => toRow(String(body)));
  const last = rows.at(-1);
  const hasMore = found.length > HISTORY_PAGE && last !== undefined;
  return { rows, total, next: hasMore ? { atMs: last.endedAtMs, seq: last.seq } : null };
}

/** SQLite counts rows by guess; the index that fits is known. */
function indexFor({ teller, outcome }: HistoryFilter): string {
  if (teller === null) return outcome === null ? 'ended_at' : 'ended_outcome';
  return outcome === null ? 'ended_teller' : 'ended_teller_outcome';
}

function toRow(body: string): HistoryRow {
  const record = parseBody(body);
  if (record?.type !== 'wiped') throw new Error('a record of another type under the index of ended sessions');
  const { seq, atMs, sessionId, teller, facts } = record;
  return historyRowSchema.parse({ seq, endedAtMs: atMs, reference: sessionId, teller, ...facts });
}

const STEP_MS = 30_000;
const LAST_STEP = 10;

/** Counts for the charts of a period, straight from the indexes. */
export function chartHistory(database: Queries, filter: HistoryFilter): HistoryCharts {
  const { sql, values } = conditionOf(filter);
  const outcomes = database
    .query(`SELECT outcome, COUNT(*) FROM record WHERE ${sql} GROUP BY outcome ORDER BY 2 DESC`, values)
    .map(([outcome, count]) => ({ outcome: sessionOutcomeSchema.parse(outcome), count: Number(count) }));
  const durations = database
    .query(
      `SELECT MIN(duration_ms / ${STEP_MS}, ${LAST_STEP}), COUNT(*) FROM record WHERE ${sql} GROUP BY 1 ORDER BY 1`,
      values,
    )
    .map(([step, count]) => ({ fromSeconds: (Number(step) * STEP_MS) / 1000, count: Number(count) }));
  return {
    outcomes,
    retakes: countRetakes(database, filter),
    durations,
    medianMs: medianMs(database, filter),
  };
}

function countRetakes(database: Queries, { fromMs, toMs }: HistoryFilter): HistoryCharts['retakes'] {
  const sql = `SELECT rule, COUNT(*) FROM record WHERE rule IS NOT NULL AND at_ms >= ? AND at_ms < ?
    GROUP BY rule ORDER BY 2 DESC`;
  const counts = new Map(database.query(sql, [fromMs, toMs]).map(([rule, count]) => [rule, Number(count)]));
  return ruleIds
    .map((rule) => ({ rule, count: counts.get(rule) ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}

function medianMs(database: Queries, filter: HistoryFilter): number | null {
  const { sql, values } = conditionOf(filter);
  const half = `(SELECT COUNT(*) / 2 FROM record WHERE ${sql})`;
  const found = database.query(
    `SELECT duration_ms FROM record WHERE ${sql} ORDER BY duration_ms LIMIT 1 OFFSET ${half}`,
    [...values, ...values],
  );
  return found[0] === undefined ? null : Number(found[0][0]);
}
