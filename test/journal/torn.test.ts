import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Libsql from 'libsql';
import { expect, it } from 'vitest';
import { parseBody, type SignedRecord } from '../../main/core/journal-line.ts';
import { linkOf } from '../../main/journal/link.ts';
import { HEAD_LAG, openHeadFile, type Head } from '../../main/journal/sealed-head.ts';
import { inFolder, openSample, QUICK_FOLDER, sessionEvents, signer, verifier } from './sample-journal.ts';

it(
  'a write torn at any byte loses no record before it and leaves no part of one',
  () =>
    inFolder(async (folder) => {
      // Small pages make a record's write short enough to be torn at each of its bytes.
      const small = new Libsql(join(folder, 'journal.db'));
      small.exec('PRAGMA page_size = 512; VACUUM');
      small.close();
      const journal = await openSample(folder);
      const walPath = join(folder, 'journal.db-wal');
      // Without the last event of a session, which folds the log into the file.
      const [first, second] = sessionEvents(0);
      if (first !== undefined) await journal.append(first);
      const before = (await readFile(walPath)).length;
      if (second !== undefined) await journal.append(second);
      const wal = await readFile(walPath);
      const lengths = Array.from({ length: wal.length - before }, (_, n) => before + n);
      expect(lengths.length).toBeGreaterThan(1500);
      let seen = 0;
      for (const bytes of lengths) {
        const count = await countWhole(folder, wal.subarray(0, bytes));
        expect([bytes, count >= Math.max(seen, 1)]).toEqual([bytes, true]);
        seen = count;
      }
      // Up to the last byte the record's write is not whole yet.
      expect(seen).toBe(1);
      await journal.close();
    }, QUICK_FOLDER),
  120_000,
);

/** Opens a copy with this log and counts its records, each of which must follow from the one before. */
async function countWhole(folder: string, wal: Buffer): Promise<number> {
  // A name of its own: the driver may still hold the file of the copy before.
  const path = join(folder, `torn-${wal.length}.db`);
  await copyFile(join(folder, 'journal.db'), path);
  await writeFile(`${path}-wal`, wal);
  const database = new Libsql(path);
  const sql = 'SELECT body, signature FROM record ORDER BY seq';
  const records = database.prepare(sql).all() as readonly SignedRecord[];
  database.close();
  records.forEach((record, at) => {
    const earlier = records[at - 1];
    expect(parseBody(record.body)).toMatchObject({
      seq: at + 1,
      ...(earlier === undefined ? {} : { previous: linkOf(earlier) }),
    });
  });
  return records.length;
}

const head = (seq: number): Head => ({ v: 1, keyId: signer.keyId, seq, link: 'A'.repeat(43), atMs: seq });

it(
  'a head torn at any byte leaves the head before it',
  () =>
    inFolder(async (folder) => {
      const path = join(folder, 'a.head');
      const file = await openHeadFile(path, signer, verifier);
      await file.write(head(1));
      await file.close();
      const older = await readFile(path);
      const again = await openHeadFile(path, signer, verifier);
      await again.write(head(2));
      await again.close();
      const newer = await readFile(path);
      const from = newer.findIndex((byte, at) => byte !== older[at]);
      expect(from).toBeGreaterThan(-1);
      const answers = new Set<number | undefined>();
      for (let bytes = from; bytes <= from + 512; bytes += 1) {
        await writeFile(path, Buffer.concat([newer.subarray(0, bytes), older.subarray(bytes)]));
        const torn = await openHeadFile(path, signer, verifier);
        answers.add((await torn.read())?.seq);
        await torn.close();
      }
      expect([...answers]).toEqual([1, 2]);
    }),
  60_000,
);

it('a head that can not be written is told at the next write, and one that lags is waited for', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'a.head');
    const file = await openHeadFile(path, signer, verifier);
    for (let seq = 1; seq <= 3 * HEAD_LAG; seq += 1) {
      await file.write(head(seq));
      const found = (await file.read())?.seq ?? 0;
      expect(seq - found).toBeLessThanOrEqual(HEAD_LAG);
    }
    await file.close();
    await expect(
      (async () => {
        for (let seq = 100; seq < 102; seq += 1) await file.write(head(seq));
      })(),
    ).rejects.toThrow(/closed|EBADF/);
  }));
