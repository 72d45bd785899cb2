import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HISTORY_PAGE, type HistoryFilter, type HistoryQuestion } from '../../main/core/history.ts';
import { parseBody } from '../../main/core/journal-line.ts';
import { ok } from '../../main/core/result.ts';
import { openEarlier, sweepEarlier, tellEarlier } from '../../main/journal/earlier.ts';
import { createHistoryDesk, type HistoryDesk } from '../../main/journal/history-desk.ts';
import { openJournal, type OpenJournal } from '../../main/journal/journal.ts';
import { runRetention } from '../../main/journal/retention.ts';
import { generateStationKey, openStationKey } from '../../main/journal/station-key.ts';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { inFolder, movingClock, placeIn, QUICK_FOLDER, signer, writeSessions } from './sample-journal.ts';

const EVER: HistoryFilter = { fromMs: 0, toMs: 8_000_000_000_000, teller: null, outcome: null };
const DAY_MS = 86_400_000;
const context = {
  mode: 'practice',
  station: 'station-1',
  teller: 'teller.one',
  device: '0123456789abcdef',
} as const;

/** A station's journal under a key, with the public key left beside it as the app leaves it. */
async function openUnder(key: typeof signer, folder: string, time = movingClock()): Promise<OpenJournal> {
  const place = placeIn(folder);
  const name = `practice-${key.keyId}`;
  await mkdir(place.publicKeyFolder, { recursive: true });
  await writeFile(join(place.publicKeyFolder, `${name}.pem`), key.publicKeyPem);
  const opened = await openJournal({
    path: join(place.folder, `${name}.db`),
    headPath: join(place.headFolder, `${name}.head`),
    context,
    signer: key,
    clock: time.clock,
    uptimeMs: time.uptimeMs,
  });
  if (!opened.ok) throw new Error(opened.failure.detail);
  return opened.value;
}

interface Station {
  readonly folder: string;
  readonly journal: OpenJournal;
  readonly desk: HistoryDesk;
  readonly lostKeyIds: readonly string[];
}

/** A station that has lost its key twice; all three journals hold sessions of the same minutes. */
async function withLostKeys(sessions: readonly number[], use: (station: Station) => Promise<void>) {
  await inFolder(async (folder) => {
    const lostKeyIds: string[] = [];
    for (const [n, count] of sessions.slice(1).entries()) {
      const key = openStationKey(generateStationKey());
      const old = await openUnder(key, folder);
      await writeSessions(old, count, (n + 1) * 1000);
      await old.close();
      lostKeyIds.push(key.keyId);
    }
    const journal = await openUnder(signer, folder);
    await writeSessions(journal, sessions[0] ?? 0);
    const earlier = openEarlier(placeIn(folder));
    const desk = createHistoryDesk({
      journal,
      earlier: () => earlier,
      earlierPlace: placeIn(folder),
      isSupervisor: () => true,
      exportFolder: join(folder, 'exports'),
      keepDays: { journal: 90 },
      headList: join(folder, 'heads.txt'),
      printHead: () => Promise.resolve(ok('savedAsPdf')),
      clock: { now: () => 1_790_000_000_000 },
      onProgress: () => undefined,
    });
    await use({ folder, journal, desk, lostKeyIds });
    for (const each of earlier.journals) each.close();
    await journal.close();
  }, QUICK_FOLDER);
}

function listAll(desk: HistoryDesk) {
  const rows = [];
  let before: HistoryQuestion['before'] = null;
  do {
    const page = desk.search({ filter: EVER, before });
    if (!page.ok) throw new Error(page.failure.code);
    rows.push(...page.value.rows);
    before = page.value.next;
  } while (before !== null);
  return rows;
}

describe('a station that lost its key', () => {
  it('lists the sessions of every journal once, by time, though times and numbers are alike in all', () =>
    withLostKeys([HISTORY_PAGE - 20, HISTORY_PAGE - 30, 11], async ({ desk, lostKeyIds }) => {
      const rows = listAll(desk);
      expect(rows).toHaveLength(2 * HISTORY_PAGE - 39);
      expect(new Set(rows.map(({ reference }) => reference)).size).toBe(rows.length);
      const times = rows.map(({ endedAtMs }) => endedAtMs);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(new Set(times).size).toBe(HISTORY_PAGE - 20);
      expect(new Set(rows.map(({ journal }) => journal))).toEqual(new Set([signer.keyId, ...lostKeyIds]));
      await Promise.resolve();
    }));

  it('charts all of them together', () =>
    withLostKeys([20, 20], async ({ desk }) => {
      expect(desk.chart(EVER)).toMatchObject({
        ok: true,
        value: {
          outcomes: [
            { outcome: 'approved', count: 32 },
            { outcome: 'rejected', count: 8 },
          ],
          // Lengths 40 to 59 s in one journal; 1000 mod 60 gives 80 to 99 s in the other.
          durations: [
            { fromSeconds: 30, count: 20 },
            { fromSeconds: 60, count: 10 },
            { fromSeconds: 90, count: 10 },
          ],
          medianMs: 80_000,
        },
      });
      await Promise.resolve();
    }));

  it('exports all sessions as a table, and its old journals as copies that verify with their own key', () =>
    withLostKeys([3, 4], async ({ desk, folder, lostKeyIds: [keyId = ''] }) => {
      const table = await desk.export({ filter: EVER, format: 'json' });
      expect(table).toMatchObject({ ok: true, value: { count: 7, copies: [] } });
      const records = await desk.export({ filter: EVER, format: 'journal' });
      const stem = `journal-20260921T141320Z-${keyId}`;
      const copies = ['db', 'head', 'pem'].map((suffix) => `${stem}.${suffix}`);
      expect(records).toMatchObject({ ok: true, value: { copies } });
      const read = (suffix: string) => readFile(join(folder, 'exports', `${stem}.${suffix}`), 'utf8');
      const found = await verifyJournalFile({
        path: join(folder, 'exports', `${stem}.db`),
        keyPem: await read('pem'),
        headLines: (await read('head')).split('\n'),
      });
      expect(found).toMatchObject({ keyId, verification: { isWhole: true, firstSeq: 1, lastSeq: 16 } });
      const later = { ...EVER, fromMs: 1_800_000_000_000 };
      expect(await desk.export({ filter: later, format: 'journal' })).toMatchObject({
        ok: true,
        value: { copies: [] },
      });
    }));

  it('can write nothing into an old journal', () =>
    withLostKeys([1, 1], async ({ folder }) => {
      const [old] = openEarlier(placeIn(folder)).journals;
      expect(() => old?.query("UPDATE record SET body = '' RETURNING seq", [])).toThrow(/readonly/);
      expect(() => old?.query('DELETE FROM record RETURNING seq', [])).toThrow(/readonly/);
      old?.close();
      await Promise.resolve();
    }));

  it('shows the others and says how many files are missing when an old one is damaged', () =>
    withLostKeys([2], async ({ folder, desk }) => {
      await writeFile(join(folder, 'journal/practice-00112233aabb.db'), 'no database at all');
      await writeFile(join(folder, 'journal/live-00112233aabc.db'), 'of the other mode');
      expect(openEarlier(placeIn(folder))).toMatchObject({
        journals: [],
        unreadable: ['practice-00112233aabb.db'],
      });
      expect(listAll(desk)).toHaveLength(2);
    }));

  it('ties the end of the old journal into the new one', () =>
    withLostKeys([0, 2], async ({ folder, journal, lostKeyIds: [keyId = ''] }) => {
      const earlier = openEarlier(placeIn(folder));
      const lastLink = earlier.journals[0]?.last()?.link;
      for (const event of tellEarlier(earlier)) expect((await journal.append(event)).ok).toBe(true);
      expect(parseBody(journal.database.last()?.body ?? '')).toMatchObject({
        type: 'earlierJournal',
        facts: { key: `key:${keyId}`, lastSeq: 8, lastLink },
      });
      for (const each of earlier.journals) each.close();
    }));
});

describe('retention of an old journal', () => {
  const retain = async ({ folder, journal }: Station, nowMs: number) => {
    const place = placeIn(folder);
    const { journals } = openEarlier(place);
    await runRetention({ journal, earlier: { journals, place }, journalKeepDays: 90, folders: [], nowMs });
    for (const each of journals) each.close();
  };

  it('keeps it whole until its newest record has had its time, then removes it and records that', () =>
    withLostKeys([1, 2], async (station) => {
      const { folder, journal, lostKeyIds } = station;
      const [keyId = ''] = lostKeyIds;
      const last = openEarlier(placeIn(folder)).journals[0]?.last();
      const lastMs = last?.atMs ?? 0;
      await retain(station, lastMs + 90 * DAY_MS);
      expect(await readdir(join(folder, 'journal'))).toContain(`practice-${keyId}.db`);
      await retain(station, lastMs + 90 * DAY_MS + 1);
      expect((await readdir(join(folder, 'journal'))).filter((name) => name.includes(keyId))).toEqual([]);
      expect(await readdir(join(folder, 'journal-head'))).not.toContain(`practice-${keyId}.head`);
      // What Windows held open comes up again as an empty file.
      await writeFile(join(folder, `journal/practice-${keyId}.db`), '');
      await sweepEarlier(journal, placeIn(folder));
      expect((await readdir(join(folder, 'journal'))).filter((name) => name.includes(keyId))).toEqual([]);
      const runs = journal.database.after(0, 1000).map(({ body }) => parseBody(body));
      expect(
        runs.filter((record) => record?.type === 'retentionRun' && record.facts.ofKey !== undefined),
      ).toEqual([
        expect.objectContaining({
          facts: {
            kind: 'journal',
            removed: 8,
            throughSeq: 8,
            throughLink: last?.link,
            ofKey: `key:${keyId}`,
          },
        }),
      ]);
    }));
});
