import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HeadNote } from '../core/history.ts';
import { parseBody } from '../core/journal-line.ts';
import type { JournalEvent } from '../core/journal-schema.ts';
import { headCodeOf } from './head-check.ts';
import type { OpenJournal } from './journal.ts';
import { sealHead } from './sealed-head.ts';

const HOUR_MS = 3_600_000;

/** Where a head may have gone. */
export type HeadWay = NonNullable<Extract<JournalEvent, { type: 'headExported' }>['facts']['by']>;

/** The newest head as people and papers carry it. */
export function readHead(journal: OpenJournal): Pick<HeadNote, 'seq' | 'atMs' | 'keyId' | 'code' | 'sealed'> {
  const head = journal.head();
  const { seq, atMs, keyId } = head;
  return { seq, atMs, keyId, code: headCodeOf(head), sealed: sealHead(head, journal.signer) };
}

/**
 * Adds the newest head to a list of heads, one a line, and records that. Kept on paper or on another machine, the
 * list shows any later change of what was there that day (`verify-journal --head`).
 */
export async function exportHead(journal: OpenJournal, path: string): Promise<void> {
  const { seq, atMs, code, sealed } = readHead(journal);
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, `${sealed} ${new Date(atMs).toISOString()} ${code}\n`);
  await recordHead(journal, seq, 'list');
}

export async function recordHead(journal: OpenJournal, seq: number, by: HeadWay): Promise<void> {
  await journal.append({ type: 'headExported', sessionId: null, facts: { seq, by } });
}

/** When a head last went one of these ways; null for never. */
export function lastHeadMs({ database }: OpenJournal, ways: readonly HeadWay[]): number | null {
  const found = database.query(
    "SELECT body FROM record WHERE session_id IS NULL AND type = 'headExported' ORDER BY at_ms DESC LIMIT 50",
    [],
  );
  for (const [body] of found) {
    const record = parseBody(String(body));
    if (record?.type === 'headExported' && ways.includes(record.facts.by ?? 'list')) return record.atMs;
  }
  return null;
}

/** Whether a head went one of these ways today, by the machine's own calendar. */
export function isHeadDoneToday(journal: OpenJournal, ways: readonly HeadWay[], nowMs: number): boolean {
  const lastMs = lastHeadMs(journal, ways);
  return lastMs !== null && lastMs >= new Date(nowMs).setHours(0, 0, 0, 0);
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
