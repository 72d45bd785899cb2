import { createRequire } from 'node:module';
import type Database from 'libsql';
import type { SignedRecord } from '../core/journal-line.ts';

/** Not by `import`: for that Node reads the whole package for names first, by a parser it has to compile. */
const Libsql = createRequire(import.meta.url)('libsql') as typeof Database;

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
  /** The first record whose columns say something else than its body, by damage or by hand. */
  firstUnfit(): number | null;
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
 * generated. That they say what the body says is checked by `firstUnfit`.
 */
export const INSERT_RECORD = `INSERT INTO record (seq, body, signature, ${names.join(', ')})
  VALUES (?1, ?2, ?3, ${extracts.join(', ')})`;

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
  const records = (rest: string, values: readonly Value[]): readonly StoredRecord[] =>
    // As bytes: the driver ends the whole process over text that damage has made invalid UTF-8.
    rows(`SELECT seq, CAST(body AS BLOB), CAST(signature AS BLOB) FROM record ${rest}`, values).map(toRecord);

  return {
    insert: ({ seq, body, signature }) => void insert.run(seq, body, signature),
    last: () => records('ORDER BY seq DESC LIMIT 1', [])[0] ?? null,
    first: () => records('ORDER BY seq LIMIT 1', [])[0] ?? null,
    after: (seq, limit) => records('WHERE seq > ? ORDER BY seq LIMIT ?', [seq, limit]),
    removeOldest(throughSeq, limit) {
      db.prepare(
        'INSERT INTO removed (through_seq) SELECT ? WHERE ? > (SELECT COALESCE(MAX(through_seq), 0) FROM removed)',
      ).run(throughSeq, throughSeq);
      const sql =
        'DELETE FROM record WHERE seq IN (SELECT seq FROM record WHERE seq <= ? ORDER BY seq LIMIT ?)';
      return db.prepare(sql).run(throughSeq, limit).changes;
    },
    firstUnfit: () => {
      const differs = Object.entries(COLUMNS).map(
        ([name, [, place]]) => `${name} IS NOT json_extract(body, '${place}')`,
      );
      const found = rows(
        `SELECT seq FROM record NOT INDEXED WHERE ${differs.join(' OR ')} ORDER BY seq LIMIT 1`,
        [],
      )[0];
      return found === undefined ? null : Number(found[0]);
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

function toRecord([seq, body, signature]: readonly unknown[]): StoredRecord {
  return { seq: Number(seq), body: textOf(body), signature: textOf(signature) };
}

/** Damaged bytes become other letters, and those no longer fit the signature. */
const textOf = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString('utf8') : '');
