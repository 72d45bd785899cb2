import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginProbation,
  endRollBack,
  judgeStart,
  MOST_UNPROVEN,
  NO_UPDATES,
  PROBATION_STARTS,
  proveStart,
  updateRecordSchema,
  wayBackOf,
  type UpdateRecord,
} from '../../main/core/update-probation.ts';

const kept = { version: '0.1.0', file: '0.1.0.AppImage', sha512: `${'A'.repeat(86)}==` };
const fresh = beginProbation(NO_UPDATES, '0.1.0', '0.2.0', [kept]);

describe('a new version', () => {
  it('is told as installed at its first start, and stays after three good ones', () => {
    let record = fresh;
    for (let start = 1; start <= PROBATION_STARTS; start += 1) {
      const judged = judgeStart(record, '0.2.0');
      expect(judged.act).toBe('serve');
      record = proveStart(judged.record);
    }
    expect(record.probation).toBeNull();
    expect(record.untold).toEqual([{ act: 'installed', version: '0.2.0', reason: null }]);
    expect(judgeStart(record, '0.2.0')).toEqual({ record, act: 'serve' });
  });

  it('goes at the start after three in a row that did not prove themselves, and is never taken again', () => {
    let record = fresh;
    for (let start = 1; start <= MOST_UNPROVEN; start += 1) {
      const judged = judgeStart(record, '0.2.0');
      expect(judged.act).toBe('serve');
      record = judged.record;
    }
    expect(judgeStart(record, '0.2.0').act).toBe('rollBack');
    expect(wayBackOf(record)).toEqual(kept);
    const back = endRollBack(record, true);
    expect(back).toMatchObject({ probation: null, blocked: ['0.2.0'] });
    expect(back.untold.at(-1)).toEqual({ act: 'rolledBack', version: '0.2.0', reason: null });
    expect(judgeStart(back, '0.1.0').act).toBe('serve');
    expect(endRollBack(record, false)).toMatchObject({
      blocked: ['0.2.0'],
      untold: [{ act: 'installed' }, { act: 'notRolledBack', version: '0.2.0' }],
    });
  });

  it('that never came to run is told as failed', () => {
    const { record, act } = judgeStart(fresh, '0.1.0');
    expect(act).toBe('serve');
    expect(record).toMatchObject({
      probation: null,
      blocked: [],
      untold: [{ act: 'refused', reason: 'failed' }],
    });
  });
});

describe('whatever happens at starts', () => {
  type Happening = 'proves' | 'fails';
  const run = (
    happenings: readonly Happening[],
  ): { readonly records: readonly UpdateRecord[]; readonly wentBackAt: number } => {
    const records: UpdateRecord[] = [fresh];
    let record = fresh;
    for (const [at, happening] of happenings.entries()) {
      const judged = judgeStart(record, '0.2.0');
      if (judged.act === 'rollBack') return { records, wentBackAt: at };
      record = happening === 'proves' ? proveStart(judged.record) : judged.record;
      records.push(record);
    }
    return { records, wentBackAt: -1 };
  };

  it('goes back exactly after three bad starts in a row within the probation, and never after it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Happening>('proves', 'fails'), { maxLength: 20 }),
        (happenings) => {
          const { records, wentBackAt } = run(happenings);
          for (const record of records) expect(updateRecordSchema.safeParse(record).success).toBe(true);
          const word = happenings.map((one) => (one === 'proves' ? 'p' : 'f')).join('');
          const bad = word.indexOf('fff');
          const good = word.slice(0, bad).replaceAll('f', '').length;
          const expected = bad >= 0 && good < PROBATION_STARTS && word.length > bad + 3 ? bad + 3 : -1;
          expect(wentBackAt).toBe(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});
