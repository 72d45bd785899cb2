import { isAscii } from 'node:buffer';
import { createRequire } from 'node:module';
import type Database from 'libsql';
import type PromisedDatabase from 'libsql/promise';
import type { SignedRecord } from '../core/journal-line.ts';

/** Not by `import`: for that Node reads the whole package for names first, by a parser it has to compile. */
const fromHere = createRequire(import.meta.url);
const Libsql = fromHere('libsql') as typeof Database;

/** A record with its place. */
export interface StoredRecord extends SignedRecord {
  readonly seq: number;
}

type Value = string | number | null;

/** The table of records. One writer; what was written is only ever removed from its old end, by retention. */
export interface JournalDatabase {
  /** Flushed to the disk when it returns; throws when it could not be. */
  insert(record: StoredRecord): void;
  last(): StoredRecord | null;
  first(): StoredRecord | null;
  /** Up to `limit` records after `seq`, in order. */
  after(seq: number, limit: number): readonly StoredRecord[];
  /** Removes up to `limit` records with a seq of at most `throughSeq`; says how many. */
  removeOldest(throughSeq: number, limit: number): number;
  /** For the questions of history.ts; every one has its index. */
  query(sql: string, values: readonly Value[]): readonly (readonly Value[])[];
  /** Folds the write-ahead log into the file; takes up to 100 ms at a million records. */
  fold(): void;
  /** From now on nothing can be written here. */
  freeze(): void;
  close(): void;
}

/** Columns beside the body, computed from it when it is written, for the indexes. */
const COLUMNS = {
  at_ms: ['INTEGER', '$.atMs'],
  type: ['TEXT', '$.type'],
  session_id: ['TEXT', '$.sessionId'],
  teller: ['TEXT', '$.teller'],
  outcome: ['TEXT', '$.facts.outcome'],
  duration_ms: ['INTEGER', '$.facts.durationMs'],
  rule: ['TEXT', '$.facts.blocked[0]'],
} as const;

const names = Object.keys(COLUMNS);
const extracts = Object.values(COLUMNS).map(([, place]) => `json_extract(?2, '${place}')`);

/**
 * Plain columns and not generated ones, because SQLite takes no answer from an index alone when a column is
 * generated. That they say what the body says is checked by `findDamage`.
 */
export const INSERT_RECORD = `INSERT INTO record (seq, body, signature, ${names.join(', ')})
  VALUES (?1, ?2, ?3, ${extracts.join(', ')})`;

/** True of a record whose columns say something else than its body, by damage or by hand. */
const IS_UNFIT = Object.entries(COLUMNS)
  .map(([name, [, place]]) => `${name} IS NOT json_extract(body, '${place}')`)
  .join(' OR ');

/**
 * Many records as one run of bytes and one list of lengths: the driver takes longer to hand over a row than SQLite to
 * read it (bench journal). As bytes: it ends the whole process over text that damage has made invalid UTF-8. What damage
 * has made NULL counts as empty: left out, such a record would seem never to have been there.
 */
const READ_AFTER = `SELECT CAST(group_concat(body || signature, '') AS BLOB),
    group_concat(seq || ',' || length(CAST(body AS BLOB)) || ',' || length(CAST(signature AS BLOB)))
  FROM (SELECT seq, ifnull(body, '') AS body, ifnull(signature, '') AS signature
    FROM record WHERE seq > ? ORDER BY seq LIMIT ?)`;

/**
 * One index for every question the app asks, holding all that the answer needs, so that answers stay instant at a
 * million records (bench journal). `type` stands in each partial index because only then it covers the question.
 */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS record (
  seq INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  signature TEXT NOT NULL,
  ${Object.entries(COLUMNS)
    .map(([name, [kind]]) => `${name} ${kind}`)
    .join(',\n  ')}
) STRICT;
CREATE TABLE IF NOT EXISTS removed (through_seq INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS record_at ON record (at_ms);
CREATE INDEX IF NOT EXISTS record_session ON record (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS ended_at ON record (at_ms, outcome, duration_ms, type) WHERE type = 'wiped';
CREATE INDEX IF NOT EXISTS ended_teller ON record (teller, at_ms, outcome, duration_ms, type) WHERE type = 'wiped';
CREATE INDEX IF NOT EXISTS ended_outcome ON record (outcome, at_ms, duration_ms, type) WHERE type = 'wiped';
CREATE INDEX IF NOT EXISTS ended_teller_outcome ON record (teller, outcome, at_ms, duration_ms, type)
  WHERE type = 'wiped';
CREATE INDEX IF NOT EXISTS station_type ON record (type, at_ms) WHERE session_id IS NULL;
CREATE INDEX IF NOT EXISTS blocked_at ON record (at_ms, rule) WHERE rule IS NOT NULL;
CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON record
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON record
  WHEN OLD.seq > (SELECT COALESCE(MAX(through_seq), 0) FROM removed)
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
`;

/** 40 MB: far more than a session writes. */
const FOLD_AT_LATEST_PAGES = 10_000;

/** Opens or makes the file; throws when it is not a journal or can't be written. */
export function openDatabase(path: string): JournalDatabase {
  const db = new Libsql(path, { timeout: 5000 });
  // WAL with FULL: a committed record has been flushed, one flush a record, and a torn write loses no other.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;');
  // Folding inside an append made one append in a hundred slow; the journal folds when a session has ended.
  db.exec(`PRAGMA wal_autocheckpoint = ${FOLD_AT_LATEST_PAGES}`);
  // At once: one flush for a new file instead of a dozen.
  db.exec(`BEGIN; ${SCHEMA} COMMIT`);
  const insert = db.prepare(INSERT_RECORD);
  const rows = (sql: string, values: readonly Value[]): readonly (readonly Value[])[] =>
    // The driver's rows are untyped; the statements name columns that the schema declares.
    db
      .prepare(sql)
      .raw()
      .all(...values) as (readonly Value[])[];
  const after = readerOf(db);
  const end = (which: 'MIN' | 'MAX'): StoredRecord | null => {
    const seq = rows(`SELECT ${which}(seq) FROM record`, [])[0]?.[0];
    return typeof seq === 'number' ? (after(seq - 1, 1)[0] ?? null) : null;
  };

  return {
    insert: ({ seq, body, signature }) => void insert.run(seq, body, signature),
    last: () => end('MAX'),
    first: () => end('MIN'),
    after,
    removeOldest(throughSeq, limit) {
      db.prepare(
        'INSERT INTO removed (through_seq) SELECT ? WHERE ? > (SELECT COALESCE(MAX(through_seq), 0) FROM removed)',
      ).run(throughSeq, throughSeq);
      const sql =
        'DELETE FROM record WHERE seq IN (SELECT seq FROM record WHERE seq <= ? ORDER BY seq LIMIT ?)';
      return db.prepare(sql).run(throughSeq, limit).changes;
    },
    query: rows,
    fold: () => void db.exec('PRAGMA wal_checkpoint(PASSIVE)'),
    freeze: () => void db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA query_only = ON'),
    close() {
      // Folds the log into the file, which is then whole by itself. The driver lets go of it only when its
      // statements are collected; the process's end does the same.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
}

/** Reads records as `after` does and writes nothing; `location` is a path or SQLite's own address of a file. */
export function openRecords(location: string): JournalDatabase['after'] {
  const db = new Libsql(location, { timeout: 5000 });
  db.exec('PRAGMA trusted_schema = OFF');
  return readerOf(db);
}

function readerOf(db: Database.Database): JournalDatabase['after'] {
  let reading: Database.Statement | null = null;
  return (seq, limit) => {
    reading ??= db.prepare(READ_AFTER).raw();
    // Untyped as all of the driver's rows.
    const [bytes, lengths] = (reading.all(seq, limit) as (readonly Value[])[])[0] ?? [];
    return cutRecords(bytes, lengths);
  };
}

/** What is wrong with a database of whole records: the first one its columns misplace, or the file itself. */
export interface Damage {
  readonly firstBadSeq: number;
}

/** Every page, index and column. A script, because the driver runs only that beside our own thread; so what it finds goes into tables. */
const LOOK_FOR_DAMAGE = `PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE unfit AS SELECT seq FROM record NOT INDEXED WHERE ${IS_UNFIT} ORDER BY seq LIMIT 1;
CREATE TEMP TABLE fault AS SELECT integrity_check AS said FROM pragma_integrity_check(1, 'main');`;

const READ_DAMAGE = "SELECT (SELECT seq FROM unfit), (SELECT COUNT(*) FROM fault WHERE said <> 'ok')";

/** Columns or indexes that hide or misplace records, or a damaged file; null: none. Rejects where it can't be read. */
export async function findDamage(location: string): Promise<Damage | null> {
  const Promised = fromHere('libsql/promise') as typeof PromisedDatabase;
  const db = new Promised(location, { timeout: 5000 });
  try {
    await db.exec(LOOK_FOR_DAMAGE);
    const statement = await db.prepare(READ_DAMAGE);
    const [[unfit, faults]] = await statement.raw().all();
    return typeof unfit === 'number' ? { firstBadSeq: unfit } : faults === 0 ? null : { firstBadSeq: 1 };
  } finally {
    db.close();
  }
}

/** The records in a run of bytes, by their numbers and lengths ("1,420,86,2,418,86"). */
function cutRecords(bytes: unknown, lengths: unknown): readonly StoredRecord[] {
  if (!Buffer.isBuffer(bytes) || typeof lengths !== 'string') return [];
  const records: StoredRecord[] = [];
  // Damaged bytes become other letters, and those no longer fit the signature. Latin-1 is read in half the time.
  const letters = isAscii(bytes) ? 'latin1' : 'utf8';
  const numbers = lengths.split(',');
  for (let next = 0, from = 0; next < numbers.length; next += 3) {
    const middle = from + Number(numbers[next + 1]);
    const end = middle + Number(numbers[next + 2]);
    const body = bytes.toString(letters, from, middle);
    records.push({ seq: Number(numbers[next]), body, signature: bytes.toString(letters, middle, end) });
    from = end;
  }
  return records;
}
