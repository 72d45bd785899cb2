import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openEnvelope } from '../../main/core/ring-document.ts';
import {
  afterCheck,
  atStart,
  consider,
  endWatch,
  wouldBeInForce,
  type RingEvent,
} from '../../main/core/ring-moves.ts';
import { emptyStore, ringStoreSchema, type RingEntry, type RingStore } from '../../main/core/ring-store.ts';
import { openStationKey, generateStationKey } from '../../main/journal/station-key.ts';
import { isSigned, NOW_MS, sampleDocument, signedDocument } from '../policy/sample-ring.ts';

const HOUR_MS = 3_600_000;

/** One thing that may happen to a station. */
type Step =
  | { readonly kind: 'offer'; readonly version: number; readonly fault: Fault; readonly broken: boolean }
  | { readonly kind: 'check'; readonly isRed: boolean; readonly isByPerson: boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'wait'; readonly hours: number };
type Fault = 'none' | 'otherBank' | 'otherRing' | 'expired' | 'early' | 'unknown';

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('offer' as const),
    version: fc.integer({ min: 1, max: 5 }),
    fault: fc.constantFrom<Fault>(
      'none',
      'none',
      'none',
      'otherBank',
      'otherRing',
      'expired',
      'early',
      'unknown',
    ),
    broken: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('check' as const),
    isRed: fc.constantFrom(true, true, false),
    isByPerson: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('start' as const) }),
  fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 12 }) }),
);

const CHANGES = {
  none: {},
  otherBank: { bank: 'other' },
  otherRing: { ring: 'all' },
  expired: { expires: '2026-11-02T00:00:00Z' },
  early: { notBefore: '2026-12-30T00:00:00Z' },
  unknown: {},
} as const;

const goodAt = (entry: RingEntry, nowMs: number) =>
  nowMs < Date.UTC(2026, 11, 31)
    ? null
    : ({ version: entry.version, reason: 'expired', detail: '' } as const);

interface World {
  store: RingStore;
  nowMs: number;
  inForce: RingEntry | null;
  readonly events: RingEvent[];
  readonly accepted: number[];
}

function perform(world: World, step: Step): void {
  const { store, nowMs } = world;
  const judge = (entry: RingEntry) => goodAt(entry, nowMs);
  const take = (move: { readonly store: RingStore; readonly events: readonly RingEvent[] }): void => {
    world.store = move.store;
    world.events.push(...move.events);
  };
  switch (step.kind) {
    case 'offer': {
      const document = sampleDocument({ version: step.version, ...CHANGES[step.fault] });
      const problem = step.fault === 'unknown' ? ({ reason: 'unknown', detail: 'x' } as const) : null;
      // The fault is part of the bytes, as it is of a real document.
      const envelope = JSON.stringify({ document, problem });
      const brokenBefore = step.broken ? (['printer'] as const) : [];
      take(consider(store, { document, envelope, nowMs, problem, brokenBefore }));
      if (world.events.at(-1)?.act === 'accepted' && world.store.highest > store.highest)
        world.accepted.push(step.version);
      return;
    }
    case 'check':
      if (world.inForce?.envelope === store.current?.envelope)
        take(
          afterCheck(store, { broken: step.isRed ? ['printer'] : [], isByPerson: step.isByPerson, nowMs }),
        );
      return;
    case 'start': {
      const started = atStart(store, judge);
      take(started);
      world.inForce = started.inForce;
      return;
    }
    default:
      world.nowMs += step.hours * HOUR_MS;
      world.store = endWatch(store, world.nowMs);
  }
}

describe('a station and its ring, whatever happens in whatever order', () => {
  const story = fc.array(stepArbitrary, { minLength: 20, maxLength: 60, size: 'max' });
  const forEveryStory = (holds: (world: World, before: RingStore, step: Step) => void): void =>
    fc.assert(
      fc.property(story, (steps) => {
        const world: World = {
          store: emptyStore('bank', 'pilot'),
          nowMs: NOW_MS,
          inForce: null,
          events: [],
          accepted: [],
        };
        for (const step of steps) {
          const before = world.store;
          perform(world, step);
          holds(world, before, step);
        }
      }),
      { numRuns: 400 },
    );

  it('takes every version up once at most, each newer than all before', () => {
    forEveryStory(({ accepted }) => {
      expect(accepted).toEqual([...new Set(accepted)].toSorted((a, b) => a - b));
    });
  });

  it('never comes back to a version it went back from', () => {
    forEveryStory(({ store, inForce }, before) => {
      const gone = before.rolledBack;
      expect(gone).not.toContain(store.current?.version ?? 0);
      expect(store.rolledBack).not.toContain(wouldBeInForce(store, () => null)?.version ?? 0);
      const isCurrent = before.current?.envelope === inForce?.envelope;
      expect(isCurrent ? gone : []).not.toContain(inForce?.version ?? 0);
    });
  });

  it('goes back to the last one that had settled, or to none', () => {
    forEveryStory(({ store, events }, before) => {
      if (store.rolledBack.length === before.rolledBack.length) return;
      expect(store.current).toEqual(before.previous);
      const settled = events.filter(({ act }) => act === 'settled').map(({ version }) => version);
      expect([null, ...settled]).toContain(store.current?.version ?? null);
    });
  });

  it('is never moved by what it refuses, and tells a refusal once', () => {
    forEveryStory(({ store, events }, before, step) => {
      if (step.kind !== 'offer' || step.fault === 'none') return;
      expect(store.current).toEqual(before.current);
      const again = events.at(-1);
      const last = events.at(-2);
      const told = [again, last].filter((one) => one?.act === 'refused');
      const different = new Set(told.map((one) => JSON.stringify([one?.version, one?.reason])));
      expect(different.size).toBe(told.length);
    });
  });

  it('keeps only what its own schema reads back', () => {
    forEveryStory(({ store }) => {
      expect(ringStoreSchema.parse(JSON.parse(JSON.stringify(store)))).toEqual(store);
    });
  });
});

describe('a document on trial', () => {
  const judge = () => null;
  const offered = (brokenBefore: readonly 'printer'[] = []) =>
    consider(emptyStore('bank', 'pilot'), {
      document: sampleDocument(),
      envelope: 'one',
      nowMs: NOW_MS,
      problem: null,
      brokenBefore,
    }).store;
  const red = { broken: ['printer'], isByPerson: false, nowMs: NOW_MS } as const;
  const acts = (events: readonly RingEvent[]): readonly string[] => events.map(({ act }) => act);

  it('goes back after three checks in a row that newly turned red, not after two', () => {
    const started = atStart(offered(), judge).store;
    const two = afterCheck(afterCheck(started, red).store, red);
    expect([two.store.current?.version, acts(two.events)]).toEqual([1, []]);
    const three = afterCheck(two.store, red);
    expect(three.events).toEqual([
      { act: 'rolledBack', version: 1, reason: 'rolledBack', broken: ['printer'] },
    ]);
    expect(three.store).toMatchObject({ current: null, rolledBack: [1], refused: { detail: 'printer' } });
  });

  it('is not blamed for what was red before it', () => {
    const { store, events } = afterCheck(atStart(offered(['printer']), judge).store, red);
    expect([acts(events), store.current?.version]).toEqual([['settled'], 1]);
  });

  it('goes back when the program did not come up under it three times', () => {
    let store = offered();
    for (const wanted of [['applied'], [], []]) {
      const started = atStart(store, judge);
      expect([acts(started.events), started.inForce?.version]).toEqual([wanted, 1]);
      store = started.store;
    }
    expect(atStart(store, judge)).toMatchObject({ inForce: null, events: [{ act: 'rolledBack' }] });
  });

  it('that a person’s check finds red twice goes back, within a day and not later', () => {
    const settled = afterCheck(atStart(offered(), judge).store, { ...red, broken: [] }).store;
    const byPerson = { ...red, isByPerson: true };
    const twice = afterCheck(afterCheck(settled, byPerson).store, byPerson);
    expect(acts(twice.events)).toEqual(['rolledBack']);
    const later = endWatch(settled, NOW_MS + 24 * HOUR_MS);
    expect(acts(afterCheck(afterCheck(later, byPerson).store, byPerson).events)).toEqual([]);
  });
});

describe('a signed document', () => {
  it('is opened as it was signed', () => {
    expect(openEnvelope(signedDocument(), isSigned)).toEqual({ isGood: true, document: sampleDocument() });
  });

  it('with any letter changed, added or taken away is refused', () => {
    const good = JSON.parse(signedDocument()) as { body: string; signature: string };
    fc.assert(
      fc.property(fc.nat(good.body.length - 1), fc.string({ maxLength: 2 }), (at, letters) => {
        const body = good.body.slice(0, at) + letters + good.body.slice(at + 1);
        fc.pre(body !== good.body);
        const opened = openEnvelope(JSON.stringify({ ...good, body }), isSigned);
        expect(opened).toEqual({ isGood: false, reason: 'badSignature' });
      }),
      { numRuns: 200 },
    );
    const second = JSON.stringify({ ...good, signature: good.signature.toUpperCase() });
    expect(openEnvelope(second, isSigned)).toEqual({ isGood: false, reason: 'badSignature' });
  });

  it('is not one by another key, or by a signature made for something else', () => {
    const stranger = openStationKey(generateStationKey());
    const body = JSON.stringify(sampleDocument());
    const sealed = (signature: string): string => JSON.stringify({ body, signature });
    expect(openEnvelope(sealed(stranger.sign('policy', body)), isSigned).isGood).toBe(false);
    const good = JSON.parse(signedDocument()) as { signature: string };
    expect(openEnvelope(sealed(good.signature), isSigned).isGood).toBe(true);
    expect(openEnvelope(sealed(good.signature), () => false).isGood).toBe(false);
  });

  it.each(['', 'null', '{}', '[]', '{"body":1}', 'x'.repeat(300_000)])('is not %.20j', (text) => {
    expect(openEnvelope(text, () => true)).toEqual({ isGood: false, reason: 'malformed' });
  });

  it.each([
    { v: 2 },
    { bank: 'a.b' },
    { ring: '079203001234' },
    { version: 0 },
    { version: 1.5 },
    { expires: 'soon' },
    { expires: '2026-10-01T00:00:00Z' },
    { note: 'x' },
  ])('cannot say %j', (change) => {
    const body = JSON.stringify({ ...sampleDocument(), ...change });
    const envelope = JSON.stringify({ body, signature: '' });
    expect(openEnvelope(envelope, () => true)).toEqual({ isGood: false, reason: 'malformed' });
  });
});
