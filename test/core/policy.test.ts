import { describe, expect, it } from 'vitest';
import { defaultPolicy, policySchema, strictnessOf } from '../../main/core/policy.ts';

const pin = Buffer.alloc(32, 7).toString('base64');

describe('the policy', () => {
  it('takes two pins of 32 bytes in base64 and refuses anything else by name', () => {
    const pinned = (sha256: unknown) =>
      policySchema.safeParse({ service: { pins: { sha256, expiresAtMs: 1 } } });
    expect(pinned([pin, pin]).success).toBe(true);
    for (const bad of [[pin], [pin, 'sha256/abc'], [pin, `${pin}=`], [pin, pin, pin]]) {
      const parsed = pinned(bad);
      expect(parsed.success).toBe(false);
      expect(parsed.error?.issues[0]?.path.slice(0, 2)).toEqual(['service', 'pins']);
    }
  });

  it('asks for a compared card wherever a card is required or the verdict needs one', () => {
    const strict = (policy: object) => strictnessOf(policySchema.parse(policy)).requireCard;
    expect(strictnessOf(defaultPolicy).requireCard).toBe(true);
    expect(strict({ cardRequired: false })).toBe(false);
    expect(strict({ cardRequired: false, verdict: { requireCard: true } })).toBe(true);
    expect(strict({ cardRequired: true, verdict: { requireCard: false } })).toBe(true);
  });
});
