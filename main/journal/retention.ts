import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseBody } from '../core/journal-line.ts';
import type { JournalEvent } from '../core/journal-schema.ts';
import type { RetentionKind } from '../core/journal-words.ts';
import { removeEarlier, type EarlierJournal, type EarlierPlace } from './earlier.ts';
import type { OpenJournal } from './journal.ts';
import { linkOf } from './link.ts';

const DAY_MS = 86_400_000;
const CHUNK = 5000;
/** After a clock was set by more than a day, records are kept this long whatever their age. */
const CLOCK_DOUBT_MS = 3 * DAY_MS;

export interface RetentionFolder {
  readonly kind: Exclude<RetentionKind, 'journal'>;
  readonly path: string;
  /** Only files with such names are ours to remove. */
  readonly names: RegExp;
  readonly keepDays: number;
}

export interface RetentionOptions {
  readonly journal: OpenJournal;
  /** Journals of keys that are gone, and where they lie. */
  readonly earlier: { readonly journals: readonly EarlierJournal[]; readonly place: EarlierPlace };
  readonly journalKeepDays: number;
  readonly folders: readonly RetentionFolder[];
  readonly nowMs: number;
}

type RetentionRun = Extract<JournalEvent, { type: 'retentionRun' }>['facts'];

/** Removes what has had its time and records each clock's run; a folder that can't be read counts as empty. */
export async function runRetention(options: RetentionOptions): Promise<readonly RetentionRun[]> {
  const { journal, folders, nowMs } = options;
  const runs: RetentionRun[] = [];
  for (const folder of folders) {
    const removed = await removeOldFiles(folder, nowMs);
    runs.push({ kind: folder.kind, removed, throughSeq: null, throughLink: null });
  }
  const outdated = findOutdated(options);
  for (const { seq, link, count, journal: old } of outdated)
    runs.push({
      kind: 'journal',
      removed: count,
      throughSeq: seq,
      throughLink: link,
      ofKey: `key:${old.keyId}`,
    });
  const end = findJournalEnd(options);
  runs.push({
    kind: 'journal',
    removed: end?.removed ?? 0,
    throughSeq: end?.seq ?? null,
    throughLink: end?.link ?? null,
  });
  for (const facts of runs) {
    const noted = await journal.append({ type: 'retentionRun', sessionId: null, facts });
    // What can't be recorded is not removed.
    if (!noted.ok) return runs;
  }
  if (end !== null) await removeRecords(journal, end.seq);
  for (const { journal: old } of outdated) await removeEarlier(old, options.earlier.place);
  return runs;
}

interface Outdated {
  readonly journal: EarlierJournal;
  readonly seq: number;
  readonly link: string;
  readonly count: number;
}

/**
 * Earlier journals whose newest record has had its time. They go whole: no key is left that could sign for a part,
 * and a journal without its beginning would no longer verify.
 */
function findOutdated({ journal, earlier, journalKeepDays, nowMs }: RetentionOptions): readonly Outdated[] {
  if (isClockInDoubt(journal, nowMs)) return [];
  return earlier.journals.flatMap((each) => {
    const last = each.last();
    if (last === null || last.atMs >= nowMs - journalKeepDays * DAY_MS) return [];
    const count = Number(each.query('SELECT COUNT(*) FROM record', [])[0]?.[0] ?? 0);
    return [{ journal: each, seq: last.seq, link: last.link, count }];
  });
}

interface JournalEnd {
  readonly seq: number;
  readonly link: string;
  readonly removed: number;
}

/** The last record of the unbroken old end that may go; null when there is none or the clock is in doubt. */
function findJournalEnd({ journal, journalKeepDays, nowMs }: RetentionOptions): JournalEnd | null {
  const { database } = journal;
  const first = database.first();
  const kept = database.query('SELECT MIN(seq) FROM record WHERE at_ms >= ?', [
    nowMs - journalKeepDays * DAY_MS,
  ]);
  const firstKeptSeq = Number(kept[0]?.[0] ?? 0);
  if (first === null || firstKeptSeq <= first.seq || isClockInDoubt(journal, nowMs)) return null;
  const last = database.after(firstKeptSeq - 2, 1)[0];
  if (last === undefined) return null;
  return { seq: last.seq, link: linkOf(last), removed: last.seq - first.seq + 1 };
}

/** A clock set years ahead by mistake must not empty the journal. */
function isClockInDoubt({ database }: OpenJournal, nowMs: number): boolean {
  const found = database.query(
    "SELECT body FROM record WHERE session_id IS NULL AND type = 'clockChanged' AND at_ms >= ?",
    [nowMs - CLOCK_DOUBT_MS],
  );
  return found.some(([body]) => {
    const record = parseBody(String(body));
    return record?.type === 'clockChanged' && record.facts.toMs - record.facts.fromMs > DAY_MS;
  });
}

async function removeRecords({ database }: OpenJournal, throughSeq: number): Promise<void> {
  // In pieces: the session goes on meanwhile.
  while (database.removeOldest(throughSeq, CHUNK) > 0) await nextTurn();
}

async function removeOldFiles({ path, names, keepDays }: RetentionFolder, nowMs: number): Promise<number> {
  const files = await readdir(path).catch(() => []);
  let removed = 0;
  for (const name of files.filter((each) => names.test(each))) {
    const facts = await stat(join(path, name)).catch(() => null);
    if (facts === null || nowMs - facts.mtimeMs <= keepDays * DAY_MS) continue;
    await rm(join(path, name), { force: true });
    removed += 1;
  }
  return removed;
}
