import { describe, expect, it } from 'vitest';
import { consentEvidence } from '../../main/core/consent.ts';
import { failure } from '../../main/core/failure.ts';
import type { HandedOver, SessionEvidence } from '../../main/core/ports.ts';
import { failed, ok } from '../../main/core/result.ts';
import { createRunner } from '../../main/session/runner.ts';
import { FACTS, fakeWorld, type FakeWorld } from './fake-ports.ts';

/** A session up to its verdict, with the bank's folder answering as told. */
async function toVerdict(answer: HandedOver['end'] | 'failed') {
  const world: FakeWorld = fakeWorld();
  const delivered: SessionEvidence[] = [];
  const handOver = {
    recipient: '0123456789abcdef',
    deliver: (evidence: SessionEvidence) => {
      delivered.push(evidence);
      const sha256Prefix = 'fedcba9876543210';
      const why = failure('handOverFailed');
      if (answer === 'failed') return Promise.resolve(failed(why));
      return Promise.resolve(ok({ end: answer, sha256Prefix, failure: answer === 'waiting' ? why : null }));
    },
  };
  const runner = createRunner({ ...world.ports, handOver });
  runner.handleIntent({ type: 'start', language: 'vi' });
  runner.handleIntent({ type: 'giveConsent' });
  runner.handleIntent({ type: 'recordingStarted' });
  runner.deliver('face', new Uint8Array([1, 2, 3]), FACTS);
  await runner.settled();
  runner.handleIntent({ type: 'scanStarted' });
  runner.deliver('card', new Uint8Array([4, 5, 6]), FACTS);
  await runner.settled();
  runner.handleIntent({ type: 'submit' });
  await runner.settled();
  const { name, handOver: told } = runner.session();
  runner.dispose();
  return { world, delivered, name, told };
}

const noted = (world: FakeWorld) => world.records.filter(({ type }) => type === 'handOverEnded');

describe('a hand-over', () => {
  it('gives the very bytes that were sent, and the journal says that it did', async () => {
    const { world, delivered, name } = await toVerdict('delivered');
    expect(name).toBe('verdict');
    expect(delivered).toHaveLength(1);
    expect(delivered[0]?.video).toBe(world.media[0]);
    expect(noted(world)).toMatchObject([
      { facts: { end: 'delivered', bundleSha256Prefix: 'fedcba9876543210', recipient: '0123456789abcdef' } },
    ]);
  });

  it('that waits for the bank is recorded with its reason, and the teller is told beside the verdict', async () => {
    const { world, delivered, name, told } = await toVerdict('waiting');
    expect(name).toBe('verdict');
    expect(delivered).toHaveLength(1);
    expect(told).toEqual({ end: 'waiting', failure: { code: 'handOverFailed' } });
    expect(noted(world)).toMatchObject([
      { facts: { end: 'waiting', bundleSha256Prefix: 'fedcba9876543210', failure: 'handOverFailed' } },
    ]);
  });

  it('that failed is recorded and told, with the verdict shown all the same', async () => {
    const { world, name, told } = await toVerdict('failed');
    expect(name).toBe('verdict');
    expect(told).toEqual({ end: 'failed', failure: { code: 'handOverFailed' } });
    expect(noted(world)).toMatchObject([{ facts: { end: 'failed', failure: 'handOverFailed' } }]);
  });

  it('consent names the other text, because a copy goes to the bank', async () => {
    const kept = await toVerdict('delivered');
    const consents = kept.world.records.filter(({ type }) => type === 'consentGiven');
    expect(consents).toHaveLength(1);
    expect(consents[0]?.facts).toEqual(consentEvidence('vi', true));
  });
});
