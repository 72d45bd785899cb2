import { z } from 'zod';
import type { StationFold } from './fleet-fold.ts';
import { placeSchema } from './fleet-place.ts';
import { failureSchema } from './failure.ts';
import { sessionOutcomeSchema } from './journal-words.ts';
import { ruleIds, type RuleId } from './requirements.ts';
import { ringBeatSchema } from './ring-store.ts';
import { checkNames } from './station-check.ts';
import { modeSchema } from './verdict-shape.ts';

/** Why a station is not simply "go"; the first five stop it. */
export const fleetRemarks = [
  'silent', // not heard of for several minutes
  'forked', // its journal is not the one on the stream
  'quotaReached',
  'closed', // its policy can't be followed
  'checkFailed', // its last daily check was no go
  'gap', // records are missing on the stream
  'policyRefused', // a policy of its ring was not taken up, or gone back from
  'streaming', // its records do not get through
  'faults', // sessions broke or were cut short
  'lagging', // many records have not left yet
] as const;
export const fleetRemarkSchema = z.enum(fleetRemarks);
export type FleetRemark = z.infer<typeof fleetRemarkSchema>;

const STOPPING: ReadonlySet<FleetRemark> = new Set([
  'silent',
  'forked',
  'quotaReached',
  'closed',
  'checkFailed',
]);

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
  /** Which policy of which ring, and what became of a newer one. */
  ring: ringBeatSchema.nullable(),
  /** The last daily check among the records asked for. */
  check: z
    .object({
      atMs: z.number(),
      result: z.enum(['go', 'noGo']),
      broken: z.array(z.enum(checkNames)).readonly(),
    })
    .nullable(),
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
    ring: beat?.ring ?? null,
    check: tally.check,
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
  const { use = null, quota = null, policy = null, ring = null } = beat ?? {};
  const holds: Readonly<Record<FleetRemark, boolean>> = {
    silent: heardAtMs === null || nowMs - heardAtMs > SILENT_AFTER_MS,
    forked: beat?.isForked === true,
    quotaReached:
      (use?.today ?? 0) >= (quota?.perDay ?? Infinity) ||
      (use?.thisMonth ?? 0) >= (quota?.perMonth ?? Infinity),
    closed: policy?.isClosed === true,
    checkFailed: tally.check?.result === 'noGo',
    gap: behindGap > 0,
    policyRefused: (ring?.refused ?? null) !== null,
    streaming: (beat?.problem ?? null) !== null,
    faults: tally.faults > 0,
    lagging: (beat?.head.seq ?? 0) - (beat?.streamed?.seq ?? 0) >= LAGGING_FROM,
  };
  return fleetRemarks.filter((remark) => holds[remark]);
}
