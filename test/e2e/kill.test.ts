import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateName } from '../../main/core/session-shape.ts';
import { type KillBench, openKillBench, statesWithout } from '../support/kill-bench.ts';
import { killTable, type KillRow } from '../support/kill-table.ts';

/** One of each kind, in the middle of it; `npm run torture -- states` kills in every state and at its beginning. */
const KINDS = {
  idle: 'nobody is there',
  'face.recording': 'the page records',
  'face.checking': 'main checks',
  review: 'a person is waited for',
  sending: 'a request is on its way',
  verdict: 'the answer is there',
  printing: 'the print system has the page',
  wiping: 'the media go',
} as const satisfies Partial<Record<StateName, string>>;

const rows: readonly KillRow[] = Object.keys(KINDS).flatMap((state) =>
  killTable.filter((row) => row.state === state).slice(-1),
);

let bench: KillBench;
beforeAll(async () => (bench = await openKillBench(rows)));
afterAll(() => bench.end());

describe('kill -9', () => {
  it('has a row for every state of the machine', () => {
    expect(statesWithout(killTable)).toEqual([]);
    expect(rows).toHaveLength(Object.keys(KINDS).length);
  });

  it.each(rows)(
    'in $state leaves no media, a true journal and no second call; the next start is at welcome',
    async (row) => expect(await bench.kill(row)).toEqual([]),
  );
});
