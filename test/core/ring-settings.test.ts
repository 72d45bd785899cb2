import { describe, expect, it } from 'vitest';
import { effectivePolicy, type PolicySource } from '../../main/core/effective-policy.ts';
import { policySettings } from '../../main/core/policy-settings.ts';
import { closesStation } from '../../main/core/policy-state.ts';
import { ringProblem, ringSource } from '../../main/core/ring-policy.ts';
import { FOR_RINGS, NOT_FOR_RINGS, undecidedForRings } from '../../main/core/ring-settings.ts';

const machine = (content: unknown): PolicySource => ({ origin: 'machine', place: '/etc/policy', content });
const user = (content: unknown): PolicySource => ({ origin: 'user', place: '~/settings', content });
const ring = (settings: unknown): PolicySource => ringSource('pilot', 12, settings);

/** A document that sets one setting to its default, or to something when that is nothing. */
function onlySetting(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}

describe('what a ring may decide', () => {
  it('is said of every setting there is, once', () => {
    expect(undecidedForRings()).toEqual([]);
    const paths = policySettings.map(({ path }) => path);
    expect([...FOR_RINGS].filter((path) => !paths.includes(path))).toEqual([]);
    const groups = Object.keys(NOT_FOR_RINGS);
    expect(groups.filter((group) => !paths.some((path) => `${path}.`.startsWith(`${group}.`)))).toEqual([]);
    expect(FOR_RINGS.size).toBeGreaterThan(30);
  });

  it.each(policySettings.map(({ path }) => path).filter((path) => !FOR_RINGS.has(path)))(
    'is not %s, whatever the value: one such key refuses the whole document',
    (path) => {
      for (const value of ['x', null, true, 5, []]) {
        const settings = { maxTries: 2, ...(onlySetting(path, value) as object) };
        expect(ringProblem(ring(settings), [])).toEqual({ reason: 'notForRing', detail: path });
      }
    },
  );

  it.each([
    'fleet.policyKey',
    'fleet.servers',
    'fleet.ring',
    'service.baseUrl',
    'service.keySlot',
    'service.caBundlePath',
    'service.pins.sha256',
    'kiosk.supervisorPinHash',
    'handOver.post.url',
    'retention.journalDays',
  ])('was never %s', (path) => {
    expect(policySettings.map((setting) => setting.path)).toContain(path);
    expect(FOR_RINGS.has(path)).toBe(false);
  });

  it.each([
    [{ maxTries: 99 }, 'illTyped', /^maxTries: /],
    [{ maxTires: 2 }, 'unknown', /^maxTires$/],
    [{ fleet: null }, 'notForRing', /^fleet$/],
    [{ verdict: { minSimilarity: 1 } }, 'illTyped', /^verdict.minSimilarity: /],
    [{ quota: 'none' }, 'illTyped', /^quota: /],
  ] as const)('refuses %j whole as %s and names the setting', (settings, reason, detail) => {
    const problem = ringProblem(ring({ ...settings, station: { dailyCheck: 'off' } }), []);
    expect(problem).toEqual({ reason, detail: expect.stringMatching(detail) });
  });
});

describe('who comes before whom', () => {
  it('the machine before the ring, the ring before the user, setting by setting', () => {
    const { policy, state } = effectivePolicy([
      user({ defaultLanguage: 'en', receipt: { paper: '80mm', printer: 'Mine' } }),
      ring({ maxTries: 2, quota: { perDay: 40 }, receipt: { paper: 'A4', printer: 'Ring' } }),
      machine({ maxTries: 5, receipt: { printer: 'Bank' } }),
    ]);
    expect(policy).toMatchObject({ maxTries: 5, quota: { perDay: 40 }, defaultLanguage: 'en' });
    expect(policy.receipt).toMatchObject({ paper: 'A4', printer: 'Bank' });
    const origins = Object.fromEntries(state.settings.map(({ path, origin }) => [path, origin]));
    expect(origins).toMatchObject({
      maxTries: 'machine',
      'quota.perDay': 'ring',
      'receipt.paper': 'ring',
      'receipt.printer': 'machine',
      defaultLanguage: 'user',
      consentAct: 'default',
    });
    expect(state.problems).toEqual([]);
  });

  it('a document is not blamed for what the machine’s policy says wrong, and never closes a station', () => {
    const wrong = machine({ maxTires: 1 });
    expect(ringProblem(ring({ maxTries: 2 }), [wrong])).toBeNull();
    const { state } = effectivePolicy([ring({ maxTires: 1 })]);
    expect(state.problems).toMatchObject([{ origin: 'ring', reason: 'unknown' }]);
    expect(closesStation(state)).toBe(false);
  });
});
