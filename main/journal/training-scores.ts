import { parseBody } from '../core/journal-line.ts';
import type { ScoreLine } from '../core/training.ts';
import type { JournalDatabase } from './database.ts';

/** More than a day of training brings. */
const MOST = 200;

/** What trainees decided, newest first, out of the practice journal. */
export function readScores(database: Pick<JournalDatabase, 'query'>): readonly ScoreLine[] {
  const found = database.query(
    "SELECT body FROM record WHERE type = 'trainingScored' ORDER BY at_ms DESC, seq DESC LIMIT ?",
    [MOST],
  );
  return found.flatMap(([body]) => {
    const record = parseBody(String(body));
    return record?.type === 'trainingScored'
      ? [{ ...record.facts, atMs: record.atMs, trainee: record.teller }]
      : [];
  });
}
