import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { effectivePolicy, type PolicySource } from '../../main/core/effective-policy.ts';
import type { RingDocument } from '../../main/core/ring-document.ts';
import type { CheckName } from '../../main/core/station-check.ts';
import { ringFilePath, writeRingFile } from '../../main/policy/ring-file.ts';
import { createRingKeeper, type RingKeeper } from '../../main/policy/ring-keeper.ts';
import { policySigner, policyVerifier } from '../../main/policy/ring-signature.ts';
import { startRing, type RingStart } from '../../main/policy/ring-start.ts';
import { generateStationKey } from '../../main/journal/station-key.ts';
import { NOW_MS, privateKeyPem, publicKeyPem, sampleDocument, signedDocument } from './sample-ring.ts';

const FLEET = {
  servers: ['tls://kiosk-1:4222'],
  bank: 'bank',
  branch: 'hn01',
  station: 'counter-1',
  ring: 'pilot',
  policyKey: publicKeyPem,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-ring-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A station whose program can be started again and again over the same folder. */
function station(machine: Record<string, unknown> = {}) {
  const world = {
    nowMs: NOW_MS,
    isFree: true,
    broken: [] as CheckName[],
    byPerson: [] as CheckName[],
    acts: [] as string[],
    restarts: 0,
    examined: 0,
  };
  const start = (
    fleet: object = FLEET,
  ): { readonly started: RingStart; readonly keeper: RingKeeper; maxTries: number } => {
    const content = { fleet, ...machine };
    const others: readonly PolicySource[] = [{ origin: 'machine', place: '/etc', content }];
    const settings = effectivePolicy(others).policy.fleet;
    const started = startRing(settings, others, folder, world.nowMs);
    if (started === null) throw new Error('no ring');
    writeRingFile(started.path, started.store);
    world.acts.push(...started.events.map(({ act, version }) => `${act} ${version}`));
    const keeper = createRingKeeper({
      start: started,
      write: (store) => writeRingFile(started.path, store),
      examine: () => {
        world.examined += 1;
        return Promise.resolve(world.broken);
      },
      lastByPerson: () => Promise.resolve(world.byPerson),
      note: ({ act, version }) => {
        world.acts.push(`${act} ${version}`);
        return Promise.resolve();
      },
      isFree: () => world.isFree,
      restart: () => (world.restarts += 1),
      clock: { now: () => world.nowMs },
    });
    const sources = started.source === null ? others : [...others, started.source];
    return { started, keeper, maxTries: effectivePolicy(sources).policy.maxTries };
  };
  return { world, start };
}

const tick = async (keeper: RingKeeper, document: string | null, times = 1): Promise<void> => {
  for (let n = 0; n < times; n += 1) await keeper.tick(document);
};
const version = (number: number, change: Partial<RingDocument> = {}): string =>
  signedDocument({ version: number, settings: { maxTries: number }, ...change });

describe('a policy of the ring', () => {
  it('is kept for its owner alone, comes into force at the next start when nobody is served, and settles', async () => {
    const { world, start } = station();
    const first = start();
    expect(first.maxTries).toBe(3);
    world.isFree = false;
    await tick(first.keeper, version(2), 3);
    expect([world.acts, world.restarts, first.keeper.shown().waiting]).toEqual([[], 0, 2]);
    world.isFree = true;
    await tick(first.keeper, version(2));
    expect([world.acts, world.restarts]).toEqual([['accepted 2'], 0]);
    await tick(first.keeper, version(2), 3);
    expect(world.restarts).toBe(1);
    // Windows guards the profile by its own rights.
    const mode = process.platform === 'win32' ? 0o600 : (await stat(ringFilePath(folder))).mode & 0o777;
    expect(mode).toBe(0o600);
    const second = start();
    expect([second.maxTries, second.started.source?.place]).toEqual([2, 'ring pilot, version 2']);
    expect(second.keeper.shown()).toMatchObject({ version: 2, standing: 'trial', waiting: null });
    await tick(second.keeper, version(2), 2);
    expect(second.keeper.shown()).toMatchObject({ version: 2, standing: 'settled', refused: null });
    expect([world.acts, world.restarts]).toEqual([['accepted 2', 'applied 2', 'settled 2'], 1]);
  });

  it('is rolled back when the check turns red under it, and never comes again', async () => {
    const { world, start } = station();
    await tick(start().keeper, version(2));
    await tick(start().keeper, version(2));
    await tick(start().keeper, version(4));
    world.broken = ['printer'];
    const under = start();
    expect(under.maxTries).toBe(4);
    await tick(under.keeper, version(4), 3);
    expect([world.acts.slice(-2), world.restarts]).toEqual([['applied 4', 'rolledBack 4'], 1]);
    const back = start();
    expect(back.maxTries).toBe(2);
    const told = world.acts.length;
    await tick(back.keeper, version(4), 5);
    expect(back.keeper.shown()).toMatchObject({
      version: 2,
      standing: 'settled',
      waiting: null,
      refused: { version: 4, reason: 'rolledBack', detail: 'printer' },
    });
    expect([world.acts.slice(told), world.restarts]).toEqual([[], 1]);
    await tick(back.keeper, version(5));
    expect(world.acts.at(-1)).toBe('accepted 5');
  });

  it('settles beside what was broken before it, by the computer or by a person', async () => {
    const { world, start } = station();
    world.broken = ['tls'];
    world.byPerson = ['faceCamera'];
    await tick(start().keeper, version(2));
    const under = start().keeper;
    await tick(under, version(2));
    await under.checked(['faceCamera']);
    expect(world.acts).toEqual(['accepted 2', 'applied 2', 'settled 2']);
    expect(under.shown().standing).toBe('settled');
  });

  it('that a person’s check finds red twice goes back too', async () => {
    const { world, start } = station();
    await tick(start().keeper, version(2));
    const { keeper } = start();
    await tick(keeper, version(2));
    await keeper.checked(['faceCamera']);
    await keeper.checked(['faceCamera']);
    expect(world.acts.at(-1)).toBe('rolledBack 2');
    await tick(keeper, version(2), 2);
    expect([world.restarts, start().maxTries]).toEqual([1, 3]);
  });

  it('under which the program does not come up goes back at the fourth start', async () => {
    const { world, start } = station();
    await tick(start().keeper, version(2));
    expect([start(), start(), start(), start()].map(({ maxTries }) => maxTries)).toEqual([2, 2, 2, 3]);
    expect(world.acts).toEqual(['accepted 2', 'applied 2', 'rolledBack 2']);
  });

  it('ends with its time, and one whose time has not come waits', async () => {
    const { world, start } = station();
    const soon = version(2, { notBefore: '2026-11-24T00:00:00Z' });
    const { keeper } = start();
    await tick(keeper, soon);
    expect(keeper.shown()).toMatchObject({ version: null, waiting: 2, refused: null });
    world.nowMs = Date.UTC(2026, 10, 24, 1);
    await tick(keeper, soon);
    expect([world.acts, world.restarts]).toEqual([['accepted 2'], 1]);
    const under = start();
    await tick(under.keeper, null);
    world.nowMs = Date.UTC(2027, 0, 1);
    await tick(under.keeper, null, 2);
    expect(world.restarts).toBe(2);
    expect(start().maxTries).toBe(3);
    expect(world.acts.at(-1)).toBe('dropped 2');
  });
});

describe('what a station does not take', () => {
  const strangers = policySigner(
    `-----BEGIN PRIVATE KEY-----\n${generateStationKey()}\n-----END PRIVATE KEY-----\n`,
  );
  const body = JSON.stringify(sampleDocument({ version: 9 }));

  it.each([
    ['another key’s', JSON.stringify({ body, signature: strangers?.sign(body) }), 'badSignature'],
    ['none at all', 'x', 'malformed'],
    ['another bank’s', version(9, { bank: 'other' }), 'otherBank'],
    ['another ring’s', version(9, { ring: 'all' }), 'otherRing'],
    ['an old one', version(1), 'older'],
    ['one that is over', version(9, { expires: '2026-11-22T00:00:00Z' }), 'expired'],
    ['an unknown key', version(9, { settings: { maxTires: 1 } }), 'unknown'],
    ['an ill-typed value', version(9, { settings: { maxTries: 'many' } }), 'illTyped'],
    [
      'a setting of the machine’s',
      version(9, { settings: { service: { baseUrl: 'https://x.example' } } }),
      'notForRing',
    ],
    ['another one under the same number', version(2, { settings: { maxTries: 9 } }), 'older'],
  ] as const)('%s: it is told once and the one in force stays', async (_, document, reason) => {
    const { world, start } = station();
    await tick(start().keeper, version(2));
    const { keeper } = start();
    await tick(keeper, version(2));
    await tick(keeper, document, 3);
    expect(keeper.shown()).toMatchObject({ version: 2, standing: 'settled', refused: { reason } });
    expect(world.acts.filter((act) => act.startsWith('refused'))).toHaveLength(1);
    expect([world.restarts, start().maxTries]).toEqual([0, 2]);
  });

  it('what the program’s folder holds is believed no more: a changed file is no policy', async () => {
    const { start } = station();
    await tick(start().keeper, version(2));
    const path = ringFilePath(folder);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(String.raw`\\\"maxTries\\\":2`, String.raw`\\\"maxTries\\\":9`));
    expect(await readFile(path, 'utf8')).not.toBe(text);
    const { maxTries, started } = start();
    expect([maxTries, started.shown.refused?.reason]).toEqual([3, 'badSignature']);
    await writeFile(path, '{');
    expect(start().maxTries).toBe(3);
  });

  it('nothing where the machine’s policy decides the same, which comes first', async () => {
    const { start } = station({ maxTries: 7 });
    await tick(start().keeper, version(2));
    expect(start().maxTries).toBe(7);
  });

  it('nothing of a ring that the machine’s policy does not name', () => {
    const others: readonly PolicySource[] = [];
    expect(startRing(null, others, folder, NOW_MS)).toBeNull();
    const { policy, state } = effectivePolicy([
      { origin: 'machine', place: '/etc', content: { fleet: { ...FLEET, policyKey: null } } },
    ]);
    expect(state.problems[0]?.key).toBe('fleet.ring');
    expect(startRing(policy.fleet, others, folder, NOW_MS)).toBeNull();
  });
});

describe('head office’s key', () => {
  it('is taken as PEM or as the base64 inside it, and nothing else is', () => {
    const base64 = publicKeyPem.replaceAll(/-----[^-]+-----|\s/g, '');
    expect(policySigner(privateKeyPem)?.publicKey).toBe(base64);
    for (const key of [publicKeyPem, base64]) expect(policyVerifier(key)).not.toBeNull();
    expect(policyVerifier('MCowBQYDK2Vw')).toBeNull();
    expect(policySigner(publicKeyPem)).toBeNull();
    const fleetOf = (policyKey: string) =>
      effectivePolicy([{ origin: 'machine', place: '', content: { fleet: { ...FLEET, policyKey } } }]);
    for (const key of [publicKeyPem, base64]) expect(fleetOf(key).state.problems).toEqual([]);
    expect(fleetOf('MCowBQYDK2VwAyEA').state.problems[0]?.key).toBe('fleet.policyKey');
  });
});
