import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { strokesText, type Signed, type Strokes } from '../../main/core/signature.ts';
import type { SessionEvidence } from '../../main/core/ports.ts';
import { ok } from '../../main/core/result.ts';
import { createRunner } from '../../main/session/runner.ts';
import { FACTS, fakeWorld } from './fake-ports.ts';

const strokes: Strokes = [Array.from({ length: 30 }, (_, n) => [n * 100, 2000, n * 10] as const)];
const signature: Signed = { by: 'signature', strokes };
const drawing = strokesText(strokes);
const strokesSha256 = createHash('sha256').update(drawing).digest('hex');

/** A station that asks for a signature; its bank gets a copy, or not. */
function station(handsOver: boolean) {
  const world = fakeWorld();
  const delivered: { text: string; bytes: Uint8Array | null }[] = [];
  const handOver = {
    recipient: '0123456789abcdef',
    deliver: ({ signature: bytes }: SessionEvidence) => {
      delivered.push({ text: Buffer.from(bytes ?? []).toString(), bytes });
      return Promise.resolve(ok({ end: 'delivered', sha256Prefix: '0'.repeat(16), failure: null } as const));
    },
  };
  const { rules } = world.ports;
  const ports = {
    ...world.ports,
    rules: { ...rules, consentAct: 'signature' },
    handOver: handsOver ? handOver : null,
  } as const;
  const runner = createRunner(ports);
  runner.handleIntent({ type: 'start', language: 'vi' });
  const consents = () =>
    world.records.filter(({ type }) => type === 'consentGiven').map(({ facts }) => facts);
  return { runner, vault: ports.vault, delivered, consents, records: world.records };
}

describe('a consent by signature', () => {
  it('is not given by pressing the button alone, and nothing is recorded', () => {
    const { runner, consents } = station(false);
    expect(runner.handleIntent({ type: 'giveConsent' })).toMatchObject({
      ok: false,
      failure: { code: 'consentNotSigned' },
    });
    expect(runner.session().name).toBe('consent');
    expect(consents()).toEqual([]);
    runner.dispose();
  });

  it('leaves its act and the SHA-256 of the strokes in the journal, and no drawing where none is handed over', async () => {
    const { runner, vault, consents, records } = station(false);
    expect(runner.handleIntent({ type: 'giveConsent', signed: signature }).ok).toBe(true);
    await runner.settled();
    expect(consents()).toMatchObject([{ act: 'signature', strokesSha256 }]);
    expect(JSON.stringify(records)).not.toContain('2000');
    expect(vault.count()).toBe(0);
    runner.dispose();
  });

  it('typed is recorded as typed, without a drawing', async () => {
    const { runner, vault, consents } = station(true);
    runner.handleIntent({ type: 'giveConsent', signed: { by: 'typed', words: 'tôi đồng ý' } });
    await runner.settled();
    expect(consents()).toMatchObject([{ act: 'typed' }]);
    expect(consents()[0]).not.toHaveProperty('strokesSha256');
    expect(vault.count()).toBe(0);
    runner.dispose();
  });

  it('goes into the bundle for the bank as the very strokes of the journal, and is overwritten with the wipe', async () => {
    const { runner, vault, delivered } = station(true);
    runner.handleIntent({ type: 'giveConsent', signed: signature });
    runner.handleIntent({ type: 'recordingStarted' });
    runner.deliver('face', new Uint8Array([1, 2, 3]), FACTS);
    await runner.settled();
    runner.handleIntent({ type: 'scanStarted' });
    runner.deliver('card', new Uint8Array([4, 5, 6]), FACTS);
    await runner.settled();
    runner.handleIntent({ type: 'submit' });
    await runner.settled();
    expect(delivered.map(({ text }) => text)).toEqual([drawing]);
    runner.handleIntent({ type: 'finish' });
    await runner.settled();
    expect(vault.count()).toBe(0);
    expect(delivered[0]?.bytes?.every((byte) => byte === 0)).toBe(true);
    runner.dispose();
  });

  it('is erased with everything else when the consent is withdrawn', async () => {
    const { runner, vault } = station(true);
    runner.handleIntent({ type: 'giveConsent', signed: signature });
    const bytes = vault.drawing();
    expect(vault.count()).toBe(1);
    runner.handleIntent({ type: 'withdrawConsent' });
    await runner.settled();
    expect(runner.session().name).toBe('idle');
    expect(vault.count()).toBe(0);
    expect(bytes?.every((byte) => byte === 0)).toBe(true);
    runner.dispose();
  });
});
