import type { FleetRow } from './fleet-view.ts';

const CSV_COLUMNS = [
  'bank',
  'branch',
  'station',
  'mode',
  'standing',
  'remarks',
  'lastSeen',
  'version',
  'sessions',
  'meanDurationMs',
  'sends',
  'faults',
  'pending',
  'usedToday',
  'perDay',
  'usedThisMonth',
  'perMonth',
  'policy',
  'ring',
  'ringVersion',
  'ringStanding',
  'ringRefused',
  'check',
  'checkedAt',
  'checkBroken',
  'problem',
  'outcomes',
  'retakes',
  'pairs',
] as const;

/** A table for a spreadsheet: one row a station, lists as "name=count" with spaces between. */
export function fleetCsv(rows: readonly FleetRow[]): string {
  const lines = rows.map((row) => CSV_COLUMNS.map((column) => cell(row, column)).join(','));
  return `\uFEFF${[CSV_COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

function cell(row: FleetRow, column: (typeof CSV_COLUMNS)[number]): string {
  switch (column) {
    case 'lastSeen':
      return row.lastSeenMs === null ? '' : new Date(row.lastSeenMs).toISOString();
    case 'remarks':
      return row.remarks.join(' ');
    case 'check':
      return row.check?.result ?? '';
    case 'checkedAt':
      return row.check === null ? '' : new Date(row.check.atMs).toISOString();
    case 'checkBroken':
      return (row.check?.broken ?? []).join(' ');
    case 'ring':
      return row.ring?.name ?? '';
    case 'ringVersion':
      return String(row.ring?.version ?? '');
    case 'ringStanding':
      return row.ring?.standing ?? '';
    case 'ringRefused':
      return refusedText(row);
    case 'outcomes':
      return row.outcomes.map(({ outcome, count: n }) => `${outcome}=${n}`).join(' ');
    case 'retakes':
      return row.retakes.map(({ rule, count: n }) => `${rule}=${n}`).join(' ');
    case 'pairs':
      return row.pairs.map(({ predicted, actual, count: n }) => `${predicted}>${actual}=${n}`).join(' ');
    default:
      // Every value is a number, a listed word or a subject's word; a leading "-" would make a formula of it.
      return String(row[column] ?? '').replace(/^-/, "'-");
  }
}

function refusedText({ ring }: FleetRow): string {
  const refused = ring?.refused ?? null;
  return refused === null ? '' : `${refused.version ?? ''}:${refused.reason}`;
}
