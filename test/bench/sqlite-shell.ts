import { spawn } from 'node:child_process';
import { HISTORY_PAGE } from '../../main/core/history.ts';

/** Runs a script in SQLite's own shell; what it prints is thrown away. */
export function shell(path: string, script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('sqlite3', ['-batch', path], { stdio: ['pipe', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`sqlite3 ended with ${code}`))));
    child.stdin.end(script);
  });
}

/** As many records as were appended, each in a transaction of its own, flushed as the journal's are. */
export const insertScript = (count: number, bytes: number): string =>
  [
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;',
    'CREATE TABLE record (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);',
    ...Array.from({ length: count }, () => `INSERT INTO record (body) VALUES ('${'x'.repeat(bytes)}');`),
  ].join('\n');

/** What the newest page asks of the file, as often as it was asked. */
export const pageScript = (toMs: number, times: number): string =>
  Array.from(
    { length: times },
    () =>
      `SELECT COUNT(*) FROM record WHERE type = 'wiped' AND at_ms >= 0 AND at_ms < ${toMs};
SELECT body FROM record INDEXED BY ended_at WHERE type = 'wiped' AND at_ms >= 0 AND at_ms < ${toMs} ORDER BY at_ms DESC, seq DESC LIMIT ${HISTORY_PAGE + 1};`,
  ).join('\n');
