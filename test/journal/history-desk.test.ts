import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  HISTORY_PAGE,
  type ExportProgress,
  type HistoryFilter,
  type HistoryRow,
} from '../../main/core/history.ts';
import { parseBody } from '../../main/core/journal-line.ts';
import { exportHead, isHeadDoneToday } from '../../main/journal/daily.ts';
import { failure } from '../../main/core/failure.ts';
import { failed, ok } from '../../main/core/result.ts';
import { giveHead } from '../../main/journal/head-desk.ts';
import { createHistoryDesk, type HistoryDesk } from '../../main/journal/history-desk.ts';
import type { OpenJournal } from '../../main/journal/journal.ts';
import { runRetention } from '../../main/journal/retention.ts';
import { openHead } from '../../main/journal/sealed-head.ts';
import { verifyRecords } from '../../main/journal/verify.ts';
import { inFolder, movingClock, openSample, placeIn, verifier, writeSessions } from './sample-journal.ts';

const EVER: HistoryFilter = { fromMs: 0, toMs: 8_000_000_000_000, teller: null, outcome: null };
const DAY_MS = 86_400_000;
const NO_EARLIER = { journals: [], unreadable: [] } as const;

interface Desk {
  readonly desk: HistoryDesk;
  readonly journal: OpenJournal;
  readonly progress: ExportProgress[];
}

async function withDesk(
  sessions: number,
  isSupervisor: boolean,
  use: (desk: Desk, folder: string) => Promise<void>,
) {
  await inFolder(async (folder) => {
    const journal = await openSample(folder);
    await writeSessions(journal, sessions);
    const progress: ExportProgress[] = [];
    const desk = createHistoryDesk({
      journal,
      earlier: () => NO_EARLIER,
      earlierPlace: placeIn(folder),
      isSupervisor: () => isSupervisor,
      exportFolder: join(folder, 'exports'),
      keepDays: { journal: 365, receipts: 30 },
      headList: join(folder, 'heads.txt'),
      printHead: () => Promise.resolve(ok('savedAsPdf')),
      clock: { now: () => 1_790_000_000_000 },
      onProgress: (step) => progress.push(step),
    });
    await use({ desk, journal, progress }, folder);
    await journal.close();
  });
}

describe('the history desk', () => {
  it('tells nobody but a supervisor anything', () =>
    withDesk(1, false, async ({ desk }, folder) => {
      const refused = { ok: false, failure: { code: 'supervisorNeeded' } };
      expect(desk.search({ filter: EVER, before: null })).toEqual(refused);
      expect(desk.chart(EVER)).toEqual(refused);
      expect(desk.retention()).toEqual(refused);
      for (const act of ['show', 'print', 'export'] as const) expect(await desk.head(act)).toEqual(refused);
      for (const format of ['csv', 'json', 'journal'] as const)
        expect(await desk.export({ filter: EVER, format })).toEqual(refused);
      expect(await readdir(folder)).not.toContain('exports');
    }));

  it('pages through every session once, newest first', () =>
    withDesk(HISTORY_PAGE + 7, true, async ({ desk }) => {
      const seen: HistoryRow[] = [];
      let before = null;
      do {
        const page = desk.search({ filter: EVER, before });
        if (!page.ok) throw new Error(page.failure.code);
        expect(page.value.total).toBe(HISTORY_PAGE + 7);
        seen.push(...page.value.rows);
        before = page.value.next;
      } while (before !== null);
      expect(new Set(seen.map(({ reference }) => reference)).size).toBe(HISTORY_PAGE + 7);
      expect(seen.map(({ seq }) => seq)).toEqual(seen.map(({ seq }) => seq).toSorted((a, b) => b - a));
      await Promise.resolve();
    }));

  it('finds by period, teller and outcome, and charts the same sessions', () =>
    withDesk(20, true, async ({ desk, journal }) => {
      const find = (filter: Partial<HistoryFilter>): number | string => {
        const page = desk.search({ filter: { ...EVER, ...filter }, before: null });
        return page.ok ? page.value.total : page.failure.code;
      };
      expect(find({ outcome: 'rejected' })).toBe(4);
      expect(find({ outcome: 'rejected', teller: 'teller.one' })).toBe(4);
      expect(find({ teller: 'nobody' })).toBe(0);
      expect(find({ toMs: journal.head().atMs })).toBe(19);
      const charts = desk.chart(EVER);
      expect(charts).toMatchObject({
        ok: true,
        value: {
          outcomes: [
            { outcome: 'approved', count: 16 },
            { outcome: 'rejected', count: 4 },
          ],
          retakes: [{ rule: 'face.tooSmall', count: 7 }],
          medianMs: 50_000,
        },
      });
      await Promise.resolve();
    }));

  it('exports what it lists, with progress, as CSV and JSON', () =>
    withDesk(HISTORY_PAGE + 3, true, async ({ desk, progress }, folder) => {
      for (const format of ['csv', 'json'] as const) {
        const done = await desk.export({ filter: EVER, format });
        expect(done).toMatchObject({ ok: true, value: { count: HISTORY_PAGE + 3 } });
      }
      expect(progress.map(({ done }) => done)).toEqual([50, 53, 50, 53]);
      const names = await readdir(join(folder, 'exports'));
      expect(names).toEqual(['sessions-20260921T141320Z.csv', 'sessions-20260921T141320Z.json'].toSorted());
      const csv = await readFile(join(folder, 'exports', names[0] ?? ''), 'utf8');
      expect(csv.trim().split('\r\n')).toHaveLength(HISTORY_PAGE + 4);
      const rows: unknown = JSON.parse(await readFile(join(folder, 'exports', names[1] ?? ''), 'utf8'));
      expect(rows).toHaveLength(HISTORY_PAGE + 3);
    }));
});

describe('retention', () => {
  it('removes what has had its time, records it, and leaves a journal that is whole', () =>
    inFolder(async (folder) => {
      const time = movingClock();
      const journal = await openSample(folder, time);
      await writeSessions(journal, 3);
      const receipts = join(folder, 'receipts');
      await mkdir(receipts);
      for (const name of ['receipt-OLD.pdf', 'receipt-NEW.pdf', 'of-somebody-else.pdf'])
        await writeFile(join(receipts, name), '');
      const nowMs = (await stat(join(receipts, 'receipt-NEW.pdf'))).mtimeMs;
      for (const name of ['receipt-OLD.pdf', 'of-somebody-else.pdf'])
        await utimes(join(receipts, name), 0, (nowMs - 31 * DAY_MS) / 1000);
      const folders = [
        { kind: 'receipts', path: receipts, names: /^receipt-.*\.pdf$/, keepDays: 30 },
      ] as const;
      const earlier = { ...NO_EARLIER, place: placeIn(folder) };
      await runRetention({ journal, earlier, journalKeepDays: 90, folders, nowMs });
      expect((await readdir(receipts)).toSorted()).toEqual(['of-somebody-else.pdf', 'receipt-NEW.pdf']);
      expect(journal.database.first()?.seq).toBe(1);
      // Ninety days and five seconds later the first records are too old, and the newest is not.
      const lateMs = (parseBody(journal.database.first()?.body ?? '')?.atMs ?? 0) + 90 * DAY_MS + 5000;
      const [, removed] = await runRetention({
        journal,
        earlier,
        journalKeepDays: 90,
        folders,
        nowMs: lateMs,
      });
      expect(removed).toMatchObject({ kind: 'journal', removed: 5, throughSeq: 5 });
      expect(journal.database.first()?.seq).toBe(6);
      async function* all() {
        yield await Promise.resolve(journal.database.after(0, 1000));
      }
      const found = await verifyRecords(all(), { verifier, heads: [], start: null, isExcerpt: false });
      expect(found).toMatchObject({ isWhole: true, firstSeq: 6 });
      await journal.close();
    }));

  it('removes nothing while a clock that was set far ahead is in doubt', () =>
    inFolder(async (folder) => {
      const time = movingClock();
      let jumpMs = 0;
      const journal = await openSample(folder, { ...time, clock: { now: () => time.clock.now() + jumpMs } });
      await writeSessions(journal, 1);
      jumpMs = 400 * DAY_MS;
      await writeSessions(journal, 1, 1);
      const earlier = { ...NO_EARLIER, place: placeIn(folder) };
      await runRetention({
        journal,
        earlier,
        journalKeepDays: 90,
        folders: [],
        nowMs: journal.head().atMs,
      });
      expect(journal.database.first()?.seq).toBe(1);
      await journal.close();
    }));
});

it('the head of a day is exported once, signed, to a list', () =>
  inFolder(async (folder) => {
    const journal = await openSample(folder);
    await writeSessions(journal, 1);
    const nowMs = journal.head().atMs;
    expect(isHeadDoneToday(journal, ['list'], nowMs)).toBe(false);
    await exportHead(journal, join(folder, 'heads.txt'));
    expect(isHeadDoneToday(journal, ['list'], nowMs)).toBe(true);
    const [line = ''] = (await readFile(join(folder, 'heads.txt'), 'utf8')).split('\n');
    expect(openHead(line.split(' ')[0] ?? '', verifier)).toMatchObject({ seq: 4 });
    await journal.close();
  }));

describe('the head on paper', () => {
  it('is recorded when it was printed, and not when the printer failed', () =>
    inFolder(async (folder) => {
      const journal = await openSample(folder);
      await writeSessions(journal, 1);
      const headList = join(folder, 'heads.txt');
      const broken = {
        journal,
        headList,
        printHead: () => Promise.resolve(failed(failure('printerUnknown'))),
      };
      expect(await giveHead('print', broken)).toMatchObject({
        ok: false,
        failure: { code: 'printerUnknown' },
      });
      expect(journal.head().seq).toBe(4);
      const papers: string[] = [];
      const printHead = ({ code }: { readonly code: string }) => {
        papers.push(code);
        return Promise.resolve(ok('sentToPrinter' as const));
      };
      const printed = await giveHead('print', { journal, headList, printHead });
      expect(printed).toMatchObject({ ok: true, value: { seq: 4, done: 'sentToPrinter', listedAtMs: null } });
      expect(papers).toEqual([expect.stringMatching(/^4(-[2-9A-Z]{4}){5}$/)]);
      expect(parseBody(journal.database.last()?.body ?? '')).toMatchObject({
        type: 'headExported',
        facts: { seq: 4, by: 'printer' },
      });
      const shown = await giveHead('show', { journal, headList, printHead });
      expect(shown.ok && shown.value.printedAtMs).toBe(journal.head().atMs);
      await journal.close();
    }));
});
