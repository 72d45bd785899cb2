import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, readBook } from '../../main/ledger/book.ts';
import { openLedger, type Ledger } from '../../main/ledger/ledger.ts';
import { unwrap } from '../liveness/submissions.ts';
import { ANSWERED, BEGIN, ledgerPaths, noon, NOT_SENT, open, UNKNOWN } from './ledgers.ts';

const newPath = ledgerPaths();

async function reopened(path: string): Promise<Ledger> {
  const ledger = await open(path);
  await ledger.close();
  return ledger;
}

describe('the ledger', () => {
  it('numbers calls on from where it stopped, and keeps what it was told', async () => {
    const path = newPath();
    const first = await open(path);
    const seq = unwrap(await first.begin(BEGIN));
    await first.end(seq, ANSWERED);
    await first.close();
    const second = await open(path);
    expect(unwrap(await second.begin(BEGIN))).toBe(2);
    await second.close();
    expect((await reopened(path)).calls()).toMatchObject([
      { begin: { seq: 1, ...BEGIN, station: 'station-1', mode: 'live' }, end: ANSWERED },
      { begin: { seq: 2 }, end: null },
    ]);
  });

  it('does not worry about a call that runs, but about one the program left open', async () => {
    const path = newPath();
    const ledger = await open(path);
    await ledger.begin(BEGIN);
    expect(ledger.status().unresolved).toEqual([]);
    await ledger.close();
    expect((await reopened(path)).status().unresolved).toEqual([{ reference: 'K7QM-2XTA-9P', atMs: noon }]);
  });

  it('tells of an unknown outcome until a person has seen it, for good', async () => {
    const path = newPath();
    const ledger = await open(path);
    await ledger.end(unwrap(await ledger.begin(BEGIN)), UNKNOWN);
    expect(ledger.status().unresolved).toHaveLength(1);
    await ledger.acknowledge();
    expect(ledger.status().unresolved).toEqual([]);
    await ledger.close();
    expect((await reopened(path)).status().unresolved).toEqual([]);
  });

  it('fails with journalFailed where it cannot be opened', async () => {
    const file = newPath();
    await reopened(file);
    const path = join(file, 'live.ledger');
    const clock = { now: () => noon };
    const quota = { perDay: null, perMonth: null };
    expect(await openLedger({ path, station: 's', mode: 'live', quota, clock })).toMatchObject({
      ok: false,
      failure: { code: 'journalFailed' },
    });
  });
});

describe('after a cut', () => {
  /** What has really happened by the time each of these bytes is on the disk. */
  async function threeCalls(): Promise<Buffer> {
    const path = newPath();
    const ledger = await open(path);
    await ledger.end(unwrap(await ledger.begin(BEGIN)), ANSWERED);
    await ledger.end(unwrap(await ledger.begin(BEGIN)), NOT_SENT);
    await ledger.end(unwrap(await ledger.begin({ ...BEGIN, remarks: [] })), UNKNOWN);
    await ledger.acknowledge();
    await ledger.begin(BEGIN);
    await ledger.close();
    return readFileSync(path);
  }

  it('at any byte it tells the truth: a call without its whole end is unknown, never "not sent"', async () => {
    const bytes = await threeCalls();
    const ends = ['answered', 'notSent', 'unknown'];
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const lines = bytes.subarray(0, cut).toString().split('\n').slice(0, -1);
      const ended = lines.filter((line) => line.startsWith('E')).length;
      const expected = lines
        .filter((line) => line.startsWith('B'))
        .map((_line, index) => (index < ended ? ends[index] : 'unknown'));
      const { calls, damagedLines } = readBook(bytes.subarray(0, cut));
      expect(calls.map(outcomeOf), `cut at ${cut}`).toEqual(expected);
      expect(damagedLines).toBe(0);
    }
    expect(bytes.length).toBeGreaterThan(500);
  });

  it('at any byte it opens, goes on, and what follows is whole', async () => {
    const bytes = await threeCalls();
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const path = newPath();
      const empty = await open(path);
      await empty.close();
      writeFileSync(path, bytes.subarray(0, cut));
      const before = readBook(bytes.subarray(0, cut)).calls;
      const ledger = await open(path);
      const open1 = before.filter((call) => outcomeOf(call) === 'unknown' && !call.seen).length;
      expect(ledger.status().unresolved, `cut at ${cut}`).toHaveLength(open1);
      const seq = unwrap(await ledger.begin(BEGIN));
      await ledger.end(seq, ANSWERED);
      await ledger.close();
      const after = readBook(readFileSync(path));
      expect(after.damagedLines, `cut at ${cut}`).toBe(0);
      expect(after.calls.slice(0, -1)).toEqual(before);
      expect(after.calls.at(-1)).toMatchObject({ begin: { seq }, end: ANSWERED });
    }
  }, 60_000);

  it('behind which a power cut left zeros or junk, the same holds', async () => {
    const bytes = await threeCalls();
    for (const junk of [
      Buffer.alloc(300),
      Buffer.from('\u0000\u0000B 00000009 2026'),
      Buffer.from([0xff, 0xfe]),
    ]) {
      const path = newPath();
      await reopened(path);
      writeFileSync(path, Buffer.concat([bytes, junk]));
      const ledger = await open(path);
      await ledger.begin(BEGIN);
      await ledger.close();
      expect(readBook(readFileSync(path))).toMatchObject({ damagedLines: 0, lastSeq: 5 });
    }
  });

  it('in the middle, by a failing disk, only the lines that were hit are lost, and that is said', async () => {
    const bytes = await threeCalls();
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const spoilt = Buffer.from(bytes);
        spoilt[at] = (spoilt[at] ?? 0) ^ flip;
        const book = readBook(spoilt);
        // A spoilt newline joins two lines; a new one halves one. The worst: a begin in two halves, which leaves
        // its end and its "seen" alone, makes four.
        expect(book.damagedLines + (book.wholeBytes < bytes.length ? 1 : 0)).toBeGreaterThan(0);
        expect(book.damagedLines).toBeLessThanOrEqual(4);
        const notSent = book.calls.filter((call) => outcomeOf(call) === 'notSent');
        expect(notSent.every(({ begin }) => begin.seq === 2)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('reads any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readBook(bytes).calls).toEqual([]);
      }),
    );
  });
});

describe('a write that fails', () => {
  it('leaves no call behind, and the next one is whole', async () => {
    const path = newPath();
    const ledger = await open(path);
    await ledger.close();
    // A closed file fails every write, as a full or vanished disk does.
    expect(await ledger.begin(BEGIN)).toMatchObject({ ok: false, failure: { code: 'journalFailed' } });
    expect(ledger.calls()).toEqual([]);
    appendFileSync(path, 'B 00000001 torn');
    const next = await open(path);
    expect((await next.begin(BEGIN)).ok).toBe(true);
    await next.close();
    expect(readBook(readFileSync(path))).toMatchObject({ damagedLines: 0, lastSeq: 1 });
  });
});
