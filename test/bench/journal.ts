import { appendFileSync, closeSync, fdatasyncSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HISTORY_PAGE, type HistoryFilter } from '../../main/core/history.ts';
import { exportJournal } from '../../main/journal/export.ts';
import { chartHistory, presentSource, searchHistory } from '../../main/journal/history.ts';
import { openJournal, type OpenJournal } from '../../main/journal/journal.ts';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { type BenchResult, type Growth, median, ratios } from './figures.ts';
import { context, fill, PER_SESSION, sampleEvent, SESSION_MS, signer, START_MS } from './journal-fill.ts';
import { insertScript, pageScript, shell } from './sqlite-shell.ts';

/** A year of a busy branch is the largest; the others show how it grows. */
const SIZES = (process.env['JOURNAL_RECORDS'] ?? '10000,100000,1000000').split(',').map(Number);
const APPENDS = 300;
const PAGES = 50;
const PAGE_ROUNDS = 5;
const CHECK_ROUNDS = 5;
const RECORD_BYTES = 700;
/** A record is signed, indexed and chained; its flush is the same. */
const LIMITS = { append: 6, appendShell: 3, page: 10, verify: 10, worstMs: 250, queryMs: 500 } as const;

const say = (name: string, value: string): void => void process.stdout.write(`       ${name}: ${value}\n`);
const ms = (value: number): string => `${value.toFixed(1)} ms`;

interface Measured {
  readonly records: number;
  readonly appendMs: readonly number[];
  /** Plain append and flush of as many bytes, in the same turns. */
  readonly plainMs: readonly number[];
  /** One insert of SQLite's own shell, flushed alike. */
  readonly shellInsertMs: number;
  readonly pageMs: readonly number[];
  readonly shellPageMs: readonly number[];
  readonly verifyMs: readonly number[];
  /** SQLite's own shell reading the same file from end to end, in the same turns. */
  readonly shellReadMs: readonly number[];
  readonly slowestQueryMs: number;
}

/** Fills journals as busy stations would, then asks them everything, beside a plain file and SQLite's shell. */
export async function benchJournal(): Promise<BenchResult> {
  const all: Measured[] = [];
  for (const records of SIZES) all.push(await measureAt(records));
  const last = all.at(-1);
  if (last === undefined) throw new Error('no size to measure');
  const at = `at ${last.records.toLocaleString('en')} records`;
  const p99 = last.appendMs.toSorted((a, b) => a - b)[Math.floor(APPENDS * 0.99)] ?? Number.NaN;
  return {
    figures: [
      {
        name: 'journal append',
        unit: 'times plain append',
        values: ratios(last.appendMs, last.plainMs),
        limit: LIMITS.append,
      },
      {
        name: 'journal append',
        unit: "times SQLite's shell",
        values: last.appendMs.map((took) => took / last.shellInsertMs),
        limit: LIMITS.appendShell,
      },
      { name: `journal append, p99 ${at}`, unit: 'ms', values: [p99], limit: LIMITS.worstMs },
      {
        name: 'history page',
        unit: "times SQLite's shell",
        values: all.flatMap(({ pageMs, shellPageMs }) => ratios(pageMs, shellPageMs)),
        limit: LIMITS.page,
      },
      {
        name: `slowest question of the history ${at}`,
        unit: 'ms',
        values: [last.slowestQueryMs],
        limit: LIMITS.queryMs,
      },
      {
        name: 'verify a journal',
        unit: "times SQLite's shell reading it",
        values: all.flatMap(({ verifyMs, shellReadMs }) => ratios(verifyMs, shellReadMs)),
        limit: LIMITS.verify,
      },
    ],
    growths: [
      growth('journal append', all, ({ appendMs }) => median(appendMs)),
      growth('history page', all, ({ pageMs }) => median(pageMs)),
      growth('journal verify', all, ({ verifyMs }) => median(verifyMs)),
    ],
  };
}

const growth = (name: string, all: readonly Measured[], of: (one: Measured) => number): Growth => ({
  name,
  x: 'records',
  y: 'ms',
  points: all.map((one) => [one.records, of(one)] as const),
});

async function measureAt(records: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-bench-'));
  try {
    const path = join(folder, 'journal/practice.db');
    await mkdir(join(folder, 'journal'));
    const filledMs = await timed(() => fill(path, records));
    say(
      'journal',
      `${records.toLocaleString('en')} records, all signed (filled in ${(filledMs / 1000).toFixed(0)} s)`,
    );
    const journal = await open(folder, records);
    const appends = await measureAppends(journal, folder, records);
    say('  size', `${((await stat(path)).size / 1e6).toFixed(0)} MB`);
    const queries = {
      ...(await measureQueries(journal, records)),
      ...(await measurePages(journal, path, records)),
    };
    await measureExport(journal, folder);
    await journal.close();
    const shellInsertMs =
      (await timed(() => shell(join(folder, 'shell.db'), insertScript(APPENDS, RECORD_BYTES)))) / APPENDS;
    const checks = await measureChecks(path);
    say('  verify the export', ms(await timed(() => verify(join(folder, 'journal.jsonl'), 'export'))));
    say(
      "  SQLite's shell",
      `insert ${ms(shellInsertMs)}, page ${ms(median(queries.shellPageMs))}, whole file ${ms(median(checks.shellReadMs))}`,
    );
    return { records, ...appends, ...queries, shellInsertMs, ...checks };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

const teller = 'teller.1';

async function open(folder: string, records: number): Promise<OpenJournal> {
  const opened = await openJournal({
    path: join(folder, 'journal/practice.db'),
    headPath: join(folder, 'journal-head/practice.head'),
    context: { ...context, teller },
    signer,
    clock: { now: () => endOf(records) },
    uptimeMs: () => 0,
  });
  if (!opened.ok) throw new Error(opened.failure.detail);
  return opened.value;
}

const endOf = (records: number): number => START_MS + (records / PER_SESSION) * SESSION_MS;

/** Each append beside a plain one of as many bytes, so that a loaded disk counts for both. */
async function measureAppends(
  journal: OpenJournal,
  folder: string,
  records: number,
): Promise<Pick<Measured, 'appendMs' | 'plainMs'>> {
  const appendMs: number[] = [];
  const plainMs: number[] = [];
  const plain = openSync(join(folder, 'plain.log'), 'a');
  for (let n = 0; n < APPENDS; n += 1) {
    const isEnd = n % PER_SESSION === PER_SESSION - 1;
    const event = sampleEvent(Math.ceil(records / PER_SESSION) + n, isEnd ? PER_SESSION - 1 : 3);
    const bytes = Buffer.alloc(RECORD_BYTES, 'x');
    plainMs.push(
      await timed(() => {
        appendFileSync(plain, bytes);
        fdatasyncSync(plain);
      }),
    );
    appendMs.push(await timed(() => journal.append(event)));
  }
  closeSync(plain);
  const at = (of: readonly number[], share: number): number =>
    of.toSorted((a, b) => a - b)[Math.floor(of.length * share)] ?? Number.NaN;
  const tell = (of: readonly number[]): string =>
    `p50 ${ms(at(of, 0.5))}, p99 ${ms(at(of, 0.99))}, most ${ms(Math.max(...of))}`;
  say('  append', tell(appendMs));
  say('  plain append', tell(plainMs));
  say('  fold between two customers', ms(await timed(() => journal.database.fold())));
  return { appendMs, plainMs };
}

async function measureQueries(
  journal: OpenJournal,
  records: number,
): Promise<Pick<Measured, 'slowestQueryMs'>> {
  const sources = [presentSource(journal)];
  const end = endOf(records);
  const all: HistoryFilter = { fromMs: 0, toMs: end, teller: null, outcome: null };
  const month: HistoryFilter = { ...all, fromMs: end - 30 * 86_400_000 };
  const middle = { atMs: (START_MS + end) / 2, seq: 0, journal: signer.keyId };
  const page = (filter: HistoryFilter) => () => searchHistory(sources, { filter, before: null });
  const questions = {
    'newest page of everything': page(all),
    'page in the middle': () => searchHistory(sources, { filter: all, before: middle }),
    'page of one teller': page({ ...all, teller: 'teller.3' }),
    'page of one outcome': page({ ...all, outcome: 'rejected' }),
    'page of teller and outcome': page({ ...all, teller: 'teller.3', outcome: 'review' }),
    'charts of 30 days': () => chartHistory(sources, month),
    'charts of everything': () => chartHistory(sources, all),
  };
  let slowestQueryMs = 0;
  for (const [name, ask] of Object.entries(questions)) {
    const times = [await timed(ask), await timed(ask), await timed(ask)];
    say(`  ${name}`, `${ms(Math.min(...times))} (first ${ms(times[0] ?? 0)})`);
    slowestQueryMs = Math.max(slowestQueryMs, ...times);
  }
  if (searchHistory(sources, { filter: all, before: null }).rows.length !== HISTORY_PAGE)
    throw new Error('the page is not full');
  return { slowestQueryMs };
}

/** The newest page, ours and the shell's in turns. */
async function measurePages(
  journal: OpenJournal,
  path: string,
  records: number,
): Promise<Pick<Measured, 'pageMs' | 'shellPageMs'>> {
  const sources = [presentSource(journal)];
  const filter: HistoryFilter = { fromMs: 0, toMs: endOf(records), teller: null, outcome: null };
  const pageMs: number[] = [];
  const shellPageMs: number[] = [];
  for (let round = 0; round < PAGE_ROUNDS; round += 1) {
    const ours = await timed(() => {
      for (let n = 0; n < PAGES; n += 1) searchHistory(sources, { filter, before: null });
    });
    pageMs.push(ours / PAGES);
    shellPageMs.push((await timed(() => shell(path, pageScript(endOf(records), PAGES)))) / PAGES);
  }
  return { pageMs, shellPageMs };
}

async function measureExport(journal: OpenJournal, folder: string): Promise<void> {
  const path = join(folder, 'journal.jsonl');
  let firstMs = 0;
  const startedMs = performance.now();
  const onProgress = (): void => {
    firstMs ||= performance.now() - startedMs;
  };
  const signal = new AbortController().signal;
  const range = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  const tookMs = await timed(() => exportJournal(journal, path, range, { onProgress, signal }));
  say('  export of every record', `${ms(tookMs)}, first progress after ${ms(firstMs)}`);
}

/** The check of the whole file, and the shell's reading of it, in turns. */
async function measureChecks(path: string): Promise<Pick<Measured, 'verifyMs' | 'shellReadMs'>> {
  const verifyMs: number[] = [];
  const shellReadMs: number[] = [];
  for (let round = 0; round < CHECK_ROUNDS; round += 1) {
    verifyMs.push(await timed(() => verify(path, 'database')));
    shellReadMs.push(await timed(() => shell(path, 'SELECT body, signature FROM record ORDER BY seq;')));
  }
  say('  verify the database', ms(median(verifyMs)));
  return { verifyMs, shellReadMs };
}

async function verify(path: string, what: string): Promise<void> {
  const found = await verifyJournalFile({ path, keyPem: signer.publicKeyPem, headLines: [] });
  if (found?.verification.isWhole !== true)
    throw new Error(`the ${what} is not whole: ${JSON.stringify(found)}`);
}
