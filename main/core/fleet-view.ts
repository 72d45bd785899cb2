import { z } from 'zod';
import type { StationFold } from './fleet-fold.ts';
import { placeSchema } from './fleet-place.ts';
import { failureSchema } from './failure.ts';
import { sessionOutcomeSchema } from './journal-words.ts';
import { ruleIds, type RuleId } from './requirements.ts';
import { modeSchema } from './verdict-shape.ts';

/** Why a station is not simply "go"; the first four stop it. */
export const fleetRemarks = [
  'silent', // not heard of for several minutes
  'forked', // its journal is not the one on the stream
  'quotaReached',
  'closed', // its policy can't be followed
  'gap', // records are missing on the stream
  'streaming', // its records do not get through
  'faults', // sessions broke or were cut short
  'lagging', // many records have not left yet
] as const;
export const fleetRemarkSchema = z.enum(fleetRemarks);
export type FleetRemark = z.infer<typeof fleetRemarkSchema>;

const STOPPING: ReadonlySet<FleetRemark> = new Set(['silent', 'forked', 'quotaReached', 'closed']);

export const fleetStandings = ['go', 'attention', 'noGo'] as const;

const count = z.number().int().nonnegative();

export const fleetRowSchema = z.object({
  ...placeSchema.shape,
  mode: modeSchema,
  standing: z.enum(fleetStandings),
  remarks: z.array(fleetRemarkSchema).readonly(),
  /** By the cluster's clock, epoch ms. */
  lastSeenMs: z.number().nullable(),
  version: z.string().nullable(),
  sessions: count,
  meanDurationMs: z.number().nullable(),
  outcomes: z.array(z.object({ outcome: sessionOutcomeSchema, count })).readonly(),
  retakes: z.array(z.object({ rule: z.enum(ruleIds as unknown as [RuleId, ...RuleId[]]), count })).readonly(),
  pairs: z.array(z.object({ predicted: z.string(), actual: z.string(), count })).readonly(),
  sends: count,
  faults: count,
  /** Records still at the station, by its own last word. */
  pending: count.nullable(),
  usedToday: count.nullable(),
  perDay: count.nullable(),
  usedThisMonth: count.nullable(),
  perMonth: count.nullable(),
  /** Fingerprint of the policy in force. */
  policy: z.string().nullable(),
  problem: failureSchema.shape.code.nullable(),
});
/** Which records: those of the last so many days. */
export const fleetQuestionSchema = z.strictObject({ days: z.number().int().min(1).max(90) });

/** One station as head office sees it. */
export type FleetRow = z.infer<typeof fleetRowSchema>;

const SILENT_AFTER_MS = 5 * 60_000;
/** About a day's records. */
const LAGGING_FROM = 1000;

/** The rows of all stations, by bank, branch and name. */
export const fleetRows = (stations: readonly StationFold[], nowMs: number): readonly FleetRow[] =>
  stations.map((station) => toRow(station, nowMs));

function toRow(station: StationFold, nowMs: number): FleetRow {
  const { tally, beat } = station;
  const remarks = remarksOn(station, nowMs);
  return {
    bank: station.bank,
    branch: station.branch,
    station: station.station,
    mode: station.mode,
    standing: remarks.some((each) => STOPPING.has(each)) ? 'noGo' : remarks.length > 0 ? 'attention' : 'go',
    remarks,
    lastSeenMs: station.heardAtMs,
    version: beat?.version ?? tally.version,
    sessions: tally.sessions,
    meanDurationMs: tally.sessions === 0 ? null : Math.round(tally.durationMs / tally.sessions),
    outcomes: counted(tally.outcomes).map(([outcome, count_]) => ({ outcome, count: count_ })),
    retakes: counted(tally.retakes).map(([rule, count_]) => ({ rule, count: count_ })),
    pairs: counted(tally.pairs).map(([pair, count_]) => {
      const [predicted = '', actual = ''] = pair.split(' ');
      return { predicted, actual, count: count_ };
    }),
    sends: tally.sends,
    faults: tally.faults,
    pending: beat === null ? null : beat.head.seq - (beat.streamed?.seq ?? 0),
    usedToday: beat?.use?.today ?? null,
    perDay: beat?.quota?.perDay ?? null,
    usedThisMonth: beat?.use?.thisMonth ?? null,
    perMonth: beat?.quota?.perMonth ?? null,
    policy: beat?.policy?.fingerprint ?? null,
    problem: beat?.problem ?? null,
  };
}

/** Most frequent first; names decide among equals, so that no order of arrival shows. */
const counted = <K extends string>(counts: ReadonlyMap<K, number>): readonly (readonly [K, number])[] =>
  [...counts].filter(([, n]) => n > 0).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));

function remarksOn(
  { tally, beat, heardAtMs, behindGap }: StationFold,
  nowMs: number,
): readonly FleetRemark[] {
  const { use = null, quota = null, policy = null } = beat ?? {};
  const holds: Readonly<Record<FleetRemark, boolean>> = {
    silent: heardAtMs === null || nowMs - heardAtMs > SILENT_AFTER_MS,
    forked: beat?.isForked === true,
    quotaReached:
      (use?.today ?? 0) >= (quota?.perDay ?? Infinity) ||
      (use?.thisMonth ?? 0) >= (quota?.perMonth ?? Infinity),
    closed: policy?.isClosed === true,
    gap: behindGap > 0,
    streaming: (beat?.problem ?? null) !== null,
    faults: tally.faults > 0,
    lagging: (beat?.head.seq ?? 0) - (beat?.streamed?.seq ?? 0) >= LAGGING_FROM,
  };
  return fleetRemarks.filter((remark) => holds[remark]);
}

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
