import { describe, expect, it } from 'vitest';
import { plants, type Plant } from './schedule-plants.ts';
import { playSchedules } from './schedules.ts';

describe('random fault schedules', () => {
  it('break no law, and go everywhere a session can go', async () => {
    const { broken, entered, approvals } = await playSchedules(400);
    expect(broken).toBeNull();
    // Sixteen of the seventeen states are entered from another; welcome is where all of them end.
    expect(Object.keys(entered)).toHaveLength(17);
    expect(approvals).toBeGreaterThan(5);
  }, 60_000);

  const LAW: Readonly<Record<Plant, string>> = {
    sendsTwice: 'words of a person',
    sendsUnrecorded: 'the journal does not know',
    approvesAnything: 'against what the service said',
    keepsMedia: 'media in the vault at welcome',
    neverTimesOut: 'a day later the station is still in',
  };
  it.each(plants)(
    'find a bug put in on purpose: %s',
    async (plant) => {
      const { broken } = await playSchedules(3000, { plant });
      expect(broken).toContain(LAW[plant]);
    },
    60_000,
  );
});
