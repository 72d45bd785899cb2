import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filePinGate } from '../../main/admin/pin-gate.ts';
import { scryptHasher, type PinHasher } from '../../main/admin/pin-hash.ts';
import type { CommandIo } from '../../main/cli/command.ts';
import { supervisorPinCommand, type SupervisorPin } from '../../main/cli/supervisor-pin.ts';
import { policySchema } from '../../main/core/policy.ts';

const PIN = '730194';
const LONG_PIN = '730194852637';
const quick: PinHasher = {
  hash: (pin) => Promise.resolve(`quick$${pin}`),
  isPinOf: (pin, stored) => Promise.resolve(stored === `quick$${pin}`),
};

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'kiosk-pin-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(args: readonly string[], input = '', policyHash: string | null = null) {
  const said = { stdout: '', stderr: '' };
  const io: CommandIo = {
    stdout: (text) => void (said.stdout += text),
    stderr: (text) => void (said.stderr += text),
    isTerminal: false,
    language: 'en',
    signal: new AbortController().signal,
  };
  const managed = policyHash === null ? null : { supervisor: policyHash };
  const gate = filePinGate(folder, { now: () => 1_800_000_000_000 }, { hasher: quick, managed });
  const pin: SupervisorPin = {
    state: async () =>
      policyHash === null ? ((await gate.names()).length > 0 ? 'set' : 'missing') : 'policy',
    set: async (text) => {
      const set = await gate.set('supervisor', text);
      if (set.ok) await gate.forgive();
      return set;
    },
    remove: () => gate.remove('supervisor'),
    hash: (text) => scryptHasher.hash(text),
  };
  const command = supervisorPinCommand({ pin, readInput: () => Promise.resolve(input) });
  return { status: await command.run(args, io), gate, ...said };
}

describe('supervisor-pin', () => {
  it('sets a PIN from standard input, forgives wrong tries, says so, and removes it', async () => {
    expect((await run(['status', '--json'])).stdout).toBe('{"state":"missing"}\n');
    const { gate } = await run(['set'], '441827\n');
    for (let count = 0; count < 3; count += 1) await gate.check('supervisor', '000111');
    expect(await gate.lockedUntilMs()).not.toBeNull();
    const set = await run(['set'], ` ${PIN}\r\n`);
    expect([set.status, set.stdout.includes(PIN)]).toEqual([0, false]);
    expect((await gate.check('supervisor', PIN)).ok).toBe(true);
    await run(['remove']);
    expect((await run(['status', '--json'])).stdout).toBe('{"state":"missing"}\n');
  });

  it.each([
    [['set', PIN], '', 'pinAsArgument'],
    [['set'], '12345', 'pinMalformed'],
    [['set'], `${PIN} please`, 'pinMalformed'],
    [['set'], '123456', 'pinWeak'],
    [['hash'], PIN, 'pinTooShort'],
    [['hash'], '1212121212', 'pinWeak'],
    [['show'], '', 'usage'],
  ])('refuses %j with "%s" on standard input: %s', async (args, input, code) => {
    const said = await run(args, input);
    expect(said.stderr).toContain(`[${code}]`);
    expect(said.stdout + said.stderr).not.toContain(PIN);
    expect(await said.gate.names()).toEqual([]);
  });

  it('makes the hash for a policy, which the policy takes and the gate opens', async () => {
    const { stdout } = await run(['hash'], LONG_PIN);
    const policy = policySchema.parse({ kiosk: { supervisorPinHash: stdout.trim() } });
    expect(await scryptHasher.isPinOf(LONG_PIN, policy.kiosk.supervisorPinHash ?? '')).toBe(true);
    expect(policySchema.safeParse({ kiosk: { supervisorPinHash: LONG_PIN } }).success).toBe(false);
  }, 30_000);

  it.each(['set', 'remove'])('does not %s what the policy sets', async (act) => {
    const said = await run([act], PIN, 'quick$998877665544');
    expect(said.stderr).toContain('[pinManaged]');
    expect((await run(['status', '--json'], '', 'quick$998877665544')).stdout).toBe('{"state":"policy"}\n');
  });
});
