import type { Beat } from './fleet-beat.ts';
import { chainName, type Chain } from './fleet-place.ts';
import { addTally, copyTally, emptyTally, tallyRecord, type Tally } from './fleet-tally.ts';
import type { JournalBody } from './journal-schema.ts';

/** One station in one mode: what its chains add up to, and what it last said of itself. */
export interface StationFold {
  readonly bank: string;
  readonly branch: string;
  readonly station: string;
  readonly mode: Chain['mode'];
  readonly tally: Tally;
  readonly beat: Beat | null;
  /** When the cluster last heard of it, by the cluster's clock. */
  readonly heardAtMs: number | null;
  /** Records behind a gap: counted, but something before them is missing. */
  readonly behindGap: number;
}

/** Adds up the records and heads of a whole bank. */
export interface FleetFold {
  takeRecord(chain: Chain, record: JournalBody, takenAtMs: number): void;
  takeBeat(chain: Chain, beat: Beat, takenAtMs: number): void;
  stations(): readonly StationFold[];
}

interface ChainState {
  readonly chain: Chain;
  tally: Tally;
  /** Number of the next record to count; those after it wait in `held`. */
  next: number | null;
  readonly held: Map<number, JournalBody>;
  beat: Beat | null;
  heardAtMs: number | null;
}

export interface FoldOptions {
  /** True when reading begins in the middle of the chains: each begins with the first record that is seen of it. */
  readonly beginsAnywhere: boolean;
}

/**
 * Counts every record once and in the order of its number, whatever order records come in and however often: what
 * comes early waits, what comes again is dropped. So the outcome depends on the set of records alone.
 */
export function createFleetFold({ beginsAnywhere }: FoldOptions): FleetFold {
  const chains = new Map<string, ChainState>();
  const stateOf = (chain: Chain): ChainState => {
    const name = chainName(chain);
    const known = chains.get(name);
    if (known !== undefined) return known;
    const made: ChainState = {
      chain,
      tally: emptyTally(),
      next: beginsAnywhere ? null : 1,
      held: new Map(),
      beat: null,
      heardAtMs: null,
    };
    chains.set(name, made);
    return made;
  };
  const hear = (state: ChainState, takenAtMs: number): void => {
    state.heardAtMs = Math.max(state.heardAtMs ?? 0, takenAtMs);
  };

  return {
    takeRecord(chain, record, takenAtMs) {
      const state = stateOf(chain);
      hear(state, takenAtMs);
      state.next ??= record.seq;
      if (record.seq < state.next || state.held.has(record.seq)) return;
      state.held.set(record.seq, record);
      for (let due = state.held.get(state.next); due !== undefined; due = state.held.get(state.next)) {
        tallyRecord(state.tally, due);
        state.held.delete(state.next);
        state.next += 1;
      }
    },
    takeBeat(chain, beat, takenAtMs) {
      const state = stateOf(chain);
      hear(state, takenAtMs);
      if (isLater(beat, state.beat)) state.beat = beat;
    },
    stations: () => [...byStation([...chains.values()]).values()].map(foldStation).toSorted(byName),
  };
}

/** By chain first: a station's clock may be set back, its chain may not. */
function isLater(one: Beat, other: Beat | null): boolean {
  if (other === null) return true;
  const order = one.head.seq - other.head.seq || one.atMs - other.atMs;
  return order > 0 || (order === 0 && JSON.stringify(one) > JSON.stringify(other));
}

function byStation(states: readonly ChainState[]): ReadonlyMap<string, readonly ChainState[]> {
  const groups = new Map<string, ChainState[]>();
  for (const state of states) {
    const { bank, branch, station, mode } = state.chain;
    const name = `${bank}.${branch}.${station}.${mode}`;
    groups.set(name, [...(groups.get(name) ?? []), state]);
  }
  return groups;
}

/** A station that got a new key has several chains; the last one heard of speaks for it. */
function foldStation(states: readonly ChainState[]): StationFold {
  const ordered = states.toSorted(
    (a, b) => (a.heardAtMs ?? 0) - (b.heardAtMs ?? 0) || (a.chain.keyId < b.chain.keyId ? -1 : 1),
  );
  const tally = emptyTally();
  for (const state of ordered) addTally(tally, settled(state));
  const newest = ordered.at(-1);
  const { bank = '', branch = '', station = '', mode = 'live' } = newest?.chain ?? {};
  return {
    bank,
    branch,
    station,
    mode,
    tally,
    beat: ordered.findLast(({ beat }) => beat !== null)?.beat ?? null,
    heardAtMs: newest?.heardAtMs ?? null,
    behindGap: ordered.reduce((sum, { held }) => sum + held.size, 0),
  };
}

/** With what waits behind a gap counted too: a gap must not hide a station's work. */
function settled({ tally, held }: ChainState): Tally {
  if (held.size === 0) return tally;
  const copy = copyTally(tally);
  for (const record of [...held.values()].toSorted((a, b) => a.seq - b.seq)) tallyRecord(copy, record);
  return copy;
}

const nameOf = ({ bank, branch, station, mode }: StationFold): string =>
  `${bank}.${branch}.${station}.${mode}`;
const byName = (a: StationFold, b: StationFold): number => (nameOf(a) < nameOf(b) ? -1 : 1);
