import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../main/config.ts';
import type { PolicySource } from '../../main/core/effective-policy.ts';
import { defaultPolicy } from '../../main/core/policy.ts';

const updates = {
  mode: 'automatic',
  address: 'https://updates.bank.example/kiosk',
  publicKeys: [`MCowBQYDK2VwAyEA${'A'.repeat(43)}=`],
};

let folder: string;
let named: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-config-'));
  named = join(folder, 'policy.json');
  await writeFile(named, JSON.stringify({ stationId: 'NAMED', updates }), { mode: 0o600 });
  return () => rm(folder, { recursive: true, force: true });
});

function load(packaged: boolean, args: readonly string[], sources: readonly PolicySource[] = []) {
  const config = loadConfig({ args, managed: () => sources, packaged, userDataDir: null });
  if (!config.ok) throw new Error(config.failure.detail);
  return config.value;
}

const from = (origin: PolicySource['origin']): PolicySource => ({
  origin,
  place: `/${origin}`,
  content: { updates },
});

describe('where new versions come from', () => {
  it('is the machine’s policy to say', () => {
    expect(load(true, [], [from('machine')]).policy.updates).toMatchObject(updates);
    const { policy, policyState } = load(true, [], [from('user')]);
    expect(policy.updates).toEqual(defaultPolicy.updates);
    expect(policyState.problems.map(({ key, reason }) => [key, reason])).toEqual([
      ['updates.mode', 'notForUser'],
      ['updates.address', 'notForUser'],
      ['updates.publicKeys', 'notForUser'],
    ]);
  });

  it('is never said by a file named at the start of an installed program, though practice follows the rest of it', () => {
    const practice = load(true, ['--practice', '--policy', named]);
    expect(practice.policy.stationId).toBe('NAMED');
    expect(practice.policy.updates).toEqual(defaultPolicy.updates);
    // A live station takes no such file at all.
    expect(load(true, ['--policy', named]).policy.stationId).toBe(defaultPolicy.stationId);
  });

  it('can be tried from sources, where nothing is replaced', () => {
    expect(load(false, ['--policy', named]).policy.updates.mode).toBe('automatic');
  });
});
