import { describe, expect, it } from 'vitest';
import { effectivePolicy, type PolicySource } from '../../main/core/effective-policy.ts';
import { defaultPolicy } from '../../main/core/policy.ts';
import { policySettings } from '../../main/core/policy-settings.ts';
import { closesStation } from '../../main/core/policy-state.ts';

const machine = (content: unknown): PolicySource => ({ origin: 'machine', place: '/etc/policy', content });
const user = (content: unknown): PolicySource => ({ origin: 'user', place: '~/settings', content });
const keysOf = (...sources: readonly PolicySource[]): readonly string[] =>
  effectivePolicy(sources).state.problems.map(({ key, reason }) => `${reason} ${key}`);

describe('the policy in force', () => {
  it('is the default where nobody decides, and says so of every setting', () => {
    const { policy, state } = effectivePolicy([]);
    expect(policy).toEqual(defaultPolicy);
    expect(state.settings.map(({ path }) => path)).toEqual(policySettings.map(({ path }) => path));
    expect(new Set(state.settings.map(({ origin }) => origin))).toEqual(new Set(['default']));
    expect(closesStation(state)).toBe(false);
  });

  it('takes the machine before the user and the user before the default, setting by setting', () => {
    const found = effectivePolicy([
      user({ defaultLanguage: 'en', receipt: { paper: '80mm', printer: 'Mine' } }),
      machine({ receipt: { printer: 'Bank' }, maxTries: 5 }),
    ]);
    expect(found.policy.receipt).toEqual({ paper: '80mm', printer: 'Bank', folder: null });
    expect(found.policy.maxTries).toBe(5);
    const origins = Object.fromEntries(found.state.settings.map(({ path, origin }) => [path, origin]));
    expect(origins).toMatchObject({
      defaultLanguage: 'user',
      'receipt.paper': 'user',
      'receipt.printer': 'machine',
      'receipt.folder': 'default',
    });
    expect(found.state.problems).toEqual([]);
  });

  it('takes one part of a group and leaves the others at their defaults', () => {
    const { policy } = effectivePolicy([machine({ recording: { heightPx: 720 } })]);
    expect(policy.recording).toEqual({ ...defaultPolicy.recording, heightPx: 720 });
  });
});

describe('what the machine’s policy says wrong', () => {
  it('is named key by key, closes the station and leaves the default in force', () => {
    const content = {
      service: { basUrl: 'https://liveness.bank.example', answerTimeoutMs: 'long' },
      verdict: { minSimilarity: 50 },
      maxTries: 4,
    };
    expect(keysOf(machine(content))).toEqual([
      'unknown service.basUrl',
      'illTyped service.answerTimeoutMs',
      'illTyped verdict.minSimilarity',
    ]);
    const { policy, state } = effectivePolicy([machine(content)]);
    expect(closesStation(state)).toBe(true);
    expect(policy.service).toEqual(defaultPolicy.service);
    expect(policy.maxTries).toBe(4);
  });

  it.each([
    [{ handOver: { folder: '/srv' } }, 'illTyped handOver.folder'],
    [{ service: { pins: { sha256: ['short', 'also'], expiresAtMs: 1 } } }, 'illTyped service.pins.sha256'],
    [{ precheck: { rules: { 'no.such.rule': { limit: 1 } } } }, 'illTyped precheck.rules'],
    [{ service: 'https://api.fpt.ai' }, 'illTyped service'],
    [['not', 'a', 'group'], 'illTyped '],
    [null, 'illTyped '],
    [{ '': { maxTries: 5 } }, 'unknown .""'],
  ])('%j is named as %s', (content, wanted) => {
    expect(keysOf(machine(content))[0]).toBe(wanted);
    expect(closesStation(effectivePolicy([machine(content)]).state)).toBe(true);
  });

  it('may leave a group out by null', () => {
    expect(keysOf(machine({ handOver: null, service: { pins: null } }))).toEqual([]);
  });

  it('is told of a place that can’t be used at all', () => {
    const fault = { reason: 'unsafe', detail: 'mode 666' } as const;
    const source = { ...machine({ maxTries: 9 }), fault };
    expect(keysOf(source)).toEqual(['unsafe ']);
    expect(effectivePolicy([source]).policy.maxTries).toBe(3);
  });
});

describe('the user’s settings', () => {
  it('decide nothing about key, service, records or verdict, and never close the station', () => {
    const wish = {
      service: { baseUrl: 'https://elsewhere.example' },
      verdict: { minSimilarity: 99 },
      quota: { perDay: 9 },
      kiosk: { signOn: 'osUser' },
      nonsense: true,
    };
    const { policy, state } = effectivePolicy([user(wish)]);
    expect(policy).toEqual(defaultPolicy);
    expect(state.problems.map(({ reason }) => reason)).toEqual([
      'notForUser',
      'notForUser',
      'notForUser',
      'notForUser',
      'unknown',
    ]);
    expect(closesStation(state)).toBe(false);
  });

  it('that are ill-typed leave the default in force', () => {
    const { policy, state } = effectivePolicy([user({ receipt: { paper: 'A5' } })]);
    expect(policy.receipt.paper).toBe('A4');
    expect(state.problems).toMatchObject([{ key: 'receipt.paper', reason: 'illTyped', origin: 'user' }]);
  });
});

describe('the supervisor’s PIN in the policy', () => {
  it('holds, is the machine’s alone, and what is in force is shown without its hash', () => {
    const hash = `scrypt$${'s'.repeat(22)}$${'h'.repeat(43)}`;
    const kiosk = { supervisorPinHash: hash };
    const { policy, state } = effectivePolicy([machine({ kiosk })]);
    expect(policy.kiosk.supervisorPinHash).toBe(hash);
    expect(JSON.stringify(state)).not.toContain('hhh');
    expect(state.settings.find(({ path }) => path === 'kiosk.supervisorPinHash')).toMatchObject({
      value: '"***"',
      origin: 'machine',
    });
    expect(effectivePolicy([user({ kiosk })]).policy.kiosk.supervisorPinHash).toBeNull();
  });
});
