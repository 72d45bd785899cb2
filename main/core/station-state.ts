import type { ChangeWay, JournalEvent } from './journal-schema.ts';
import { keySlots, type KeySlot } from './service-key.ts';

/**
 * What of this station's keys and PINs the journal tells: marks by which a change is seen, never a key or a PIN.
 * A key's mark is its fingerprint, a PIN's the beginning of its stored hash's SHA-256.
 */
export interface StationState {
  /** UNREADABLE where a key lies there that can't be opened now: nothing is said of it. */
  readonly keys: Readonly<Record<KeySlot, string | null>>;
  readonly supervisor: string | null;
  readonly tellers: ReadonlyMap<string, string>;
}

export const UNREADABLE = 'unreadable';

export const NOTHING_SET: StationState = {
  keys: { live: null, test: null, fleet: null, handOver: null },
  supervisor: null,
  tellers: new Map(),
};

export const stationChangeTypes = ['keyChanged', 'supervisorPinChanged', 'tellerChanged'] as const;
export type StationChange = Extract<JournalEvent, { type: (typeof stationChangeTypes)[number] }>;

const TELLER = 'teller:';

/** The records that lead from what the journal knows to what is there. */
export function changesBetween(
  known: StationState,
  actual: StationState,
  via: ChangeWay,
): readonly StationChange[] {
  return [
    ...keySlots.flatMap((slot) => keyChange(slot, known, actual, via)),
    ...supervisorChange(known.supervisor, actual.supervisor, via),
    ...[...new Set([...known.tellers.keys(), ...actual.tellers.keys()])]
      .toSorted()
      .flatMap((name) => tellerChange(name, known.tellers.get(name), actual.tellers.get(name), via)),
  ];
}

/** What the journal knows after one more of these records. */
export function afterChange(state: StationState, change: StationChange): StationState {
  switch (change.type) {
    case 'keyChanged':
      return { ...state, keys: { ...state.keys, [change.facts.slot]: change.facts.fingerprint } };
    case 'supervisorPinChanged':
      return { ...state, supervisor: change.facts.mark };
    default: {
      const tellers = new Map(state.tellers);
      const { teller, mark } = change.facts;
      const name = teller.slice(TELLER.length);
      if (mark === null) tellers.delete(name);
      else tellers.set(name, mark);
      return { ...state, tellers };
    }
  }
}

function keyChange(
  slot: KeySlot,
  known: StationState,
  actual: StationState,
  via: ChangeWay,
): readonly StationChange[] {
  const now = actual.keys[slot];
  const before = known.keys[slot];
  if (now === UNREADABLE || now === before) return [];
  const act = now === null ? 'removed' : before === null ? 'set' : 'replaced';
  return [{ type: 'keyChanged', sessionId: null, facts: { slot, act, fingerprint: now, via } }];
}

function supervisorChange(
  before: string | null,
  mark: string | null,
  via: ChangeWay,
): readonly StationChange[] {
  if (before === mark) return [];
  const act = mark === null ? 'removed' : before === null ? 'set' : 'replaced';
  return [{ type: 'supervisorPinChanged', sessionId: null, facts: { act, mark, via } }];
}

function tellerChange(
  name: string,
  before: string | undefined,
  mark: string | undefined,
  via: ChangeWay,
): readonly StationChange[] {
  if (before === mark) return [];
  const act = mark === undefined ? 'removed' : before === undefined ? 'added' : 'pinReplaced';
  const facts = { act, teller: `${TELLER}${name}`, mark: mark ?? null, via } as const;
  return [{ type: 'tellerChanged', sessionId: null, facts }];
}
