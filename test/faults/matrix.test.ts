import { afterEach, describe, expect, it } from 'vitest';
import type { StateName } from '../../main/core/session-shape.ts';
import type { VerdictOutcome } from '../../main/core/verdict-shape.ts';
import { scenarios } from '../../main/practice/scenarios.ts';
import { tlsFaults } from '../../main/practice/tls-faults.ts';
import { startStation, type Station } from './station.ts';

let station: Station;
let close = (): Promise<void> => Promise.resolve();
afterEach(() => close());

async function start(...what: Parameters<typeof startStation>): Promise<void> {
  station = await startStation(...what);
  ({ close } = station);
}

/** Faults after which nobody knows whether the service counted the request. */
const UNKNOWN = [
  'fault-slow-answer',
  'fault-stalled-upload',
  'fault-reset-mid-upload',
  'fault-cut-mid-answer',
  'fault-huge-answer',
  'fault-close-without-answer',
] as const;

/** Faults that are answers all the same, and what the verdict is. */
const ANSWERED: Readonly<Record<string, VerdictOutcome>> = {
  'fault-wrong-content-type': 'approved',
  'fault-web-page': 'serviceError',
  'fault-not-json': 'unknown',
  'fault-empty-answer': 'unknown',
  'fault-deep-answer': 'unknown',
  'fault-redirect': 'serviceError',
};

const faults = scenarios.filter(({ kind }) => kind === 'fault').map(({ id }) => id);
const others = scenarios.filter(({ kind }) => kind !== 'fault').map(({ id }) => id);

async function submitted(scenario: string): Promise<void> {
  await start(scenario);
  await station.toReview();
  station.runner.handleIntent({ type: 'submit' });
}

describe('a fault while sending', () => {
  it('has an expectation for every scenario of the practice service', () => {
    expect([...UNKNOWN, ...Object.keys(ANSWERED)].toSorted()).toEqual(faults.toSorted());
    expect(others.length).toBeGreaterThan(25);
  });

  it.each(UNKNOWN)(
    '%s leaves the decision to a person; sent once, and the ledger says unknown',
    async (id) => {
      await submitted(id);
      const session = await station.reach('outcomeUnknown', 'verdict', 'review', 'fault');
      await station.runner.settled();
      expect(session).toMatchObject({ name: 'outcomeUnknown', failure: { code: 'outcomeUnknown' } });
      expect({ requests: station.requests(), ends: station.ends() }).toEqual({
        requests: 1,
        ends: ['unknown'],
      });
      expect((await station.afterCrash()).unresolved).toHaveLength(1);
    },
  );

  it.each(UNKNOWN)('%s, sent again by a person, is a second request and a second line', async (id) => {
    await submitted(id);
    await station.reach('outcomeUnknown');
    station.setScenario('code-200');
    station.runner.handleIntent({ type: 'resend' });
    const session = await station.reach('verdict');
    await station.runner.settled();
    expect(session.verdict?.outcome).toBe('approved');
    expect({ requests: station.requests(), ends: station.ends() }).toEqual({
      requests: 2,
      ends: ['unknown', 'answered'],
    });
  });

  it.each(Object.entries(ANSWERED))('%s is an answer: verdict %s, sent once', async (id, outcome) => {
    await submitted(id);
    const session = await station.reach('outcomeUnknown', 'verdict', 'review', 'fault');
    await station.runner.settled();
    expect(session).toMatchObject({ name: 'verdict', verdict: { outcome } });
    expect({ requests: station.requests(), ends: station.ends() }).toEqual({
      requests: 1,
      ends: ['answered'],
    });
  });
});

describe('any other answer', () => {
  it.each(others)('%s ends in a verdict, sent once, and the ledger has its code', async (id) => {
    await submitted(id);
    const session = await station.reach('outcomeUnknown', 'verdict', 'review', 'fault');
    await station.runner.settled();
    expect(session.name).toBe('verdict');
    expect(station.requests()).toBe(1);
    expect(station.ledger.calls()).toMatchObject([
      { end: { end: 'answered', code: session.verdict?.code, outcome: session.verdict?.outcome } },
    ]);
    expect((await station.afterCrash()).unresolved).toEqual([]);
  });
});

/** What may happen to the session while a request is under way. */
const DISTURBANCES: Readonly<Record<string, () => void>> = {
  'a cancel': () => void station.runner.handleIntent({ type: 'cancel' }),
  'a page that breaks': () => station.runner.reportBroken({ code: 'internal' }),
};

describe.each(Object.entries(DISTURBANCES))('%s in mid-upload', (_name, disturb) => {
  it.each(['code-200', ...faults])('with %s ends unknown, sent once', async (id) => {
    await submitted(id);
    await station.firstProgress();
    disturb();
    await station.reach('outcomeUnknown');
    await station.runner.settled();
    expect({ requests: station.requests(), ends: station.ends() }).toEqual({
      requests: 1,
      ends: ['unknown'],
    });
  });
});

describe('the program dies', () => {
  it.each(['code-200', ...faults])('in mid-upload with %s: the next start says unknown', async (id) => {
    await submitted(id);
    await station.firstProgress();
    const next = await station.afterCrash();
    expect(next.ends).toEqual(['unknown']);
    expect(next.unresolved).toMatchObject([{ reference: 'K7QM-2XTA-9P' }]);
  });

  it('before anything is sent: the next start knows of no call', async () => {
    await start('code-200');
    await station.toReview();
    expect((await station.afterCrash()).ends).toEqual([]);
  });
});

const CALL = { reference: 'K7QM-2XTA-9P', sizeBytes: 1, predictedCode: '200', remarks: [] } as const;

describe('over TLS with its own authority', () => {
  it('the practice service answers like without', async () => {
    await submitted('tls-good');
    await station.reach('verdict');
    expect({ requests: station.requests(), ends: station.ends() }).toEqual({
      requests: 1,
      ends: ['answered'],
    });
  });
});

describe('nothing left the machine', () => {
  const settledIn = async (name: StateName): Promise<void> => {
    const session = await station.reach('outcomeUnknown', 'verdict', 'review', 'wiping');
    await station.runner.settled();
    expect(session.name).toBe(name);
    expect(station.requests()).toBe(0);
  };

  it('when it is cancelled at once: wiped, and the ledger has no call that counts', async () => {
    await submitted('code-200');
    station.runner.handleIntent({ type: 'cancel' });
    await station.reach('wiping');
    await station.runner.settled();
    expect(station.requests()).toBe(0);
    expect(station.ends().every((end) => end === 'notSent')).toBe(true);
  });

  it.each(tlsFaults.filter((fault) => fault !== 'tls-good'))(
    'when the service speaks TLS as in %s: back to the review, and IT is to be called',
    async (fault) => {
      await submitted(fault);
      await settledIn('review');
      expect(station.runner.session().failure?.code).toBe('serviceUntrusted');
      expect(station.ends()).toEqual(['notSent']);
      expect((await station.afterCrash()).unresolved).toEqual([]);
    },
  );

  it('when the quota is used up: back to the review, and no call is entered', async () => {
    await start('code-200', { perDay: 1, perMonth: null });
    await station.ledger.begin(CALL);
    await station.toReview();
    station.runner.handleIntent({ type: 'submit' });
    await settledIn('review');
    expect(station.runner.session().failure?.code).toBe('quotaReached');
    expect(station.ledger.calls()).toHaveLength(1);
  });

  it('when the ledger cannot be written: back to the review, with the reason', async () => {
    await start('code-200');
    await station.toReview();
    await station.ledger.close();
    station.runner.handleIntent({ type: 'submit' });
    await settledIn('review');
    expect(station.runner.session().failure?.code).toBe('journalFailed');
  });
});
