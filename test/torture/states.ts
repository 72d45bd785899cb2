import { openKillBench, statesWithout } from '../support/kill-bench.ts';
import { killTable } from '../support/kill-table.ts';

export interface StatesReport {
  readonly kills: number;
  readonly states: number;
  readonly wrong: readonly string[];
}

/** The whole table of `kill -9`: every state of the session's machine, in the real app, as an ordinary user. */
export async function killInEveryState(say: (line: string) => void): Promise<StatesReport> {
  const wrong: string[] = statesWithout(killTable).map((state) => `no row kills in ${state}`);
  const bench = await openKillBench(killTable);
  try {
    for (const row of killTable) {
      const name = `${row.state} after ${row.afterMs} ms`;
      const found = await bench.kill(row);
      say(`${found.length === 0 ? 'ok' : 'FAILED'} ${name}`);
      wrong.push(...found.map((what) => `${name}: ${what}`));
    }
  } finally {
    await bench.end();
  }
  return { kills: killTable.length, states: new Set(killTable.map(({ state }) => state)).size, wrong };
}
