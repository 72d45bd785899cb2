import { describe, expect, it } from 'vitest';
import { consentEvidence } from '../../main/core/consent.ts';
import { failure } from '../../main/core/failure.ts';
import type { SessionEvidence } from '../../main/core/ports.ts';
import { failed, ok } from '../../main/core/result.ts';
import { createRunner } from '../../main/session/runner.ts';
import { FACTS, fakeWorld, type FakeWorld } from './fake-ports.ts';

/** A session up to its verdict, with the bank's folder answering as told. */
async function toVerdict(answers: readonly ('delivered' | 'failed')[]) {
  const world: FakeWorld = fakeWorld();
  const delivered: SessionEvidence[] = [];
  const handOver = {
    recipient: '0123456789abcdef',
    deliver: (evidence: SessionEvidence) => {
      delivered.push(evidence);
      const isGood = answers[delivered.length - 1] === 'delivered';
      return Promise.resolve(isGood ? ok('fedcba9876543210') : failed(failure('handOverFailed')));
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
  const name = runner.session().name;
  runner.dispose();
  return { world, delivered, name };
}

const noted = (world: FakeWorld) => world.records.filter(({ type }) => type === 'handOverEnded');

describe('a hand-over', () => {
  it('gives the very bytes that were sent, and the journal says that it did', async () => {
    const { world, delivered, name } = await toVerdict(['delivered']);
    expect(name).toBe('verdict');
    expect(delivered).toHaveLength(1);
    expect(delivered[0]?.video).toBe(world.media[0]);
    expect(noted(world)).toMatchObject([
      { facts: { end: 'delivered', bundleSha256Prefix: 'fedcba9876543210', recipient: '0123456789abcdef' } },
    ]);
  });

  it('is tried twice and then recorded as failed, with the verdict shown all the same', async () => {
    const { world, delivered, name } = await toVerdict(['failed', 'failed']);
    expect(name).toBe('verdict');
    expect(delivered).toHaveLength(2);
    expect(noted(world)).toMatchObject([{ facts: { end: 'failed', failure: 'handOverFailed' } }]);
  });

  it('consent names the other text, because a copy goes to the bank', async () => {
    const kept = await toVerdict(['delivered']);
    const consents = kept.world.records.filter(({ type }) => type === 'consentGiven');
    expect(consents).toHaveLength(1);
    expect(consents[0]?.facts).toEqual(consentEvidence('vi', true));
  });
});
