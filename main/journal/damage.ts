import { createRequire } from 'node:module';
import type Database from 'libsql/promise';
import { IS_UNFIT } from './database.ts';

const Libsql = createRequire(import.meta.url)('libsql/promise') as typeof Database;

/** What is wrong with a database of whole records: the first one its columns misplace, or the file itself. */
export interface Damage {
  readonly firstBadSeq: number;
}

/** Every page, index and column. Written into a table, because the driver runs only this beside our own thread. */
const LOOK = `PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE unfit AS SELECT seq FROM record NOT INDEXED WHERE ${IS_UNFIT} ORDER BY seq LIMIT 1;
CREATE TEMP TABLE fault AS SELECT integrity_check AS said FROM pragma_integrity_check(1, 'main');`;

const READ = "SELECT (SELECT seq FROM unfit), (SELECT COUNT(*) FROM fault WHERE said <> 'ok')";

/** Columns or indexes that hide or misplace records, or a damaged file; null: none. Rejects where it can't be read. */
export async function findDamage(path: string): Promise<Damage | null> {
  const db = new Libsql(path, { timeout: 5000 });
  try {
    await db.exec(LOOK);
    const statement = await db.prepare(READ);
    const [[unfit, faults]] = await statement.raw().all();
    return typeof unfit === 'number' ? { firstBadSeq: unfit } : faults === 0 ? null : { firstBadSeq: 1 };
  } finally {
    db.close();
  }
}
