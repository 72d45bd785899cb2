import { once } from 'node:events';
import { watch } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as fc from 'fast-check';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { formatLine, parseLine } from '../../main/core/journal-line.ts';
import { CHAIN_START } from '../../main/core/journal-schema.ts';
import { openDatabase } from '../../main/journal/database.ts';
import { exportJournal } from '../../main/journal/export.ts';
import { linkOf } from '../../main/journal/link.ts';
import type { StationSigner } from '../../main/core/ports.ts';
import { headCodeOf } from '../../main/journal/head-check.ts';
import { sealHead, type Head } from '../../main/journal/sealed-head.ts';
import { generateStationKey, openStationKey } from '../../main/journal/station-key.ts';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { inFolder, movingClock, openSample, signer, writeSessions } from './sample-journal.ts';

const EVER = { fromMs: 0, toMs: 8_000_000_000_000 };
const WATCH = { onProgress: () => undefined, signal: new AbortController().signal };
const RECORDS = 12;
/** Copies of databases that are being checked. */
const COPY = join(tmpdir(), 'kiosk-verify-');
const copies = async (): Promise<readonly string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(basename(COPY)));

/** The lines of an export: header, records 1 to 12, head. */
async function exportedLines(folder: string, sessions = 3): Promise<readonly string[]> {
  const journal = await openSample(folder);
  await writeSessions(journal, sessions);
  const path = join(folder, 'journal.jsonl');
  expect(await exportJournal(journal, path, EVER, WATCH)).toBe(sessions * 4);
  await journal.close();
  const text = await readFile(path, 'utf8');
  return text.trimEnd().split('\n');
}

async function firstBad(folder: string, content: string | Buffer, headLines: readonly string[] = []) {
  const path = join(folder, 'changed.jsonl');
  await writeFile(path, content);
  const found = await verifyJournalFile({ path, keyPem: signer.publicKeyPem, headLines });
  if (found === null) throw new Error('no key');
  return found.verification.isWhole ? null : found.verification.firstBadSeq;
}

const whole = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const place = fc.integer({ min: 1, max: RECORDS });

describe('an exported journal', () => {
  it('is whole as it was written, and proves nothing about whose key it is when the key comes from the file', () =>
    inFolder(async (folder) => {
      const lines = await exportedLines(folder);
      expect(await firstBad(folder, whole(lines))).toBeNull();
      const found = await verifyJournalFile({
        path: join(folder, 'changed.jsonl'),
        keyPem: null,
        headLines: [],
      });
      expect(found).toMatchObject({
        isKeyFromFile: true,
        verification: { isWhole: true, firstSeq: 1, lastSeq: 12 },
      });
    }));

  it(
    'names the record of any flipped bit',
    () =>
      inFolder(async (folder) => {
        const lines = await exportedLines(folder);
        const bytes = Buffer.from(whole(lines));
        const ends = lines.map((_, n) => Buffer.byteLength(whole(lines.slice(0, n + 1))));
        const flip = fc.record({ at: fc.nat(bytes.length - 1), bit: fc.integer({ min: 0, max: 7 }) });
        await fc.assert(
          fc.asyncProperty(flip, async ({ at, bit }) => {
            const changed = Buffer.from(bytes);
            changed[at] = (changed[at] ?? 0) ^ (1 << bit);
            expect(await firstBad(folder, changed)).toBe(ends.findIndex((end) => at < end));
          }),
          { numRuns: 200 },
        );
      }),
    60_000,
  );

  it(
    'names the first record that is missing after a cut at any byte',
    () =>
      inFolder(async (folder) => {
        const lines = await exportedLines(folder, 1);
        const bytes = Buffer.from(whole(lines));
        const ends = lines.map((_, n) => Buffer.byteLength(whole(lines.slice(0, n + 1))));
        const lastRecordAt = ends.at(-3) ?? 0;
        for (let length = 1; length < bytes.length; length += length < lastRecordAt ? 11 : 1) {
          // A cut right behind a line leaves that line whole.
          const line = ends.findIndex((end) => length < end);
          expect([length, await firstBad(folder, bytes.subarray(0, length))]).toEqual([length, line]);
        }
      }),
    60_000,
  );

  it('names the place of any dropped, swapped or inserted record', () =>
    inFolder(async (folder) => {
      const lines = await exportedLines(folder);
      await fc.assert(
        fc.asyncProperty(place, place, async (a, b) => {
          expect(await firstBad(folder, whole(lines.toSpliced(a, 1)))).toBe(a);
          expect(await firstBad(folder, whole(lines.toSpliced(a, 0, lines[b] ?? '')))).toBe(
            a === b ? a + 1 : a,
          );
          if (a === b) return;
          const swapped = lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
          expect(await firstBad(folder, whole(swapped))).toBe(Math.min(a, b));
        }),
        { numRuns: 60 },
      );
    }));

  it('names the first record of a chain made anew by somebody else, wherever it starts', () =>
    inFolder(async (folder) => {
      const lines = await exportedLines(folder);
      for (let from = 1; from <= RECORDS; from += 1)
        expect(await firstBad(folder, whole(forge(lines, from)))).toBe(from);
    }));

  it('does not pass for a true one when the true station cut it and a head was kept elsewhere', () =>
    inFolder(async (folder) => {
      const lines = await exportedLines(folder);
      const head = { v: 1, keyId: signer.keyId, seq: 5, link: CHAIN_START, atMs: 0 } as const;
      expect(await firstBad(folder, whole(lines), [sealHead(head, signer)])).toBe(5);
    }));

  it('rewritten by the true station key passes alone and not beside a head that was printed before', () =>
    inFolder(async (folder) => {
      const lines = await exportedLines(folder);
      const printed = codeAt(lines, 9);
      const seal = sealHead(headAt(lines, 9), signer);
      expect(await firstBad(folder, whole(lines), [printed])).toBeNull();
      for (let from = 1; from <= 9; from += 1) {
        const rewritten = whole(forge(lines, from, signer));
        expect(await firstBad(folder, rewritten)).toBeNull();
        for (const head of [printed, ` ${printed.toLowerCase()} `, seal])
          expect(await firstBad(folder, rewritten, [head])).toBe(9);
      }
      // What came after the head is not covered by it; the next day's is.
      expect(await firstBad(folder, whole(forge(lines, 10, signer)), [printed])).toBeNull();
    }));

  it('signed anew with another key does not pass beside a printed head, nor beside a list of them', () =>
    inFolder(async (folder) => {
      const lines = await exportedLines(folder);
      const path = join(folder, 'anew.jsonl');
      const other = openStationKey(generateStationKey());
      await writeFile(path, whole(forge(lines, 1, other)));
      const sealed = sealHead(headAt(lines, 9), signer);
      const verify = (head: string) =>
        verifyJournalFile({ path, keyPem: other.publicKeyPem, headLines: [head] });
      expect(await verify(sealed)).toMatchObject({ verification: { problem: 'headForeign' } });
      expect(await verify('nothing of ours')).toMatchObject({ verification: { problem: 'headForeign' } });
      expect(await verify(codeAt(lines, 9))).toMatchObject({ verification: { isWhole: false } });
    }));
});

/** The head that stood when record `seq` of these lines was the newest. */
function headAt(lines: readonly string[], seq: number): Head {
  const record = parseLine(lines[seq] ?? '');
  if (record === null) throw new Error('not a record');
  return { v: 1, keyId: signer.keyId, seq, link: linkOf(record), atMs: 0 };
}

const codeAt = (lines: readonly string[], seq: number): string => headCodeOf(headAt(lines, seq));

const STRANGER = openStationKey(generateStationKey());

/** Changes record `from`, then makes every later link, signature and the end fit, with this key. */
function forge(lines: readonly string[], from: number, by: StationSigner = STRANGER): readonly string[] {
  const forged = [...lines];
  let previous = '';
  for (let n = from; n <= RECORDS; n += 1) {
    const record = parseLine(lines[n] ?? '');
    if (record === null) throw new Error('not a record');
    const facts = JSON.parse(record.body) as { readonly atMs: number; readonly previous: string };
    const body = JSON.stringify(n === from ? { ...facts, atMs: facts.atMs + 1 } : { ...facts, previous });
    const made = { body, signature: by.sign('journal', body) };
    previous = linkOf(made);
    forged[n] = formatLine(made);
  }
  if (by === STRANGER) return forged;
  const { body } = parseLine(lines[0] ?? '') ?? { body: '' };
  forged[0] = formatLine({ body, signature: by.sign('head', body) });
  const end = { ...headAt(forged, RECORDS), keyId: by.keyId };
  return forged.with(RECORDS + 1, JSON.stringify({ head: sealHead(end, by) }));
}

describe('a journal database', () => {
  const ATTACKS = [
    ["UPDATE record SET body = replace(body, 'vi', 'en') WHERE seq = 5", 5],
    ["UPDATE record SET signature = replace(signature, substr(signature, 3, 1), '_') WHERE seq = 6", 6],
    ['DELETE FROM record WHERE seq = 4', 4],
    ['DELETE FROM record WHERE seq >= 10', 10],
    ['DELETE FROM record WHERE seq < 3', 1],
    [
      'UPDATE record SET seq = CASE seq WHEN 3 THEN -8 ELSE seq END; UPDATE record SET seq = 3 WHERE seq = 8; UPDATE record SET seq = 8 WHERE seq = -8',
      3,
    ],
    ['INSERT INTO record (seq, body, signature) SELECT 13, body, signature FROM record WHERE seq = 12', 13],
    ["UPDATE record SET outcome = 'approved' WHERE seq = 4", 4],
    [
      'UPDATE record SET body = body || substr(signature, 1, 4), signature = substr(signature, 5) WHERE seq = 7',
      7,
    ],
    // An index that leads to other records: every record is true, and a search does not find it.
    [
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'record_session') WHERE name = 'record_at'",
      1,
    ],
  ] as const;

  it.each(ATTACKS)('names the first bad record after: %s', (sql, seq) =>
    inFolder(async (folder) => {
      const path = await layOutSample(folder, 3);
      const open = { path, keyPem: null, headLines: [] };
      expect(await verifyJournalFile(open)).toMatchObject({
        verification: { isWhole: true, lastSeq: 12, headsChecked: expect.toSatisfy((n) => n >= 1) },
      });
      const database = new Libsql(path);
      database.exec(
        `DROP TRIGGER no_update; DROP TRIGGER no_delete; ${sql}; PRAGMA wal_checkpoint(TRUNCATE)`,
      );
      database.close();
      expect(await verifyJournalFile(open)).toMatchObject({
        verification: { isWhole: false, firstBadSeq: seq },
      });
    }),
  );

  it('is not whole where the station itself noted that records were gone, however true each is', () =>
    inFolder(async (folder) => {
      const journal = await openSample(folder);
      await writeSessions(journal, 1);
      const facts = { cause: 'ahead', headSeq: 9, lastSeq: 4 } as const;
      await journal.append({ type: 'headMismatch', sessionId: null, facts });
      await writeSessions(journal, 1);
      await journal.close();
      await layOut(folder);
      const path = join(folder, 'data/journal/practice.db');
      expect(await verifyJournalFile({ path, keyPem: null, headLines: [] })).toMatchObject({
        verification: { isWhole: false, firstBadSeq: 5, problem: 'lossNoted' },
      });
    }));

  it('names a record that is no JSON as that, however it begins and ends', () =>
    inFolder(async (folder) => {
      const path = await layOutSample(folder, 3);
      const database = new Libsql(path);
      database.exec(
        `DROP TRIGGER no_update; UPDATE record SET body = replace(body, '"facts":', '"facts"') WHERE seq = 5`,
      );
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
      expect(await verifyJournalFile({ path, keyPem: null, headLines: [] })).toMatchObject({
        verification: { isWhole: false, firstBadSeq: 5, problem: 'unreadable' },
      });
    }));

  it(
    'with any flipped byte is named as not whole, unless every record still reads as it was',
    () =>
      inFolder(async (folder) => {
        const journal = await openSample(folder);
        await writeSessions(journal, 3);
        const before = journal.database.after(0, 100).map(({ body }) => body);
        await journal.close();
        await layOut(folder);
        const path = join(folder, 'data/journal/practice.db');
        const bytes = await readFile(path);
        const flip = fc.record({ at: fc.nat(bytes.length - 1), bit: fc.integer({ min: 0, max: 7 }) });
        let named = 0;
        await fc.assert(
          fc.asyncProperty(flip, async ({ at, bit }) => {
            const changed = Buffer.from(bytes);
            changed[at] = (changed[at] ?? 0) ^ (1 << bit);
            // The first sixteen bytes say what kind of file it is.
            fc.pre(at >= 16);
            await writeFile(path, changed);
            const found = await verifyJournalFile({ path, keyPem: null, headLines: [] });
            const isNamed = found?.verification.isWhole === false;
            if (isNamed) named += 1;
            expect(isNamed ? before : await bodiesIn(folder, changed)).toEqual(before);
          }),
          { numRuns: 60 },
        );
        expect(named).toBeGreaterThan(0);
      }),
    60_000,
  );

  it('is read where it lies, without a copy, and neither it nor its folder is another afterwards', () =>
    inFolder(async (folder) => {
      const path = await layOutSample(folder, 3);
      const look = async (): Promise<unknown> => [
        await readdir(join(folder, 'data/journal')),
        (await stat(path, { bigint: true })).mtimeNs,
        await readFile(path),
      ];
      const before = await look();
      const { copied, found } = await watchCopies(() =>
        verifyJournalFile({ path, keyPem: null, headLines: [] }),
      );
      expect(found?.verification).toMatchObject({ isWhole: true, lastSeq: 12 });
      expect(copied).toBe(0);
      expect(await look()).toEqual(before);
    }));

  it('in use is copied, and what still waits in its log is checked too', () =>
    inFolder(async (folder) => {
      const journal = await openSample(folder);
      await writeSessions(journal, 3);
      await layOut(folder);
      const path = join(folder, 'data/journal/practice.db');
      await copyFile(join(folder, 'journal.db-wal'), `${path}-wal`);
      expect((await stat(`${path}-wal`)).size).toBeGreaterThan(0);
      const { copied, found } = await watchCopies(() =>
        verifyJournalFile({ path, keyPem: null, headLines: [] }),
      );
      expect(found?.verification).toMatchObject({ isWhole: true, lastSeq: 12 });
      expect(copied).toBe(1);
      await journal.close();
    }));

  it('that is written to while it is checked is checked anew, as a copy', () =>
    inFolder(async (folder) => {
      const path = await layOutSample(folder, 300);
      const { copied, found } = await watchCopies(async (made) => {
        const done = new AbortController();
        const checking = verifyJournalFile({ path, keyPem: null, headLines: [] });
        void checking.finally(() => done.abort());
        for (let version = 1; !done.signal.aborted && made.size === 0; version += 1) {
          const other = new Libsql(path);
          other.exec(`PRAGMA user_version = ${version}; PRAGMA wal_checkpoint(TRUNCATE)`);
          other.close();
          await nextTurn();
        }
        return checking;
      });
      expect(found?.verification).toMatchObject({ isWhole: true, lastSeq: 1200 });
      expect(copied).toBe(1);
    }));

  it('of another program that uses SQLite is none', () =>
    inFolder(async (folder) => {
      const path = await layOutSample(folder, 1);
      const other = join(folder, 'data/journal/other.db');
      const database = new Libsql(other);
      database.exec('CREATE TABLE note (text TEXT)');
      database.close();
      const keyPem = await readFile(join(folder, 'data/station-keys/practice.pem'), 'utf8');
      expect(await verifyJournalFile({ path, keyPem, headLines: [] })).not.toBeNull();
      expect(await verifyJournalFile({ path: other, keyPem, headLines: [] })).toMatchObject({
        verification: { isWhole: false, problem: 'damagedDatabase' },
      });
    }));

  it('removes a copy that an earlier check had to leave, and none that is at work', () =>
    inFolder(async (folder) => {
      const path = await layOutSample(folder, 1);
      const [left, atWork] = [await mkdtemp(COPY), await mkdtemp(COPY)];
      await writeFile(join(left, 'practice.db'), 'copy');
      const longAgo = new Date(Date.now() - 2 * 3_600_000);
      await utimes(left, longAgo, longAgo);
      expect(await verifyJournalFile({ path, keyPem: null, headLines: [] })).not.toBeNull();
      const after = await copies();
      expect(after).not.toContain(basename(left));
      expect(after).toContain(basename(atWork));
      await rm(atWork, { recursive: true });
    }));

  it('names a record whose text is no longer UTF-8, and lives on', () =>
    inFolder(async (folder) => {
      const path = await layOutSample(folder, 1);
      const bytes = await readFile(path);
      const at = bytes.indexOf('sessionStarted');
      expect(at).toBeGreaterThan(0);
      bytes[at] = 0xff;
      await writeFile(path, bytes);
      expect(await verifyJournalFile({ path, keyPem: null, headLines: [] })).toMatchObject({
        verification: { isWhole: false },
      });
    }));

  it('still has a record that damage has emptied, so that the journal does not seem shorter', () =>
    inFolder(async (folder) => {
      const path = await layOutSample(folder, 3);
      const before = openDatabase(path).last();
      const damaged = new Libsql(path);
      damaged.exec(`DROP TRIGGER no_update; PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, 'body TEXT NOT NULL', 'body TEXT') WHERE name = 'record'`);
      damaged.close();
      const emptied = new Libsql(path);
      emptied.exec('UPDATE record SET body = NULL WHERE seq = 12; PRAGMA wal_checkpoint(TRUNCATE)');
      emptied.close();
      expect(openDatabase(path).last()).toEqual({ ...before, seq: 12, body: '' });
      expect(await verifyJournalFile({ path, keyPem: null, headLines: [] })).toMatchObject({
        verification: { isWhole: false, firstBadSeq: 12, problem: 'unreadable' },
      });
    }));

  it('is whole with its oldest records gone when retention removed them and says so', () =>
    inFolder(async (folder) => {
      const journal = await openSample(folder, movingClock());
      await writeSessions(journal, 2);
      const [, , third] = journal.database.after(0, 3);
      if (third === undefined) throw new Error('no record');
      const facts = { kind: 'journal', removed: 3, throughSeq: 3, throughLink: linkOf(third) } as const;
      await journal.append({ type: 'retentionRun', sessionId: null, facts });
      expect(journal.database.removeOldest(3, 100)).toBe(3);
      await journal.close();
      await layOut(folder);
      const path = join(folder, 'data/journal/practice.db');
      expect(await verifyJournalFile({ path, keyPem: null, headLines: [] })).toMatchObject({
        verification: { isWhole: true, firstSeq: 4, lastSeq: 9 },
      });
    }));
});

async function bodiesIn(folder: string, bytes: Buffer): Promise<readonly string[]> {
  const copy = join(folder, `copy-${Math.random()}.db`);
  await writeFile(copy, bytes);
  const database = openDatabase(copy);
  const bodies = database.after(0, 100).map(({ body }) => body);
  database.close();
  return bodies;
}

/** How many copies were made while `work` was done. */
async function watchCopies<T>(
  work: (made: ReadonlySet<string>) => Promise<T>,
): Promise<{ readonly copied: number; readonly found: T }> {
  const made = new Set<string>();
  const watcher = watch(tmpdir(), (_, name) => name?.startsWith(basename(COPY)) === true && made.add(name));
  const found = await work(made);
  // What is told of this folder comes after all that was told before.
  const last = await mkdtemp(COPY);
  while (!made.has(basename(last))) await once(watcher, 'change');
  watcher.close();
  await rm(last, { recursive: true });
  return { copied: made.size - 1, found };
}

/** A closed sample, laid out; where its database lies. */
async function layOutSample(folder: string, sessions: number): Promise<string> {
  const journal = await openSample(folder);
  await writeSessions(journal, sessions);
  await journal.close();
  await layOut(folder);
  return join(folder, 'data/journal/practice.db');
}

/** The sample's files where the program keeps its own. */
async function layOut(folder: string): Promise<void> {
  for (const name of ['journal', 'journal-head', 'station-keys'])
    await mkdir(join(folder, 'data', name), { recursive: true });
  await writeFile(join(folder, 'data/journal/practice.db'), await readFile(join(folder, 'journal.db')));
  await writeFile(
    join(folder, 'data/journal-head/practice.head'),
    await readFile(join(folder, 'apart/journal.head')),
  );
  await writeFile(join(folder, 'data/station-keys/practice.pem'), signer.publicKeyPem);
}
