import { afterEach, describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { ok } from '../../main/core/result.ts';
import type { StateName } from '../../main/core/session-shape.ts';
import { createRunner, type Runner } from '../../main/session/runner.ts';
import { FACTS, fakeWorld, type FakeBehaviour, type FakeWorld } from './fake-ports.ts';
import { reachState } from './reach-state.ts';

let runner: Runner;

afterEach(() => runner.dispose());

function startRunner(behaviour: FakeBehaviour = {}): FakeWorld {
  const world = fakeWorld(behaviour);
  runner = createRunner(world.ports);
  return world;
}

const reach = (name: StateName): Promise<void> => reachState(runner, name);

async function captureBoth(): Promise<void> {
  runner.handleIntent({ type: 'start', language: 'vi' });
  runner.handleIntent({ type: 'giveConsent' });
  runner.handleIntent({ type: 'recordingStarted' });
  runner.deliver('face', new Uint8Array([1, 2, 3]), FACTS);
  await reach('card.ready');
  runner.handleIntent({ type: 'scanStarted' });
  runner.deliver('card', new Uint8Array([4, 5, 6]), FACTS);
  await reach('review');
}

describe('the runner', () => {
  it('sends the very bytes that were checked, once, and records before and after', async () => {
    const world = startRunner();
    await captureBoth();
    runner.handleIntent({ type: 'submit' });
    expect(runner.handleIntent({ type: 'submit' }).ok).toBe(false);
    await reach('verdict');
    expect(world.sent).toEqual([new Uint8Array([1, 2, 3])]);
    const types = world.records.map(({ type }) => type);
    expect(types.indexOf('sendStarted')).toBeLessThan(types.indexOf('sendEnded'));
    expect(types.filter((type) => type === 'sendStarted')).toHaveLength(1);
  });

  it('overwrites all media when the session ends', async () => {
    const world = startRunner();
    await captureBoth();
    runner.handleIntent({ type: 'cancel' });
    await reach('idle');
    expect(world.ports.vault.count()).toBe(0);
    expect(world.media).toHaveLength(2);
    expect(world.media.every(({ bytes }) => bytes.every((byte) => byte === 0))).toBe(true);
    expect(world.records.at(-1)?.type).toBe('wiped');
  });

  it('does not send what it cannot record', async () => {
    const world = startRunner({ journalFailsAt: 'sendStarted' });
    await captureBoth();
    runner.handleIntent({ type: 'submit' });
    await reach('review');
    expect(runner.session().failure?.code).toBe('journalFailed');
    expect(world.sent).toEqual([]);
  });

  it('asks a person after an answer that never came, and never sends by itself', async () => {
    const world = startRunner({ end: { kind: 'unknown', failure: failure('outcomeUnknown') } });
    await captureBoth();
    runner.handleIntent({ type: 'submit' });
    await reach('outcomeUnknown');
    await runner.settled();
    expect(world.sent).toHaveLength(1);
  });

  it('aborts a send that is cancelled under way and then says that its outcome is unknown', async () => {
    startRunner({ hangSending: true });
    await captureBoth();
    const underWay = new Promise<void>((resolve) => {
      runner.subscribe((session) => session.progress !== null && resolve());
    });
    runner.handleIntent({ type: 'submit' });
    await underWay;
    runner.handleIntent({ type: 'cancel' });
    await reach('outcomeUnknown');
    expect(runner.session().failure?.code).toBe('outcomeUnknown');
  });

  it('sends nothing when it is cancelled before the first byte, and records that', async () => {
    const world = startRunner({ hangSending: true });
    await captureBoth();
    runner.handleIntent({ type: 'submit' });
    runner.handleIntent({ type: 'cancel' });
    await reach('wiping');
    expect(world.sent).toEqual([]);
    expect(world.records).toContainEqual(
      expect.objectContaining({
        type: 'sendEnded',
        facts: { end: 'notSent', httpStatus: null, code: null, failure: 'cancelled' },
      }),
    );
  });

  it('refuses media that nobody waits for and keeps none of it', () => {
    const world = startRunner();
    const bytes = new Uint8Array([9, 9, 9]);
    expect(runner.deliver('face', bytes, FACTS).ok).toBe(false);
    expect(world.ports.vault.count()).toBe(0);
    expect([...bytes]).toEqual([0, 0, 0]);
  });

  it('takes pieces of a face while it is recorded only, and drops them unless the whole is delivered', async () => {
    const { pieces } = startRunner();
    const piece = (): Uint8Array => new Uint8Array([7]);
    const early = piece();
    runner.handleIntent({ type: 'start', language: 'vi' });
    runner.handleIntent({ type: 'giveConsent' });
    expect(runner.addPiece(0, early)).toMatchObject({ ok: false, failure: { code: 'wrongState' } });
    expect([...early]).toEqual([0]);
    runner.handleIntent({ type: 'recordingStarted' });
    expect(runner.addPiece(0, piece()).ok).toBe(true);
    runner.handleIntent({ type: 'recordingStopped' });
    expect(pieces.splice(0)).toEqual([piece(), 'dropped']);
    runner.handleIntent({ type: 'recordingStarted' });
    runner.addPiece(0, piece());
    runner.deliver('face', new Uint8Array([7, 8]), FACTS);
    expect(runner.addPiece(1, piece()).ok).toBe(false);
    await reach('card.ready');
    expect(pieces.splice(0)).toEqual([piece()]);
  });

  it('drops the pieces of a recording that is cancelled, takes too long or breaks', async () => {
    const { pieces } = startRunner({ deadlinesMs: { 'face.recording': 20 } });
    for (const end of ['cancel', 'deadline', 'broken'] as const) {
      runner.handleIntent({ type: 'start', language: 'vi' });
      runner.handleIntent({ type: 'giveConsent' });
      runner.handleIntent({ type: 'recordingStarted' });
      if (end === 'cancel') runner.handleIntent({ type: 'cancel' });
      if (end === 'broken') runner.reportBroken(failure('internal'));
      await reach(end === 'broken' ? 'fault' : 'idle');
      expect(pieces.splice(0)).toEqual(['dropped']);
    }
  });

  it('leaves the decision to a person when the answer cannot be recorded, and says why', async () => {
    const world = startRunner({ journalFailsAt: 'sendEnded' });
    await captureBoth();
    runner.handleIntent({ type: 'submit' });
    await runner.settled();
    expect(runner.session()).toMatchObject({
      name: 'outcomeUnknown',
      verdict: null,
      failure: { code: 'answerUnrecorded', detail: 'journalFailed' },
    });
    runner.handleIntent({ type: 'finish' });
    await runner.settled();
    expect(world.records.map(({ type }) => type)).not.toContain('verdictGiven');
    expect(world.records.at(-1)).toMatchObject({ type: 'wiped', facts: { outcome: 'outcomeUnknown' } });
  });

  it('tells the states in their order, also where telling one sets off the next', () => {
    startRunner();
    const heard: string[] = [];
    runner.subscribe(({ name }) => {
      if (name === 'consent') runner.handleIntent({ type: 'giveConsent' });
    });
    runner.subscribe(({ name }) => heard.push(name));
    runner.handleIntent({ type: 'start', language: 'vi' });
    expect(heard.slice(0, 2)).toEqual(['consent', 'face.ready']);
  });

  it('stops the session when the journal cannot be written', async () => {
    startRunner({ journalFailsAt: 'consentGiven' });
    runner.handleIntent({ type: 'start', language: 'vi' });
    runner.handleIntent({ type: 'giveConsent' });
    await reach('fault');
    expect(runner.session().failure?.code).toBe('journalFailed');
  });

  it('wipes by itself when nobody does anything', async () => {
    startRunner({ deadlinesMs: { consent: 20 } });
    runner.handleIntent({ type: 'start', language: 'en' });
    await reach('wiping');
    await reach('idle');
    expect(runner.session().sessionId).toBeNull();
  });

  it('goes to retake when the precheck fails and drops the recording', async () => {
    const world = startRunner({ faceOutcome: 'fail' });
    runner.handleIntent({ type: 'start', language: 'vi' });
    runner.handleIntent({ type: 'giveConsent' });
    runner.handleIntent({ type: 'recordingStarted' });
    runner.deliver('face', new Uint8Array([1, 2, 3]), FACTS);
    await reach('retake');
    await runner.settled();
    expect(world.ports.vault.count()).toBe(0);
  });

  it('prints on request and keeps the verdict', async () => {
    startRunner();
    await captureBoth();
    runner.handleIntent({ type: 'submit' });
    await reach('verdict');
    runner.handleIntent({ type: 'print' });
    await reach('printing');
    await reach('verdict');
    expect(runner.session()).toMatchObject({
      receipt: { state: 'savedAsPdf' },
      verdict: { outcome: 'approved' },
    });
  });

  it('tells at welcome what the ledger knows, and asks it again after a person has noted it', async () => {
    const world = fakeWorld();
    let unresolved = [{ reference: 'K7QM-2XTA-9P', atMs: 1 }];
    const desk = {
      notes: () => ({ ...world.ports.desk.notes(), unresolved }),
      acknowledge: () => {
        unresolved = [];
        return Promise.resolve(ok(undefined));
      },
    };
    runner = createRunner({ ...world.ports, desk });
    expect(runner.session().desk?.unresolved).toHaveLength(1);
    runner.handleIntent({ type: 'acknowledgeUnknown' });
    await runner.settled();
    expect(runner.session()).toMatchObject({ name: 'idle', desk: { unresolved: [] } });
  });
});
