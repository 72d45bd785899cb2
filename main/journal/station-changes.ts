import { parseBody } from '../core/journal-line.ts';
import type { ChangeWay } from '../core/journal-schema.ts';
import {
  afterChange,
  changesBetween,
  NOTHING_SET,
  stationChangeTypes,
  type StationChange,
  type StationState,
} from '../core/station-state.ts';
import type { OpenJournal } from './journal.ts';

/** Keeps the journal true to the keys and PINs of this station, whoever changed them. */
export interface StationChanges {
  /** Looks, and records every difference from what the journal knows. */
  note(via: ChangeWay): Promise<void>;
}

/** The journal itself is the memory: what it was told last is compared with what is there. */
export function watchStation(journal: OpenJournal, look: () => Promise<StationState>): StationChanges {
  let known = readKnown(journal);
  let queue: Promise<void> = Promise.resolve();
  const noteNow = async (via: ChangeWay): Promise<void> => {
    for (const change of changesBetween(known, await look(), via)) {
      const written = await journal.append(change);
      // What could not be written is a difference the next time.
      if (written.ok) known = afterChange(known, change);
    }
  };
  return {
    note(via) {
      queue = queue.then(() => noteNow(via));
      return queue;
    },
  };
}

function readKnown({ database }: OpenJournal): StationState {
  const changes = stationChangeTypes.flatMap((type) =>
    database
      .query('SELECT body FROM record WHERE session_id IS NULL AND type = ? ORDER BY at_ms, seq', [type])
      .map(([body]) => parseBody(String(body)))
      .filter((record): record is NonNullable<typeof record> & StationChange => isChange(record?.type)),
  );
  return changes.reduce<StationState>(afterChange, NOTHING_SET);
}

const isChange = (type: string | undefined): boolean =>
  (stationChangeTypes as readonly (string | undefined)[]).includes(type);
