import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, compareVersions, judgeOffer, updateListSchema } from '../../main/core/update-offer.ts';
import { updateSettingsSchema } from '../../main/core/update-settings.ts';

const file = { url: 'liveness-kiosk-0.2.0-x86_64.AppImage', sha512: `${'A'.repeat(86)}==`, size: 9 };
const list = { version: '0.2.0', files: [file] };
const rules = { current: '0.1.0', blocked: [], ring: 'staged', bucketPercent: 37 } as const;
const version = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)).map((parts) => parts.join('.'));

describe('an offer', () => {
  it('is taken when it is newer, not blocked and released to this station', () => {
    expect(judgeOffer(list, rules)).toBe('take');
    expect(judgeOffer({ ...list, version: '0.1.0' }, rules)).toBe('upToDate');
    expect(judgeOffer({ ...list, version: '0.0.99' }, rules)).toBe('older');
    expect(judgeOffer({ ...list, version: '0.10.0' }, { ...rules, current: '0.9.0' })).toBe('take');
    expect(judgeOffer(list, { ...rules, blocked: ['0.2.0'] })).toBe('blocked');
    expect(judgeOffer({ ...list, stagingPercentage: 37 }, rules)).toBe('stagedOut');
    expect(judgeOffer({ ...list, stagingPercentage: 38 }, rules)).toBe('take');
    expect(judgeOffer({ ...list, stagingPercentage: 1 }, { ...rules, ring: 'pilot' })).toBe('take');
    expect(judgeOffer({ ...list, stagingPercentage: 0 }, { ...rules, ring: 'pilot' })).toBe('stagedOut');
  });

  it('is never taken when it is older, the same or blocked, and who takes it at a share takes it at every greater one', () => {
    fc.assert(
      fc.property(
        version,
        version,
        fc.array(version, { maxLength: 3 }),
        fc.constantFrom('pilot' as const, 'staged' as const),
        fc.double({ min: 0, max: 99.999, noNaN: true }),
        fc.integer({ min: 0, max: 99 }),
        (offered, current, blocked, ring, bucketPercent, share) => {
          const station = { current, blocked, ring, bucketPercent };
          const judged = judgeOffer({ ...list, version: offered, stagingPercentage: share }, station);
          if (judged !== 'take') return;
          expect(compareVersions(offered, current)).toBeGreaterThan(0);
          expect(blocked).not.toContain(offered);
          expect(share).toBeGreaterThan(0);
          expect(judgeOffer({ ...list, version: offered, stagingPercentage: share + 1 }, station)).toBe(
            'take',
          );
        },
      ),
    );
  });

  it('reaches about as many stations as its percentage says', () => {
    const buckets = Array.from({ length: 2000 }, (_, at) =>
      bucketOf(
        Math.imul(at, 0x9e3779b1) >>> 0
          ? (Math.imul(at, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
          : '00000000',
      ),
    );
    expect(Math.min(...buckets)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...buckets)).toBeLessThan(100);
    const reached = buckets.filter(
      (bucketPercent) =>
        judgeOffer({ ...list, stagingPercentage: 10 }, { ...rules, bucketPercent }) === 'take',
    );
    expect(reached.length).toBeGreaterThan(180);
    expect(reached.length).toBeLessThan(220);
  });

  it.each([
    ['a version with a mark', { ...list, version: '0.2.0-beta.1' }],
    ['a file in a folder', { ...list, files: [{ ...file, url: '../x.AppImage' }] }],
    ['a file of another server', { ...list, files: [{ ...file, url: 'https://evil.example/x.AppImage' }] }],
    ['a file without a hash', { ...list, files: [{ url: file.url, size: 9 }] }],
    ['a hash that is none', { ...list, files: [{ ...file, sha512: 'AAAA' }] }],
    ['a file of no size', { ...list, files: [{ ...file, size: 0 }] }],
    ['another kind of file', { ...list, files: [{ ...file, url: 'x.sh' }] }],
    ['a share over a hundred', { ...list, stagingPercentage: 101 }],
    ['no file', { ...list, files: [] }],
    ['nothing', null],
  ])('with %s is none', (_what, value) => {
    expect(updateListSchema.safeParse(value).success).toBe(false);
  });

  it('loses what we do not use', () => {
    expect(updateListSchema.parse({ ...list, packages: { x64: { path: 'http://evil' } } })).toEqual(list);
  });
});

describe('the settings', () => {
  const key = `MCowBQYDK2VwAyEA${'A'.repeat(43)}=`;
  it('are off by default and need address and key to be automatic', () => {
    expect(updateSettingsSchema.parse({}).mode).toBe('off');
    const whole = { mode: 'automatic', address: 'https://updates.bank.example/kiosk', publicKeys: [key] };
    expect(updateSettingsSchema.safeParse(whole).success).toBe(true);
    for (const lacking of [
      { publicKeys: [] },
      { address: null },
      { address: 'http://updates.bank.example' },
      { publicKeys: ['AAAA'] },
    ])
      expect(updateSettingsSchema.safeParse({ ...whole, ...lacking }).success).toBe(false);
  });
});
