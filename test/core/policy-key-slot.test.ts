import { describe, expect, it } from 'vitest';
import { markTestStation, policySchema } from '../../main/core/policy.ts';

const stationOf = (keySlot: 'live' | 'test', stationId: string): string =>
  markTestStation(policySchema.parse({ stationId, service: { keySlot } })).stationId;

describe('a station with the test key', () => {
  it('says so in its name, which stands on every screen, receipt and record', () => {
    expect(stationOf('test', 'branch 12')).toBe('branch 12 TEST KEY');
  });

  it('keeps the mark however long its name is', () => {
    const name = stationOf('test', 'x'.repeat(64));
    expect(name).toHaveLength(64);
    expect(name).toMatch(/ TEST KEY$/);
  });

  it('is the only one that is marked', () => {
    expect(stationOf('live', 'branch 12')).toBe('branch 12');
  });
});
