import { expect, it } from 'vitest';
import { parseBody } from '../../main/core/journal-line.ts';
import type { JournalEvent } from '../../main/core/journal-schema.ts';
import type { OpenJournal } from '../../main/journal/journal.ts';
import { inFolder, openSample, sessionEvents, sessionId } from './sample-journal.ts';

const sendStarted = (n: number): JournalEvent => ({
  type: 'sendStarted',
  sessionId: sessionId(n),
  facts: {
    attempt: 1,
    contentLengthBytes: 5,
    videoSha256Prefix: '0'.repeat(16),
    cardSha256Prefix: null,
  },
});

/** What SQLite says of a full disk it says of a full database too; the real disk is full in `torture faults`. */
const allowPages = ({ database }: OpenJournal, count: number): void =>
  void database.query(`PRAGMA max_page_count = ${count}`, []);

const PLENTY = 100_000;
const FULL = { ok: false, failure: { code: 'diskFull' } };

it('a full disk is said, and what happened meanwhile is told first and in order as soon as there is room, but no leave that was refused', () =>
  inFolder(async (folder) => {
    const journal = await openSample(folder);
    const events = Array.from({ length: 40 }, (_, n) => sessionEvents(n)).flat();
    // The pages there are, and no more.
    allowPages(journal, 1);
    const fits = await countWritten(journal, events);
    expect(fits).toBeGreaterThan(0);
    expect(fits).toBeLessThan(events.length - 8);
    for (const event of [...events.slice(fits + 1, fits + 6), sendStarted(99)])
      expect(await journal.append(event)).toMatchObject(FULL);
    expect(journal.head().seq).toBe(fits);
    allowPages(journal, PLENTY);
    expect(await journal.append(events[fits + 6] ?? sendStarted(99))).toEqual({ ok: true, value: undefined });
    const records = journal.database.after(0, 1000).map(({ body }) => parseBody(body));
    expect(records.map((record) => [record?.sessionId, record?.type])).toEqual(
      events.slice(0, fits + 7).map((event) => [event.sessionId, event.type]),
    );
    // At the time at which it happened, not at which there was room.
    expect(new Set(records.map((record) => record?.atMs)).size).toBe(fits + 7);
    expect(journal.head().seq).toBe(fits + 7);
    await journal.close();
  }));

/** Appends until one is refused for want of room. */
async function countWritten(journal: OpenJournal, events: readonly JournalEvent[]): Promise<number> {
  for (const [at, event] of events.entries()) {
    const written = await journal.append(event);
    if (!written.ok && written.failure.code === 'diskFull') return at;
    if (!written.ok) throw new Error(written.failure.code);
  }
  return events.length;
}
