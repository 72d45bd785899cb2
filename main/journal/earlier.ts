import { readdirSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JournalEvent } from '../core/journal-schema.ts';
import { parseBody } from '../core/journal-line.ts';
import type { Mode } from '../core/verdict-shape.ts';
import { openDatabase, type JournalDatabase } from './database.ts';
import type { JournalSource } from './history.ts';
import type { OpenJournal } from './journal.ts';
import { linkOf } from './link.ts';

export interface EarlierPlace {
  /** The folder of the journals, with one file for every key that this station has had. */
  readonly folder: string;
  readonly headFolder: string;
  readonly publicKeyFolder: string;
  readonly mode: Mode;
  /** The present journal's, which is no earlier one. */
  readonly keyId: string;
}

/** A journal whose key is gone: it is read, and in its time removed, and never written. */
export interface EarlierJournal extends JournalSource {
  readonly path: string;
  /** Its last record; null for an empty file. */
  last(): { readonly seq: number; readonly link: string; readonly atMs: number } | null;
  close(): void;
}

export interface EarlierJournals {
  readonly journals: readonly EarlierJournal[];
  /** Names of files that can't be read; they stay where they are, for IT. */
  readonly unreadable: readonly string[];
}

/** Opens this station's earlier journals of one mode for reading; one that is damaged does not hide the others. */
export function openEarlier({ folder, mode, keyId }: EarlierPlace): EarlierJournals {
  const journals: EarlierJournal[] = [];
  const unreadable: string[] = [];
  for (const name of listNames(folder, mode)) {
    const itsKey = name.slice(mode.length + 1, -'.db'.length);
    if (itsKey === keyId) continue;
    try {
      journals.push(openOne(join(folder, name), itsKey));
    } catch {
      // The history says that it is missing; what SQLite says of it helps nobody.
      unreadable.push(name);
    }
  }
  return { journals, unreadable };
}

function listNames(folder: string, mode: Mode): readonly string[] {
  const pattern = new RegExp(`^${mode}-[0-9a-f]{12}\\.db$`);
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .toSorted();
}

function openOne(path: string, keyId: string): EarlierJournal {
  const database = openDatabase(path);
  database.freeze();
  const last = (): ReturnType<EarlierJournal['last']> => readLast(database);
  // Damage shows at the first question, not at the opening.
  last();
  database.query("SELECT COUNT(*), MAX(outcome) FROM record WHERE type = 'wiped'", []);
  return {
    keyId,
    path,
    query: (sql, values) => database.query(sql, values),
    last,
    close: () => database.close(),
  };
}

function readLast(database: JournalDatabase): ReturnType<EarlierJournal['last']> {
  const record = database.last();
  if (record === null) return null;
  return { seq: record.seq, link: linkOf(record), atMs: parseBody(record.body)?.atMs ?? 0 };
}

/** What a journal that begins says of those before it: changed later, they no longer end so. */
export function tellEarlier({ journals }: EarlierJournals): readonly JournalEvent[] {
  return journals.flatMap((journal) => {
    const last = journal.last();
    if (last === null) return [];
    const facts = { key: `key:${journal.keyId}`, lastSeq: last.seq, lastLink: last.link };
    return [{ type: 'earlierJournal', sessionId: null, facts } as const];
  });
}

/** Every file of an earlier journal, and how a copy of each is named beside an export. */
const PARTS = [
  { suffix: 'db', from: 'folder' },
  { suffix: 'head', from: 'headFolder' },
  { suffix: 'pem', from: 'publicKeyFolder' },
] as const;

/**
 * Copies an earlier journal as it stands, with its head and public key: its key can seal no excerpt any more, and
 * `verify-journal COPY.db --key COPY.pem --head COPY.head` checks the whole. Returns the names of the copies.
 */
export async function copyEarlier(
  { keyId }: Pick<EarlierJournal, 'keyId'>,
  place: EarlierPlace,
  target: { readonly folder: string; readonly stem: string },
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { suffix, from } of PARTS) {
    const name = `${target.stem}-${keyId}.${suffix}`;
    const source = join(place[from], `${place.mode}-${keyId}.${suffix}`);
    try {
      await copyFile(source, join(target.folder, name));
    } catch (cause) {
      // A head or key that is lost does not keep the records back; whoever checks them sees what is missing.
      if (suffix === 'db') throw cause;
      continue;
    }
    names.push(name);
  }
  return names;
}

/** Removes the records of an earlier journal and its files. */
export async function removeEarlier({ path, keyId }: EarlierJournal, place: EarlierPlace): Promise<void> {
  const database = openDatabase(path);
  const lastSeq = database.last()?.seq ?? 0;
  while (database.removeOldest(lastSeq, 5000) > 0) await nextTurn();
  database.close();
  await removeFiles(keyId, place);
}

/** Windows keeps a file that was open; it went out of the records when it was emptied, and goes at the next start. */
export async function sweepEarlier({ database }: OpenJournal, place: EarlierPlace): Promise<void> {
  const runs = database.query(
    "SELECT body FROM record WHERE session_id IS NULL AND type = 'retentionRun' AND instr(body, '\"ofKey\"')",
    [],
  );
  for (const [body] of runs) {
    const record = parseBody(String(body));
    if (record?.type === 'retentionRun' && record.facts.ofKey !== undefined)
      await removeFiles(record.facts.ofKey.slice('key:'.length), place);
  }
}

async function removeFiles(keyId: string, { folder, headFolder, mode }: EarlierPlace): Promise<void> {
  const name = `${mode}-${keyId}`;
  for (const part of ['.db', '.db-wal', '.db-shm'])
    await rm(join(folder, `${name}${part}`), { force: true }).catch(() => undefined);
  await rm(join(headFolder, `${name}.head`), { force: true }).catch(() => undefined);
}
