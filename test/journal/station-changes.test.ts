import { describe, expect, it } from 'vitest';
import { parseBody } from '../../main/core/journal-line.ts';
import { NOTHING_SET, UNREADABLE, type StationState } from '../../main/core/station-state.ts';
import type { OpenJournal } from '../../main/journal/journal.ts';
import { watchStation, type StationChanges } from '../../main/journal/station-changes.ts';
import { inFolder, openSample } from './sample-journal.ts';

const KEY = `sha256:${'a'.repeat(12)}`;
const OTHER_KEY = `sha256:${'b'.repeat(12)}`;
const MARK = '1'.repeat(16);
const OTHER_MARK = '2'.repeat(16);

const written = (journal: OpenJournal): readonly unknown[] =>
  journal.database.after(0, 100).map(({ body }) => {
    const record = parseBody(body);
    return record === null ? null : Object.assign({ type: record.type }, record.facts);
  });

describe('what changed at the station', () => {
  const watch = (
    journal: OpenJournal,
    start: StationState,
  ): { changes: StationChanges; set: (change: Partial<StationState>) => void } => {
    let actual = start;
    return {
      changes: watchStation(journal, () => Promise.resolve(actual)),
      set: (change) => (actual = { ...actual, ...change }),
    };
  };

  it('is recorded once, with what it is now and the way it came', () =>
    inFolder(async (folder) => {
      const journal = await openSample(folder);
      const { changes, set } = watch(journal, NOTHING_SET);
      await changes.note('found');
      set({ keys: { live: KEY, test: null, fleet: null, handOver: null } });
      await changes.note('screen');
      await changes.note('screen');
      set({ keys: { live: OTHER_KEY, test: null, fleet: null, handOver: null }, supervisor: MARK });
      await changes.note('screen');
      set({
        keys: { live: null, test: null, fleet: null, handOver: null },
        tellers: new Map([['lan', MARK]]),
      });
      await changes.note('screen');
      expect(written(journal)).toEqual([
        { type: 'keyChanged', slot: 'live', act: 'set', fingerprint: KEY, via: 'screen' },
        { type: 'keyChanged', slot: 'live', act: 'replaced', fingerprint: OTHER_KEY, via: 'screen' },
        { type: 'supervisorPinChanged', act: 'set', mark: MARK, via: 'screen' },
        { type: 'keyChanged', slot: 'live', act: 'removed', fingerprint: null, via: 'screen' },
        { type: 'tellerChanged', act: 'added', teller: 'teller:lan', mark: MARK, via: 'screen' },
      ]);
      await journal.close();
    }));

  it('while the program was not running is found at the next start', () =>
    inFolder(async (folder) => {
      const before = await openSample(folder);
      const tellers = new Map([
        ['hoa', MARK],
        ['lan', MARK],
      ]);
      const first = watch(before, {
        keys: { live: KEY, test: null, fleet: null, handOver: null },
        supervisor: MARK,
        tellers,
      });
      await first.changes.note('screen');
      await before.close();
      const journal = await openSample(folder);
      const known = written(journal).length;
      const { changes } = watch(journal, {
        keys: { live: OTHER_KEY, test: null, fleet: null, handOver: null },
        supervisor: OTHER_MARK,
        tellers: new Map([['hoa', OTHER_MARK]]),
      });
      await changes.note('found');
      expect(written(journal).slice(known)).toEqual([
        { type: 'keyChanged', slot: 'live', act: 'replaced', fingerprint: OTHER_KEY, via: 'found' },
        { type: 'supervisorPinChanged', act: 'replaced', mark: OTHER_MARK, via: 'found' },
        { type: 'tellerChanged', act: 'pinReplaced', teller: 'teller:hoa', mark: OTHER_MARK, via: 'found' },
        { type: 'tellerChanged', act: 'removed', teller: 'teller:lan', mark: null, via: 'found' },
      ]);
      await journal.close();
    }));

  it('is not made up for a key that cannot be opened now', () =>
    inFolder(async (folder) => {
      const journal = await openSample(folder);
      const { changes, set } = watch(journal, {
        ...NOTHING_SET,
        keys: { live: KEY, test: null, fleet: null, handOver: null },
      });
      await changes.note('found');
      set({ keys: { live: UNREADABLE, test: UNREADABLE, fleet: null, handOver: null } });
      await changes.note('found');
      expect(written(journal)).toHaveLength(1);
      await journal.close();
    }));
});
