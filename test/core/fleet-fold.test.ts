import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFleetFold, type FleetFold } from '../../main/core/fleet-fold.ts';
import { fleetCsv } from '../../main/core/fleet-csv.ts';
import { fleetText } from '../../main/cli/fleet-text.ts';
import { fleetRows } from '../../main/core/fleet-view.ts';
import { parseBody } from '../../main/core/journal-line.ts';
import type { CheckName } from '../../main/core/station-check.ts';
import type { Beat } from '../../main/core/fleet-beat.ts';
import { sampleChain, START_MS, type SampleChain } from '../fleet/sample-chain.ts';

const NOW_MS = START_MS + 60_000;

const one = sampleChain({ station: 'counter-1' }, 24);
const two = sampleChain({ station: 'counter-2', branch: 'hn02' }, 13);
const beatOf = (sample: SampleChain, change: Partial<Beat> = {}): Beat => ({
  v: 1,
  bank: sample.chain.bank,
  branch: sample.chain.branch,
  station: sample.chain.station,
  mode: sample.chain.mode,
  device: '0123456789abcdef',
  atMs: START_MS,
  version: '0.1.0',
  head: { seq: sample.head().seq, link: sample.head().link },
  streamed: { seq: sample.head().seq, link: sample.head().link },
  isForked: false,
  isBusy: false,
  use: { today: 3, thisMonth: 40, inAll: 40 },
  quota: { perDay: 100, perMonth: null },
  policy: null,
  ring: null,
  problem: null,
  ...change,
});

type Step = (fold: FleetFold) => void;

const steps: readonly Step[] = [one, two].flatMap((journal) => {
  const taken = journal.records.map((record): Step => {
    const body = parseBody(record.body);
    if (body === null) throw new Error('a sample that is none');
    return (fold) => fold.takeRecord(journal.chain, body, START_MS + record.seq);
  });
  return taken.concat(
    (fold) => fold.takeBeat(journal.chain, beatOf(journal), START_MS + 100),
    (fold) => fold.takeBeat(journal.chain, beatOf(journal, { atMs: START_MS - 5 }), START_MS + 90),
  );
});

function rowsAfter(taken: readonly Step[], nowMs = NOW_MS) {
  const fold = createFleetFold({ beginsAnywhere: false });
  for (const step of taken) step(fold);
  return fleetRows(fold.stations(), nowMs);
}

describe('the fleet', () => {
  const expected = rowsAfter(steps);

  it('adds up what the records say', () => {
    const [row] = expected;
    expect(expected.map(({ station }) => station)).toEqual(['counter-1', 'counter-2']);
    expect(row).toMatchObject({ sessions: 6, standing: 'go', remarks: [], version: '0.1.0', usedToday: 3 });
    expect(row?.outcomes).toEqual([
      { outcome: 'approved', count: 4 },
      { outcome: 'rejected', count: 2 },
    ]);
    expect(row?.retakes).toEqual([{ rule: 'face.tooSmall', count: 2 }]);
    expect(row?.pairs).toEqual([
      { predicted: '200', actual: '200', count: 4 },
      { predicted: '411', actual: '200', count: 2 },
    ]);
  });

  it('is the same whatever order things come in, and however often', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...steps], { minLength: steps.length }),
        fc.subarray([...steps]),
        (shuffled, again) => {
          expect(rowsAfter([...shuffled, ...again])).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same for any part of the records, in any order', () => {
    const part = fc.subarray([...steps], { minLength: 1 });
    const inTwoOrders = part.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
    );
    fc.assert(
      fc.property(inTwoOrders, ([some, shuffled]) => {
        expect(rowsAfter(shuffled)).toEqual(rowsAfter(some));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['silent', {}, 10 * 60_000],
    ['forked', { isForked: true }, 0],
    ['quotaReached', { quota: { perDay: 3, perMonth: null } }, 0],
  ] as const)('says that a station is no-go when it is: %s', (remark, change, laterMs) => {
    const [row] = rowsAfter(
      [(fold) => fold.takeBeat(one.chain, beatOf(one, change), START_MS)],
      START_MS + laterMs,
    );
    expect(row).toMatchObject({ standing: 'noGo', remarks: [remark] });
  });

  it('says how the last daily check ended, when, and what was red: on the command line, in the table and as no-go', () => {
    const checked = sampleChain({ station: 'counter-3' }, 3);
    const check = (broken: readonly CheckName[]): void =>
      checked.append({
        type: 'stationChecked',
        sessionId: null,
        facts: { result: broken.length === 0 ? 'go' : 'noGo', broken, attention: [], notAssessed: [] },
      });
    check([]);
    check(['printer', 'cardCamera']);
    const fold = createFleetFold({ beginsAnywhere: false });
    for (const { body } of checked.records) {
      const record = parseBody(body);
      if (record !== null) fold.takeRecord(checked.chain, record, START_MS);
    }
    fold.takeBeat(checked.chain, beatOf(checked), START_MS);
    const rows = fleetRows(fold.stations(), NOW_MS);
    const atMs = START_MS + 5000;
    expect(rows[0]).toMatchObject({
      standing: 'noGo',
      remarks: ['checkFailed'],
      check: { atMs, result: 'noGo', broken: ['printer', 'cardCamera'] },
    });
    const at = new Date(atMs).toISOString();
    expect(fleetText(rows, 1, 'en')).toContain(`daily check: NO GO, ${at}; broken: Printer, Document camera`);
    expect(fleetText(expected, 1, 'vi')).toContain('kiểm tra hằng ngày: không có trong thời gian này');
    expect(fleetCsv(rows)).toContain(`,noGo,${at},printer cardCamera,`);
    check([]);
    fold.takeRecord(checked.chain, parseBody(checked.records.at(-1)?.body ?? '') ?? never(), START_MS);
    expect(fleetRows(fold.stations(), NOW_MS)[0]).toMatchObject({ standing: 'go', check: { result: 'go' } });
  });

  it('counts behind a gap, and says that there is one', () => {
    const [row] = rowsAfter(steps.toSpliced(4, 1));
    expect(row).toMatchObject({ sessions: 6, remarks: ['gap'], standing: 'attention' });
  });

  it('fits into a spreadsheet: one line a station, no formula', () => {
    const lines = fleetCsv(expected).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^bank,hn01,counter-1,live,go,,2026-/);
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
  });
});

function never(): never {
  throw new Error('no record');
}
