import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import type { JournalEvent } from '../../main/core/journal-schema.ts';
import type { CheckedMedia, Parking, SubmissionEnd } from '../../main/core/ports.ts';
import { ok } from '../../main/core/result.ts';
import type { StateName } from '../../main/core/session-shape.ts';
import { openParking } from '../../main/parking/parking.ts';
import { createRunner, type Runner } from '../../main/session/runner.ts';
import { createVault, type Vault } from '../../main/session/vault.ts';
import { checkedMedia, unwrap } from '../liveness/submissions.ts';
import { FACTS, fakeWorld } from './fake-ports.ts';
import { reachState } from './reach-state.ts';

const REFERENCE = 'K7QM-2XTA-9P';
const VIDEO = Buffer.from('a face in a video');
const CARD = Buffer.from('a card');
const UNKNOWN: SubmissionEnd = { kind: 'unknown', failure: failure('outcomeUnknown') };

let folder: string;
let runner: Runner;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parked-'));
});
afterEach(() => {
  runner.dispose();
  rmSync(folder, { recursive: true });
});

interface Station {
  readonly vault: Vault;
  readonly sent: Uint8Array[];
  readonly records: JournalEvent[];
  readonly checked: CheckedMedia[];
}

/** A station with real parking: the runner, machine and vault are the app's, the rest is faked at its ports. */
async function startStation(ends: SubmissionEnd[], journalFailsAt?: JournalEvent['type']): Promise<Station> {
  const world = fakeWorld(journalFailsAt === undefined ? {} : { journalFailsAt });
  const vault = createVault();
  const checked: CheckedMedia[] = [];
  const check = (bytes: Uint8Array, type: CheckedMedia['contentType']) => {
    const media = checkedMedia(Buffer.from(bytes), type);
    checked.push(media);
    return Promise.resolve(ok(media));
  };
  const parking: Parking = unwrap(
    await openParking({
      folder,
      hours: 1,
      readKey: () => Promise.resolve(ok(Buffer.alloc(32, 9))),
      clock: { now: () => 1000 },
    }),
  );
  const answered: SubmissionEnd = {
    kind: 'answered',
    verdict: { ...unwrapVerdict(), mode: 'practice' },
    answer: {},
    httpStatus: 200,
  };
  runner = createRunner({
    ...world.ports,
    vault,
    parking,
    prechecker: {
      addFacePiece: () => undefined,
      dropFacePieces: () => undefined,
      checkFace: (bytes) => check(bytes, 'video/mp4'),
      checkCard: (bytes) => check(bytes, 'image/jpeg'),
    },
    service: {
      ...world.ports.service,
      submit: (submission) => {
        world.sent.push(
          Uint8Array.from(submission.video.bytes),
          Uint8Array.from(submission.card?.bytes ?? []),
        );
        return Promise.resolve(ends.shift() ?? answered);
      },
    },
    rules: { ...world.ports.rules, mayPark: true },
    newSessionId: () => REFERENCE,
  });
  return { vault, checked, sent: world.sent, records: world.records };
}

const unwrapVerdict = () =>
  ({
    outcome: 'approved',
    reasons: [],
    fields: [],
    nextStep: 'finish',
    code: '200',
    similarity: null,
    spoofProbability: null,
    deepfakeProbability: null,
    warnings: [],
  }) as const;

const reach = (name: StateName): Promise<void> => reachState(runner, name);

async function toUnknown(): Promise<void> {
  runner.handleIntent({ type: 'start', language: 'vi' });
  runner.handleIntent({ type: 'giveConsent' });
  runner.handleIntent({ type: 'recordingStarted' });
  runner.deliver('face', Uint8Array.from(VIDEO), FACTS);
  await reach('card.ready');
  runner.handleIntent({ type: 'scanStarted' });
  runner.deliver('card', Uint8Array.from(CARD), FACTS);
  await reach('review');
  runner.handleIntent({ type: 'submit' });
  await reach('outcomeUnknown');
}

async function park(): Promise<void> {
  runner.handleIntent({ type: 'park', customerAgrees: true });
  await reach('idle');
  await runner.settled();
}

async function takeUp(): Promise<void> {
  runner.handleIntent({ type: 'openParked', reference: REFERENCE });
  await reach('outcomeUnknown');
}

const acts = (records: readonly JournalEvent[]): readonly string[] =>
  records.flatMap((record) => (record.type === 'mediaParked' ? [record.facts.act] : []));

describe('a parked check', () => {
  it('is wiped from memory, and sent again after a new start: the same bytes, then erased', async () => {
    const first = await startStation([UNKNOWN]);
    await toUnknown();
    await park();
    expect(first.vault.count()).toBe(0);
    expect(first.checked.every(({ bytes }) => bytes.every((byte) => byte === 0))).toBe(true);
    expect(readdirSync(folder)).toEqual([`${REFERENCE}.parked`]);
    runner.dispose();

    const second = await startStation([]);
    await takeUp();
    expect(second.sent).toEqual([]);
    runner.handleIntent({ type: 'resend' });
    await reach('verdict');
    await runner.settled();
    expect(second.sent).toEqual([Uint8Array.from(VIDEO), Uint8Array.from(CARD)]);
    expect(readdirSync(folder)).toEqual([]);
    expect([...acts(first.records), ...acts(second.records)]).toEqual(['sealed', 'opened']);
  });

  it('stays parked when sending again did not leave the machine', async () => {
    await startStation([UNKNOWN, { kind: 'notSent', failure: failure('serviceUnreachable') }]);
    await toUnknown();
    await park();
    await takeUp();
    runner.handleIntent({ type: 'resend' });
    await reach('sending');
    await reach('outcomeUnknown');
    await runner.settled();
    expect(runner.session().failure?.code).toBe('serviceUnreachable');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is erased when sending again ends unknown once more, and may be parked anew', async () => {
    await startStation([UNKNOWN, UNKNOWN]);
    await toUnknown();
    await park();
    await takeUp();
    runner.handleIntent({ type: 'resend' });
    await reach('sending');
    await reach('outcomeUnknown');
    await runner.settled();
    expect(readdirSync(folder)).toEqual([]);
    await park();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is erased when a person finishes without a result, or erases it at welcome', async () => {
    const station = await startStation([UNKNOWN]);
    await toUnknown();
    await park();
    await takeUp();
    runner.handleIntent({ type: 'finish' });
    await reach('idle');
    await runner.settled();
    expect(readdirSync(folder)).toEqual([]);
    expect(acts(station.records)).toEqual(['sealed', 'opened', 'erased']);
  });

  it('says at welcome when it cannot be opened any more', async () => {
    await startStation([]);
    runner.handleIntent({ type: 'openParked', reference: REFERENCE });
    await runner.settled();
    expect(runner.session()).toMatchObject({ name: 'idle', failure: { code: 'parkedGone' } });
  });

  it('is not kept when the journal cannot record it: the decision stays with the person', async () => {
    await startStation([UNKNOWN], 'mediaParked');
    await toUnknown();
    runner.handleIntent({ type: 'park', customerAgrees: true });
    await runner.settled();
    expect(runner.session()).toMatchObject({ name: 'outcomeUnknown', failure: { code: 'journalFailed' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not enter the vault of a customer who started meanwhile', async () => {
    const station = await startStation([UNKNOWN]);
    await toUnknown();
    await park();
    runner.handleIntent({ type: 'openParked', reference: REFERENCE });
    runner.handleIntent({ type: 'start', language: 'vi' });
    await runner.settled();
    expect(runner.session().name).toBe('consent');
    expect(station.vault.count()).toBe(0);
    expect(readdirSync(folder)).toHaveLength(1);
  });
});
