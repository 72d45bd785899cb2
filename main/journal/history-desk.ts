import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { failure, isDiskFull } from '../core/failure.ts';
import type {
  Exported,
  ExportProgress,
  HeadNote,
  HeadRequest,
  HistoryCharts,
  HistoryExport,
  HistoryFilter,
  HistoryPage,
  HistoryQuestion,
  HistoryRow,
  RetentionClock,
} from '../core/history.ts';
import { parseBody } from '../core/journal-line.ts';
import type { RetentionKind } from '../core/journal-words.ts';
import type { Clock } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { copyEarlier, type EarlierJournals, type EarlierPlace } from './earlier.ts';
import { exportJournal } from './export.ts';
import { giveHead, type PrintHead } from './head-desk.ts';
import { chartHistory, presentSource, searchHistory, type JournalSource } from './history.ts';
import type { OpenJournal } from './journal.ts';

export interface HistoryDeskOptions {
  readonly journal: OpenJournal;
  /** Journals of keys that this station has lost, as they stand now. */
  readonly earlier: () => EarlierJournals;
  readonly earlierPlace: EarlierPlace;
  /** Whether a supervisor has opened the desk just now. */
  readonly isSupervisor: () => boolean;
  /** Exports are left here; the page never names a path. */
  readonly exportFolder: string;
  /** Kinds that are not kept here at all have no row. */
  readonly keepDays: Readonly<Partial<Record<RetentionKind, number>>>;
  /** The list that heads are added to. */
  readonly headList: string;
  readonly printHead: PrintHead;
  readonly clock: Clock;
  readonly onProgress: (progress: ExportProgress) => void;
}

/** The journal as the supervisor may see it. */
export interface HistoryDesk {
  search(question: HistoryQuestion): Result<HistoryPage>;
  chart(filter: HistoryFilter): Result<HistoryCharts>;
  export(request: HistoryExport): Promise<Result<Exported>>;
  retention(): Result<readonly RetentionClock[]>;
  head(act: HeadRequest['act']): Promise<Result<HeadNote>>;
  /** Ends an export that is still running. */
  dispose(): void;
}

/** SECURITY: nothing of the journal is told to anybody but a supervisor (test/journal/history-desk.test.ts). */
export function createHistoryDesk(options: HistoryDeskOptions): HistoryDesk {
  const { isSupervisor } = options;
  const stopping = new AbortController();
  const guarded = <T>(answer: () => T): Result<T> =>
    isSupervisor() ? ok(answer()) : failed(failure('supervisorNeeded'));
  return {
    search: (question) => guarded(() => search(question, options)),
    chart: (filter) => guarded(() => chartHistory(sourcesOf(options), filter)),
    retention: () => guarded(() => readClocks(options)),
    async export(request) {
      if (!isSupervisor()) return failed(failure('supervisorNeeded'));
      return writeExport(request, options, stopping.signal);
    },
    async head(act) {
      return isSupervisor() ? giveHead(act, options) : failed(failure('supervisorNeeded'));
    },
    dispose: () => stopping.abort(),
  };
}

/** The present journal and those of earlier keys. */
const sourcesOf = ({ journal, earlier }: HistoryDeskOptions): readonly JournalSource[] => [
  presentSource(journal),
  ...earlier().journals,
];

const search = (question: HistoryQuestion, options: HistoryDeskOptions): HistoryPage => ({
  ...searchHistory(sourcesOf(options), question),
  unreadable: options.earlier().unreadable.length,
});

const SUFFIX = { csv: 'csv', json: 'json', journal: 'jsonl' } as const;

async function writeExport(
  { filter, format }: HistoryExport,
  options: HistoryDeskOptions,
  signal: AbortSignal,
): Promise<Result<Exported>> {
  const { journal, exportFolder, clock, onProgress } = options;
  const stamp = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const stem = `${format === 'journal' ? 'journal' : 'sessions'}-${stamp}`;
  const fileName = `${stem}.${SUFFIX[format]}`;
  const path = join(exportFolder, fileName);
  const report = (done: number, total: number): void => onProgress({ done, total });
  try {
    await mkdir(exportFolder, { recursive: true, mode: 0o700 });
    const count =
      format === 'journal'
        ? await exportJournal(journal, path, filter, { onProgress: report, signal })
        : await exportSessions(options, { path, format, filter, report, signal });
    const copies = format === 'journal' ? await copyOlder(filter, stem, options) : [];
    await journal.append({ type: 'recordsExported', sessionId: null, facts: { format, count } });
    return ok({ fileName, count, copies });
  } catch (cause) {
    return failed(failure(isDiskFull(cause) ? 'diskFull' : 'exportFailed', String(cause), cause));
  }
}

/** Earlier journals with a record of the period. */
async function copyOlder(
  { fromMs, toMs }: HistoryFilter,
  stem: string,
  { earlier, earlierPlace, exportFolder }: HistoryDeskOptions,
): Promise<readonly string[]> {
  const copies: string[] = [];
  for (const old of earlier().journals) {
    const found = old.query('SELECT 1 FROM record WHERE at_ms >= ? AND at_ms < ? LIMIT 1', [fromMs, toMs]);
    if (found.length > 0)
      copies.push(...(await copyEarlier(old, earlierPlace, { folder: exportFolder, stem })));
  }
  return copies;
}

interface SessionsExport {
  readonly path: string;
  readonly format: 'csv' | 'json';
  readonly filter: HistoryFilter;
  readonly report: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Sessions as a table for people: CSV with a heading, or a JSON array. */
async function exportSessions(options: HistoryDeskOptions, job: SessionsExport): Promise<number> {
  const { path, format, filter, report, signal } = job;
  const file = await open(path, 'w', 0o600);
  try {
    let done = 0;
    let before: HistoryQuestion['before'] = null;
    await file.appendFile(format === 'csv' ? `\uFEFF${COLUMNS.join(',')}\r\n` : '[');
    do {
      const page: HistoryPage = search({ filter, before }, options);
      const rows = page.rows.map(format === 'csv' ? toCsv : (row) => JSON.stringify(row));
      const separator = format === 'csv' ? '' : ',\n';
      await file.appendFile(`${done > 0 && rows.length > 0 ? separator : ''}${rows.join(separator)}`);
      done += rows.length;
      report(done, page.total);
      before = page.next;
      await nextTurn();
    } while (before !== null && !signal.aborted);
    await file.appendFile(format === 'csv' ? '' : ']\n');
    await file.sync();
    return done;
  } finally {
    await file.close();
  }
}

const COLUMNS = [
  'endedAt',
  'reference',
  'teller',
  'outcome',
  'code',
  'durationMs',
  'triesFace',
  'triesCard',
  'sends',
  'journal',
] as const;

function toCsv(row: HistoryRow): string {
  const cells = COLUMNS.map((column) =>
    column === 'endedAt' ? new Date(row.endedAtMs).toISOString() : String(row[column] ?? ''),
  );
  return `${cells.map(quote).join(',')}\r\n`;
}

/** A cell that a spreadsheet would run as a formula is kept as text. */
const quote = (cell: string): string =>
  /^[=+@-]/.test(cell) || /[",\r\n]/.test(cell)
    ? `"${/^[=+@-]/.test(cell) ? "'" : ''}${cell.replaceAll('"', '""')}"`
    : cell;

function readClocks({ journal, keepDays }: HistoryDeskOptions): readonly RetentionClock[] {
  const found = journal.database.query(
    "SELECT body FROM record WHERE session_id IS NULL AND type = 'retentionRun' ORDER BY at_ms DESC LIMIT 20",
    [],
  );
  const runs = found
    .map(([body]) => parseBody(String(body)))
    .filter((record) => record?.type === 'retentionRun')
    // The clock of this journal, not that of an earlier one which went as a whole.
    .filter(({ facts }) => facts.ofKey === undefined);
  return (Object.entries(keepDays) as [RetentionKind, number][]).map(([kind, days]) => {
    const last = runs.find((run) => run.facts.kind === kind);
    return { kind, keepDays: days, lastRunAtMs: last?.atMs ?? null, removed: last?.facts.removed ?? null };
  });
}
