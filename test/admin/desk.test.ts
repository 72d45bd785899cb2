import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAdminDesk, type AdminDesk, type DeskPorts } from '../../main/admin/desk.ts';
import { filePinGate, type PinGate } from '../../main/admin/pin-gate.ts';
import { scryptHasher, type PinHasher } from '../../main/admin/pin-hash.ts';
import { ok } from '../../main/core/result.ts';
import type { KeySlot, KeyStatus, ServiceKeys } from '../../main/core/service-key.ts';

const PIN = '730194';
let folder: string;
let nowMs: number;
let notes: string[];
let left: string[];
let isFree: boolean;
const desks: AdminDesk[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-desk-'));
  nowMs = 1_800_000_000_000;
  notes = [];
  left = [];
  isFree = true;
});
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.dispose();
  await rm(folder, { recursive: true, force: true });
});

const clock = { now: () => nowMs };
/** Right in kind and quick; the real one is tested by itself below. */
const quick: PinHasher = {
  hash: (pin) => Promise.resolve(`quick$${pin}`),
  isPinOf: (pin, stored) => Promise.resolve(stored === `quick$${pin}`),
};
const gate = (name: string): PinGate => filePinGate(join(folder, name), clock, { hasher: quick });

const status = (slot: KeySlot): KeyStatus => ({ slot, isSet: false, fingerprint: null, problem: null });
const keys: ServiceKeys = {
  status: (slot) => Promise.resolve(status(slot)),
  set: (slot, text) =>
    Promise.resolve(ok({ ...status(slot), isSet: true, fingerprint: String(text.length) })),
  remove: (slot) => Promise.resolve(ok(status(slot))),
};

/** A desk as after a start of the program: the same folder, nothing remembered. */
function openDesk(changes: Partial<DeskPorts> = {}): AdminDesk {
  const desk = createAdminDesk({
    mode: 'practice',
    signOn: 'osUser',
    osUser: 'counter1',
    supervisor: gate('supervisor'),
    tellers: gate('tellers'),
    keys,
    slots: ['live', 'test'],
    clock,
    note: (act) => Promise.resolve(void notes.push(act)),
    noteChanges: () => Promise.resolve(void notes.push('changes')),
    isPinManaged: false,
    fetchKey: () => Promise.resolve(ok('a-service-key')),
    isFree: () => isFree,
    leave: (how) => void left.push(how),
    changed: () => undefined,
    ...changes,
  });
  desks.push(desk);
  return desk;
}

describe('the supervisor', () => {
  it('chooses the first PIN in practice mode, and only the first', async () => {
    const desk = openDesk();
    expect((await desk.state()).pin).toBe('choose');
    expect((await desk.handle({ type: 'choosePin', pin: PIN })).ok).toBe(true);
    const later = openDesk();
    expect((await later.state()).pin).toBe('set');
    expect(await later.handle({ type: 'choosePin', pin: '998877' })).toMatchObject({
      failure: { code: 'supervisorNeeded' },
    });
  });

  it('cannot be made up at a live station', async () => {
    const desk = openDesk({ mode: 'live' });
    expect((await desk.state()).pin).toBe('missing');
    expect((await desk.handle({ type: 'choosePin', pin: PIN })).ok).toBe(false);
  });

  it.each(['000000', '123456', '987654', '121212'])('may not choose %s', async (pin) => {
    expect(await openDesk().handle({ type: 'choosePin', pin })).toMatchObject({
      failure: { code: 'pinWeak' },
    });
  });

  it.each([
    { type: 'exit' },
    { type: 'restart' },
    { type: 'setKey', slot: 'live', source: 'clipboard' },
    { type: 'removeKey', slot: 'live' },
    { type: 'addTeller', tellerId: 'lan', pin: PIN },
    { type: 'removeTeller', tellerId: 'lan' },
  ] as const)('is needed for $type', async (request) => {
    const desk = openDesk();
    expect(await desk.handle(request)).toMatchObject({ failure: { code: 'supervisorNeeded' } });
    await desk.handle({ type: 'choosePin', pin: PIN });
    expect((await desk.handle(request)).ok).toBe(true);
  });

  it('sees keys and tellers, others do not; each act is noted', async () => {
    const desk = openDesk();
    await desk.handle({ type: 'choosePin', pin: PIN });
    expect((await desk.state()).keys).toHaveLength(2);
    await desk.handle({ type: 'setKey', slot: 'live', source: 'file' });
    await desk.handle({ type: 'exit' });
    await desk.handle({ type: 'lock' });
    expect((await desk.state()).keys).toBeNull();
    expect(left).toEqual(['exit']);
    expect(notes).toEqual(['pinChanged', 'changes', 'keySet', 'changes', 'kioskLeft', 'supervisorLocked']);
  });

  it('waits while a customer is served', async () => {
    const desk = openDesk();
    await desk.handle({ type: 'choosePin', pin: PIN });
    await desk.handle({ type: 'lock' });
    isFree = false;
    expect(await desk.handle({ type: 'unlock', pin: PIN })).toMatchObject({
      failure: { code: 'wrongState' },
    });
  });
});

describe('wrong PINs', () => {
  it.each(['constructor', '__proto__', 'toString'])('nobody is called "%s"', async (name) => {
    const real = filePinGate(join(folder, 'tellers'), clock, { hasher: scryptHasher });
    expect(await real.check(name, PIN)).toMatchObject({ ok: false, failure: { code: 'pinWrong' } });
  });

  const unlock = (pin: string): ReturnType<AdminDesk['handle']> => openDesk().handle({ type: 'unlock', pin });

  beforeEach(async () => {
    await gate('supervisor').set('supervisor', PIN);
  });

  it('lock the pad after three, for 30 s and then twice as long, across restarts', async () => {
    for (let count = 0; count < 3; count += 1)
      expect(await unlock('555000')).toMatchObject({ failure: { code: 'pinWrong' } });
    // Even the right one is not heard now, by a program that was started anew.
    expect(await unlock(PIN)).toMatchObject({ failure: { code: 'pinLocked' } });
    expect((await openDesk().state()).lockedUntilMs).toBe(nowMs + 30_000);
    nowMs += 30_000;
    expect(await unlock('555000')).toMatchObject({ failure: { code: 'pinWrong' } });
    expect((await openDesk().state()).lockedUntilMs).toBe(nowMs + 60_000);
    nowMs += 60_000;
    expect((await unlock(PIN)).ok).toBe(true);
    expect((await openDesk().state()).lockedUntilMs).toBeNull();
  });

  it('are not forgiven by setting the clock back', async () => {
    for (let count = 0; count < 3; count += 1) await unlock('555000');
    nowMs -= 86_400_000;
    expect(await unlock(PIN)).toMatchObject({ failure: { code: 'pinLocked' } });
  });

  it('are counted one by one when they come all at once', async () => {
    const desk = openDesk();
    const tries = ['111222', '222333', '333444', '444555', PIN];
    const all = await Promise.all(tries.map((pin) => desk.handle({ type: 'unlock', pin })));
    expect(all.map((one) => (one.ok ? 'ok' : one.failure.code))).toEqual([
      'pinWrong',
      'pinWrong',
      'pinWrong',
      'pinLocked',
      'pinLocked',
    ]);
  });

  it('are taken for many when their count was tampered with', async () => {
    await unlock('555000');
    await writeFile(join(folder, 'supervisor', 'tries.json'), '{}');
    expect(await unlock(PIN)).toMatchObject({ failure: { code: 'pinLocked' } });
  });

  it('leave neither right nor wrong PIN on disk, and the real hash tells them apart', async () => {
    const real = filePinGate(join(folder, 'supervisor'), clock, { hasher: scryptHasher });
    await real.set('supervisor', PIN);
    expect((await real.check('supervisor', '555000')).ok).toBe(false);
    expect((await real.check('supervisor', PIN)).ok).toBe(true);
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8')),
    );
    expect(texts).toHaveLength(2);
    expect(texts.join('')).not.toMatch(/730194|555000/);
    expect(texts.join('')).toContain('scrypt$');
  });
});

describe('a PIN that the policy sets', () => {
  const HASH = `quick$${PIN}`;
  const managed = (): AdminDesk =>
    openDesk({
      mode: 'live',
      isPinManaged: true,
      supervisor: filePinGate(join(folder, 'supervisor'), clock, {
        hasher: quick,
        managed: { supervisor: HASH },
      }),
    });

  it('opens a live station on which nobody ever chose one, and no other does', async () => {
    const desk = managed();
    expect(await desk.state()).toMatchObject({ pin: 'set', isPinManaged: true });
    expect(await desk.handle({ type: 'unlock', pin: '998877' })).toMatchObject({
      failure: { code: 'pinWrong' },
    });
    expect((await desk.handle({ type: 'unlock', pin: PIN })).ok).toBe(true);
  });

  it('cannot be changed at the station, and hides one that was chosen there', async () => {
    await gate('supervisor').set('supervisor', '998877');
    const desk = managed();
    expect((await desk.handle({ type: 'unlock', pin: '998877' })).ok).toBe(false);
    await desk.handle({ type: 'unlock', pin: PIN });
    expect(await desk.handle({ type: 'choosePin', pin: '441827' })).toMatchObject({
      failure: { code: 'pinManaged' },
    });
    expect((await desk.handle({ type: 'unlock', pin: PIN })).ok).toBe(true);
  });
});

describe('a teller', () => {
  it('is whoever is signed in to the computer, where no PIN is asked for', () => {
    expect(openDesk().teller()).toBe('counter1');
  });

  it('is signed off by time, and that is noted under the name', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await gate('tellers').set('lan', PIN);
      let named: string | null = null;
      const desk = openDesk({
        signOn: 'pin',
        note: (act) => {
          if (act === 'tellerTimedOut') named = desk.teller();
          return Promise.resolve(void notes.push(act));
        },
      });
      await desk.handle({ type: 'signOn', tellerId: 'lan', pin: PIN });
      await vi.advanceTimersByTimeAsync(15 * 60_000);
      expect([named, desk.teller(), notes.at(-1)]).toEqual(['lan', null, 'tellerTimedOut']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('signs on by name and PIN, and is noted', async () => {
    await gate('tellers').set('lan', PIN);
    const desk = openDesk({ signOn: 'pin' });
    expect(desk.teller()).toBeNull();
    expect(await desk.handle({ type: 'signOn', tellerId: 'hoa', pin: PIN })).toMatchObject({
      failure: { code: 'pinWrong' },
    });
    await desk.handle({ type: 'signOn', tellerId: 'lan', pin: PIN });
    expect(desk.teller()).toBe('lan');
    await desk.handle({ type: 'signOff' });
    expect(desk.teller()).toBeNull();
    expect(notes).toEqual(['tellerRefused', 'tellerSignedOn', 'tellerSignedOff']);
  });
});
