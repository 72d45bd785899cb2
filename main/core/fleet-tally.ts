import type { JournalBody } from './journal-schema.ts';
import { sessionOutcomes, type SessionOutcome } from './journal-words.ts';
import type { RuleId } from './requirements.ts';
import type { CheckName } from './station-check.ts';

/** How the station's last daily check ended. */
export interface LastCheck {
  readonly atMs: number;
  readonly result: 'go' | 'noGo';
  readonly broken: readonly CheckName[];
}

/** What the records of one chain add up to. Only ever grows; records go in by the order of their numbers. */
export interface Tally {
  records: number;
  sessions: number;
  readonly outcomes: Map<SessionOutcome, number>;
  /** How often each rule made a capture be taken again. */
  readonly retakes: Map<RuleId, number>;
  /** "predicted actual" codes of what was sent. */
  readonly pairs: Map<string, number>;
  durationMs: number;
  sends: number;
  faults: number;
  version: string | null;
  check: LastCheck | null;
  lastRecordAtMs: number | null;
  /** Predicted codes of sessions that have not ended yet. */
  readonly open: Map<string, Map<'face' | 'card', string>>;
}

export const emptyTally = (): Tally => ({
  records: 0,
  sessions: 0,
  outcomes: new Map(sessionOutcomes.map((outcome) => [outcome, 0])),
  retakes: new Map(),
  pairs: new Map(),
  durationMs: 0,
  sends: 0,
  faults: 0,
  version: null,
  check: null,
  lastRecordAtMs: null,
  open: new Map(),
});

/** A tally of its own with the same content. */
export const copyTally = (tally: Tally): Tally => ({
  ...tally,
  outcomes: new Map(tally.outcomes),
  retakes: new Map(tally.retakes),
  pairs: new Map(tally.pairs),
  open: new Map([...tally.open].map(([id, codes]) => [id, new Map(codes)])),
});

/** Adds what `from` counts to `to`; sessions still open stay with their chain. */
export function addTally(to: Tally, from: Tally): void {
  to.records += from.records;
  to.sessions += from.sessions;
  to.durationMs += from.durationMs;
  to.sends += from.sends;
  to.faults += from.faults;
  for (const key of ['outcomes', 'retakes', 'pairs'] as const) {
    const into: Map<string, number> = to[key];
    for (const [name, count] of from[key]) into.set(name, (into.get(name) ?? 0) + count);
  }
  const isNewer = (from.lastRecordAtMs ?? 0) >= (to.lastRecordAtMs ?? 0);
  if (isNewer) to.version = from.version ?? to.version;
  if ((from.check?.atMs ?? 0) >= (to.check?.atMs ?? 0)) to.check = from.check ?? to.check;
  to.lastRecordAtMs = isNewer ? from.lastRecordAtMs : to.lastRecordAtMs;
}

const bump = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Counts one record. */
export function tallyRecord(tally: Tally, record: JournalBody): void {
  tally.records += 1;
  tally.lastRecordAtMs = record.atMs;
  switch (record.type) {
    case 'programStarted':
      tally.version = record.facts.version;
      return;
    case 'stationChecked':
      tally.check = { atMs: record.atMs, result: record.facts.result, broken: record.facts.broken };
      return;
    case 'captureChecked':
      tallyCapture(tally, record);
      return;
    case 'verdictGiven':
      bump(tally.pairs, `${predictedOf(tally, record.sessionId)} ${record.facts.code ?? 'noCode'}`);
      return;
    case 'fault':
    case 'headMismatch':
      tally.faults += 1;
      return;
    case 'interrupted':
      tally.faults += 1;
      tally.open.delete(record.sessionId);
      return;
    case 'wiped':
      tally.sessions += 1;
      tally.durationMs += record.facts.durationMs;
      tally.sends += record.facts.sends;
      bump(tally.outcomes, record.facts.outcome);
      tally.open.delete(record.sessionId);
      return;
    default:
  }
}

function tallyCapture(tally: Tally, { sessionId, facts }: JournalBody & { type: 'captureChecked' }): void {
  for (const rule of facts.blocked) bump(tally.retakes, rule);
  const codes = tally.open.get(sessionId) ?? new Map<'face' | 'card', string>();
  tally.open.set(sessionId, codes);
  codes.set(facts.role, facts.predictedCode ?? 'noCode');
}

/** What was expected of the captures that were sent: the first code that is not "200". */
function predictedOf({ open }: Tally, sessionId: string): string {
  const codes = open.get(sessionId);
  const all = [codes?.get('face'), codes?.get('card')].filter((code) => code !== undefined);
  if (all.length === 0) return 'unknown';
  return all.find((code) => code !== '200') ?? '200';
}
