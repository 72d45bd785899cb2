import type { FleetRow } from './fleet-view.ts';

/** The stations of one branch and what they add up to; practice has rows but is never counted with the rest. */
export interface FleetBranch {
  readonly bank: string;
  readonly branch: string;
  readonly rows: readonly FleetRow[];
  readonly live: number;
  /** Those of the live stations that may work. */
  readonly going: number;
  readonly sessions: number;
}

/** The rows by branch, in the order they come in. */
export function fleetBranches(rows: readonly FleetRow[]): readonly FleetBranch[] {
  const groups = new Map<string, FleetRow[]>();
  for (const row of rows) {
    const name = `${row.bank}.${row.branch}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return [...groups.values()].map(addUp);
}

function addUp(rows: readonly FleetRow[]): FleetBranch {
  const [first] = rows;
  const live = rows.filter(({ mode }) => mode === 'live');
  return {
    bank: first?.bank ?? '',
    branch: first?.branch ?? '',
    rows,
    live: live.length,
    going: live.filter(({ standing }) => standing !== 'noGo').length,
    sessions: live.reduce((sum, row) => sum + row.sessions, 0),
  };
}
