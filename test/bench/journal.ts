import { appendFileSync, closeSync, fdatasyncSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { HISTORY_PAGE, type HistoryFilter } from '../../main/core/history.ts';
import { CHAIN_START, journalBodySchema, type JournalEvent } from '../../main/core/journal-schema.ts';
import { ruleIds } from '../../main/core/requirements.ts';
import { INSERT_RECORD, openDatabase } from '../../main/journal/database.ts';
import { exportJournal } from '../../main/journal/export.ts';
import { chartHistory, presentSource, searchHistory } from '../../main/journal/history.ts';
import { openJournal, type OpenJournal } from '../../main/journal/journal.ts';
import { linkOf } from '../../main/journal/link.ts';
import { generateStationKey, openStationKey } from '../../main/journal/station-key.ts';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { sessionId } from '../journal/sample-journal.ts';

const RECORDS = Number(process.env['JOURNAL_RECORDS'] ?? 1_000_000);
const PER_SESSION = 10;
const APPENDS = 300;
const RECORD_BYTES = 700;
/** A record is signed, indexed and chained; its flush is the same. */
const PLAIN_LIMIT = 6;
const START_MS = 1_700_000_000_000;
const SESSION_MS = 90_000;
const QUERY_LIMIT_MS = 500;

const say = (name: string, value: string): void =>
  void process.stdout.write(`       journal ${name}: ${value}\n`);
const ms = (value: number): string => `${value.toFixed(1)} ms`;

const signer = openStationKey(generateStationKey());
const context = { mode: 'practice', station: 'station-1', device: '0123456789abcdef' } as const;

/** Fills a journal as a busy station would, then asks it everything. Returns the append p99 in ms. */
export async function benchJournal(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-bench-'));
  try {
    const path = join(folder, 'journal/practice.db');
    await mkdir(join(folder, 'journal'));
    const filledMs = await timed(() => fill(path));
    say('records', `${RECORDS} (filled in ${(filledMs / 1000).toFixed(0)} s, all signed)`);
    const journal = await open(folder, path);
    const p99 = await measureAppends(journal, folder);
    say('file size', `${((await stat(path)).size / 1e6).toFixed(0)} MB`);
    const slowest = await measureQueries(journal);
    await measureExport(journal, folder);
    await journal.close();
    await measureVerify(path, 'database');
    await measureVerify(join(folder, 'journal.jsonl'), 'export');
    return slowest > QUERY_LIMIT_MS ? Number.POSITIVE_INFINITY : p99;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** The same bytes the journal would write, but in one transaction: only the flush per record is left out. */
function fill(path: string): void {
  openDatabase(path).close();
  const database = new Libsql(path);
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  const insert = database.prepare(INSERT_RECORD);
  let previous = CHAIN_START;
  for (let seq = 1; seq <= RECORDS; seq += 1) {
    const session = Math.floor((seq - 1) / PER_SESSION);
    const step = (seq - 1) % PER_SESSION;
    const atMs = START_MS + session * SESSION_MS + step * 7000;
    const teller = `teller.${session % 12}`;
    const event = sampleEvent(session, step);
    const raw = { v: 1, seq, atMs, teller, ...context, previous, ...event };
    // Every thousandth through the strict schema, which costs more than the signature.
    const body = JSON.stringify(seq % 1000 === 1 ? journalBodySchema.parse(raw) : raw);
    const record = { body, signature: signer.sign('journal', body) };
    insert.run(seq, record.body, record.signature);
    previous = linkOf(record);
  }
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

const OUTCOMES = [
  'approved',
  'approved',
  'approved',
  'approved',
  'rejected',
  'retakeFace',
  'review',
] as const;

/** Ten records of one session: start, consent, captures, sending, verdict, receipt, end. */
function sampleEvent(session: number, step: number): JournalEvent {
  const id = sessionId(session);
  const outcome = OUTCOMES[session % OUTCOMES.length] ?? 'approved';
  const hash = session.toString(16).padStart(16, '0');
  if (step === 0) return { type: 'sessionStarted', sessionId: id, facts: { language: 'vi' } };
  if (step === PER_SESSION - 1) {
    const durationMs = 30_000 + ((session * 7919) % 120_000);
    const facts = { outcome, code: '200', durationMs, triesFace: 1, triesCard: 1, sends: 1 };
    return { type: 'wiped', sessionId: id, facts };
  }
  if (step === 7) {
    const facts = { outcome, code: '200', reasons: [], similarity: 97.5, spoofProbability: 0.0015 };
    return { type: 'verdictGiven', sessionId: id, facts };
  }
  const isBad = step === 3 && session % 4 === 0;
  const rule = ruleIds[session % ruleIds.length];
  return {
    type: 'captureChecked',
    sessionId: id,
    facts: {
      role: 'face',
      tries: 1,
      sizeBytes: 4_500_000,
      sha256Prefix: hash,
      outcome: isBad ? 'fail' : 'pass',
      predictedCode: isBad ? '411' : '200',
      blocked: isBad && rule !== undefined ? [rule] : [],
      warned: [],
      failure: null,
    },
  };
}

async function open(folder: string, path: string): Promise<OpenJournal> {
  const headPath = join(folder, 'journal-head/practice.head');
  const clock = { now: () => START_MS + (RECORDS / PER_SESSION) * SESSION_MS };
  const teller = 'teller.1';
  const opened = await openJournal({
    path,
    headPath,
    context: { ...context, teller },
    signer,
    clock,
    uptimeMs: () => 0,
  });
  if (!opened.ok) throw new Error(opened.failure.detail);
  return opened.value;
}

/** Each append beside a plain one of as many bytes, so that a loaded disk counts for both. */
async function measureAppends(journal: OpenJournal, folder: string): Promise<number> {
  const times: number[] = [];
  const plainTimes: number[] = [];
  const plain = openSync(join(folder, 'plain.log'), 'a');
  for (let n = 0; n < APPENDS; n += 1) {
    const isEnd = n % PER_SESSION === PER_SESSION - 1;
    const event = sampleEvent(Math.ceil(RECORDS / PER_SESSION) + n, isEnd ? PER_SESSION - 1 : 3);
    const bytes = Buffer.alloc(RECORD_BYTES, 'x');
    plainTimes.push(
      await timed(() => {
        appendFileSync(plain, bytes);
        fdatasyncSync(plain);
      }),
    );
    times.push(await timed(() => journal.append(event)));
  }
  closeSync(plain);
  const at = (of: readonly number[], share: number): number =>
    of.toSorted((a, b) => a - b)[Math.floor(of.length * share)] ?? Number.NaN;
  const tell = (of: readonly number[]): string =>
    `p50 ${ms(at(of, 0.5))}, p99 ${ms(at(of, 0.99))}, most ${ms(Math.max(...of))}`;
  say('append of a record', tell(times));
  say('plain append and flush of as many bytes, in the same turns', tell(plainTimes));
  const ratio = at(times, 0.5) / at(plainTimes, 0.5);
  say('append against plain', `p50 ${ratio.toFixed(1)} times (limit ${PLAIN_LIMIT})`);
  say('fold between two customers', ms(await timed(() => journal.database.fold())));
  return ratio > PLAIN_LIMIT ? Number.POSITIVE_INFINITY : at(times, 0.99);
}

async function measureQueries(journal: OpenJournal): Promise<number> {
  const sources = [presentSource(journal)];
  const end = START_MS + (RECORDS / PER_SESSION) * SESSION_MS;
  const all: HistoryFilter = { fromMs: 0, toMs: end, teller: null, outcome: null };
  const month: HistoryFilter = { ...all, fromMs: end - 30 * 86_400_000 };
  const middle = { atMs: (START_MS + end) / 2, seq: 0, journal: signer.keyId };
  const questions = {
    'newest page of everything': () => searchHistory(sources, { filter: all, before: null }),
    'page in the middle': () => searchHistory(sources, { filter: all, before: middle }),
    'page of one teller': () =>
      searchHistory(sources, { filter: { ...all, teller: 'teller.3' }, before: null }),
    'page of one outcome': () =>
      searchHistory(sources, { filter: { ...all, outcome: 'rejected' }, before: null }),
    'page of teller and outcome': () =>
      searchHistory(sources, { filter: { ...all, teller: 'teller.3', outcome: 'review' }, before: null }),
    'charts of 30 days': () => chartHistory(sources, month),
    'charts of everything': () => chartHistory(sources, all),
  };
  let slowest = 0;
  for (const [name, ask] of Object.entries(questions)) {
    const times = [await timed(ask), await timed(ask), await timed(ask)];
    say(name, `${ms(Math.min(...times))} (first ${ms(times[0] ?? 0)})`);
    slowest = Math.max(slowest, ...times);
  }
  if (searchHistory(sources, { filter: all, before: null }).rows.length !== HISTORY_PAGE)
    throw new Error('the page is not full');
  return slowest;
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
  say('export of every record', `${(tookMs / 1000).toFixed(1)} s, first progress after ${ms(firstMs)}`);
}

async function measureVerify(path: string, what: string): Promise<void> {
  const startedMs = performance.now();
  const found = await verifyJournalFile({ path, keyPem: signer.publicKeyPem, headLines: [] });
  if (found?.verification.isWhole !== true)
    throw new Error(`the ${what} is not whole: ${JSON.stringify(found)}`);
  say(`verify the ${what}`, `${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
}
