import type { StateName } from '../../main/core/session-shape.ts';
import { openKillBench, statesWithout } from '../support/kill-bench.ts';
import { killTable, type KillRow } from '../support/kill-table.ts';

export interface StatesReport {
  readonly kills: number;
  readonly states: number;
  readonly wrong: readonly string[];
}

/** One state of each kind of work: recording, checking, waiting, sending, printing, not knowing, wiping. */
const KINDS: ReadonlySet<StateName> = new Set([
  'face.recording',
  'card.checking',
  'review',
  'sending',
  'printing',
  'outcomeUnknown',
  'wiping',
] as const);

/** In the middle of its work, not at its beginning. */
const kindRows: readonly KillRow[] = [...KINDS].flatMap((state) =>
  killTable.filter((row) => row.state === state).slice(-1),
);

/**
 * The table of `kill -9` in the real app, as an ordinary user: every state of the session's machine, or quickly one
 * of each kind.
 */
export async function killInEveryState(
  edition: 'quick' | 'full',
  say: (line: string) => void,
): Promise<StatesReport> {
  const rows = edition === 'full' ? killTable : kindRows;
  const wrong: string[] = statesWithout(killTable).map((state) => `no row kills in ${state}`);
  const bench = await openKillBench(rows);
  try {
    for (const row of rows) {
      const name = `${row.state} after ${row.afterMs} ms`;
      const found = await bench.kill(row);
      say(`${found.length === 0 ? 'ok' : 'FAILED'} ${name}`);
      wrong.push(...found.map((what) => `${name}: ${what}`));
    }
  } finally {
    await bench.end();
  }
  return { kills: rows.length, states: new Set(rows.map(({ state }) => state)).size, wrong };
}
