import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseBody } from '../core/journal-line.ts';
import type { OpenJournal } from './journal.ts';
import { sealHead } from './sealed-head.ts';

const HOUR_MS = 3_600_000;

/**
 * Adds today's head to a list of heads, one a line, and records that. Kept on paper or on another machine, the list
 * shows any later change of what was there that day (`verify-journal --head`).
 */
export async function exportHead(journal: OpenJournal, path: string): Promise<void> {
  const head = journal.head();
  await mkdir(dirname(path), { recursive: true });
  await appendFile(
    path,
    `${sealHead(head, journal.signer)} ${new Date(head.atMs).toISOString()} ${head.seq}\n`,
  );
  await journal.append({ type: 'headExported', sessionId: null, facts: { seq: head.seq } });
}

/** Whether today's head (by the machine's own calendar) was exported already. */
export function isHeadExportedToday({ database }: OpenJournal, nowMs: number): boolean {
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0);
  const found = database.query(
    "SELECT body FROM record WHERE session_id IS NULL AND type = 'headExported' AND at_ms >= ? LIMIT 1",
    [midnight],
  );
  return parseBody(String(found[0]?.[0] ?? '')) !== null;
}

/** Calls back at once and then whenever a new day has begun; returns the way to stop. */
export function everyDay(now: () => number, act: () => void): () => void {
  let day = '';
  const look = (): void => {
    const today = new Date(now()).toDateString();
    if (today === day) return;
    day = today;
    act();
  };
  look();
  const timer = setInterval(look, HOUR_MS);
  return () => clearInterval(timer);
}
