import { copyFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { parseBody } from '../../main/core/journal-line.ts';
import { CHAIN_START } from '../../main/core/journal-schema.ts';
import { linkOf } from '../../main/journal/link.ts';
import type { OpenJournal } from '../../main/journal/journal.ts';
import {
  inFolder,
  movingClock,
  openSample,
  sessionEvents,
  sessionId,
  writeSessions,
} from './sample-journal.ts';

const types = (journal: OpenJournal): readonly (string | undefined)[] =>
  journal.database.after(0, 1000).map(({ body }) => parseBody(body)?.type);

describe('the journal', () => {
  it('keeps order, context and chain over two openings', () =>
    inFolder(async (folder) => {
      const time = movingClock();
      for (const from of [0, 2]) {
        const journal = await openSample(folder, time);
        await writeSessions(journal, 2, from);
        await journal.close();
      }
      const journal = await openSample(folder, time);
      const records = journal.database.after(0, 100).map(({ body }) => parseBody(body));
      expect(records.map((record) => record?.seq)).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
      expect(records.every((record) => record?.teller === 'teller.one')).toBe(true);
      expect(journal.head().seq).toBe(16);
      await journal.close();
    }));

  it('keeps the order of appends that nobody waited for', () =>
    inFolder(async (folder) => {
      const journal = await openSample(folder);
      const all = [0, 1, 2].flatMap(sessionEvents).map((event) => journal.append(event));
      expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
      expect(journal.head().seq).toBe(12);
      await journal.close();
    }));

  it('refuses to change or remove a record, even by SQL', () =>
    inFolder(async (folder) => {
      const journal = await openSample(folder);
      await writeSessions(journal, 1);
      const stranger = new Libsql(join(folder, 'journal.db'));
      for (const sql of ["UPDATE record SET body = '{}' WHERE seq = 2", 'DELETE FROM record WHERE seq = 2'])
        expect(() => stranger.exec(sql)).toThrow(/append-only/);
      stranger.close();
      await journal.close();
    }));

  it('notes at the next start a session that the program left open, once', () =>
    inFolder(async (folder) => {
      const first = await openSample(folder);
      const [started] = sessionEvents(7);
      if (started !== undefined) await first.append(started);
      await first.append({
        type: 'sendStarted',
        sessionId: sessionId(7),
        facts: {
          attempt: 1,
          contentLengthBytes: 5,
          videoSha256Prefix: '0'.repeat(16),
          cardSha256Prefix: null,
        },
      });
      await first.close();
      for (const _ of [1, 2]) await (await openSample(folder)).close();
      const journal = await openSample(folder);
      const notes = journal.database.after(0, 100).map(({ body }) => parseBody(body));
      expect(notes.at(-1)).toMatchObject({
        type: 'interrupted',
        sessionId: sessionId(7),
        facts: { sendWasOpen: true },
      });
      expect(notes).toHaveLength(3);
      await journal.close();
    }));

  it('notes a clock that was set, forward, back and while the program was closed', () =>
    inFolder(async (folder) => {
      const time = movingClock();
      let jumpMs = 0;
      const clock = { now: () => time.clock.now() + jumpMs };
      const journal = await openSample(folder, { ...time, clock });
      await writeSessions(journal, 1);
      jumpMs = 3_600_000;
      await writeSessions(journal, 1, 1);
      jumpMs = -7_200_000;
      await writeSessions(journal, 1, 2);
      await journal.close();
      expect(types(await openSample(folder)).filter((type) => type === 'clockChanged')).toHaveLength(2);
      const early = await openSample(folder, { ...movingClock(), clock: { now: () => 1_780_000_000_000 } });
      await writeSessions(early, 1, 3);
      expect(types(early).filter((type) => type === 'clockChanged')).toHaveLength(3);
      await early.close();
    }));

  it('notes that records are gone when an older copy was put in its place', () =>
    inFolder(async (folder) => {
      const time = movingClock();
      const journal = await openSample(folder, time);
      await writeSessions(journal, 1);
      await journal.close();
      await copyFile(join(folder, 'journal.db'), join(folder, 'old.db'));
      const again = await openSample(folder, time);
      await writeSessions(again, 2, 1);
      await again.close();
      const put = join(folder, 'put-back');
      await mkdir(join(put, 'apart'), { recursive: true });
      await copyFile(join(folder, 'old.db'), join(put, 'journal.db'));
      await copyFile(join(folder, 'apart/journal.head'), join(put, 'apart/journal.head'));
      const shortened = await openSample(put, time);
      const last = parseBody(shortened.database.last()?.body ?? '');
      expect(last).toMatchObject({
        type: 'headMismatch',
        facts: { cause: 'ahead', headSeq: 12, lastSeq: 4 },
      });
      await shortened.close();
    }));

  it(
    'goes on from what a torn write left, at any length of the write-ahead log',
    () =>
      inFolder(async (folder) => {
        const journal = await openSample(folder);
        await writeSessions(journal, 3);
        // Copied while open: the log has not been folded into the database yet, as after a power cut.
        const wal = await readFile(join(folder, 'journal.db-wal'));
        expect(wal.length).toBeGreaterThan(50_000);
        for (let bytes = 0; bytes <= wal.length; bytes += 4999) await reopenTorn(folder, bytes);
        await journal.close();
      }),
    60_000,
  );
});

/** Opens a copy whose log ends early, and whose head may be of any age. */
async function reopenTorn(folder: string, walBytes: number): Promise<void> {
  const torn = join(folder, `torn-${walBytes}`);
  await mkdir(torn);
  for (const file of ['journal.db', 'journal.db-wal']) await copyFile(join(folder, file), join(torn, file));
  await truncate(join(torn, 'journal.db-wal'), walBytes);
  const journal = await openSample(torn);
  await writeSessions(journal, 1, 9);
  const kept = journal.database.after(0, 100);
  expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, n) => n + 1));
  let previous = CHAIN_START;
  for (const record of kept) {
    expect(parseBody(record.body)?.previous).toBe(previous);
    previous = linkOf(record);
  }
  await journal.close();
}
