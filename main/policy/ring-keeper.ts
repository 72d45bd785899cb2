import { openEnvelope, type RingDocument } from '../core/ring-document.ts';
import {
  afterCheck,
  consider,
  endWatch,
  isOnTrial,
  isTooEarly,
  refuse,
  showRing,
  wouldBeInForce,
  type RingEvent,
  type RingMove,
} from '../core/ring-moves.ts';
import type { RingShown, RingStore } from '../core/ring-store.ts';
import type { Clock } from '../core/ports.ts';
import type { CheckName } from '../core/station-check.ts';
import { judgeBy, problemOf, type RingStart } from './ring-start.ts';

export interface RingKeeperPorts {
  readonly start: RingStart;
  readonly write: (store: RingStore) => void;
  /** The lines of this computer's check that are red; nothing it does is billed. */
  readonly examine: () => Promise<readonly CheckName[]>;
  /** The red lines of today's check by a person, from before. */
  readonly lastByPerson: () => Promise<readonly CheckName[]>;
  readonly note: (event: RingEvent, envelope: string | null) => Promise<void>;
  /** True while nobody is being served and nobody is at the supervisor's page. */
  readonly isFree: () => boolean;
  readonly restart: () => void;
  readonly clock: Clock;
}

/** Keeps a station at the newest policy of its ring that works here. */
export interface RingKeeper {
  /** One look. `fetched`: what the cluster holds for the ring; null when it holds nothing or can't be asked. */
  tick(fetched: string | null): Promise<void>;
  /** A person made the daily check. */
  checked(broken: readonly CheckName[]): Promise<void>;
  shown(): RingShown;
}

/** Decisions are `main/core/ring-moves.ts`; here they are kept, told and carried out, one at a time. */
export function createRingKeeper(ports: RingKeeperPorts): RingKeeper {
  const { start, clock } = ports;
  const { trust, inForce } = start;
  const judge = judgeBy(trust, () => clock.now());
  let store = start.store;
  let waiting: number | null = null;
  let wasFree = false;
  let isLeaving = false;
  let last: Promise<void> = Promise.resolve();

  const keep = async ({ store: next, events }: RingMove): Promise<void> => {
    const envelopes = [store.current, next.current];
    if (next !== store) ports.write(next);
    store = next;
    for (const event of events)
      await ports.note(event, envelopes.find((one) => one?.version === event.version)?.envelope ?? null);
  };
  const isUnderIt = (): boolean => inForce !== null && store.current?.envelope === inForce.envelope;

  const judgeTrial = async (): Promise<void> => {
    const watched = endWatch(store, clock.now());
    if (watched !== store) await keep({ store: watched, events: [] });
    if (!isOnTrial(store) || !isUnderIt() || !ports.isFree()) return;
    const broken = await ports.examine();
    await keep(afterCheck(store, { broken, isByPerson: false, nowMs: clock.now() }));
  };

  const take = async (envelope: string): Promise<void> => {
    const opened = openEnvelope(envelope, trust.isSigned);
    waiting = null;
    if (!opened.isGood) {
      await keep(refuse(store, { version: null, reason: opened.reason, detail: '' }, 'refused'));
      return;
    }
    const { document } = opened;
    const offer = { document, envelope, nowMs: clock.now(), problem: problemOf(trust, document) };
    const tried = consider(store, { ...offer, brokenBefore: [] });
    const isTaken = tried.store.current?.envelope === envelope && tried.store !== store;
    if (!isTaken) {
      await keep(tried);
      waiting = isNextButEarly(document, offer.nowMs, store) ? document.version : null;
      return;
    }
    // What is broken already is looked at before, and only while nobody is kept waiting by it.
    if (!ports.isFree()) {
      waiting = document.version;
      return;
    }
    const brokenBefore = [...new Set([...(await ports.examine()), ...(await ports.lastByPerson())])];
    await keep(consider(store, { ...offer, brokenBefore }));
  };

  const restartWhenFree = (): void => {
    const isDue = wouldBeInForce(store, judge)?.envelope !== inForce?.envelope;
    // Free at two looks in a row: somebody may just be stepping up.
    const isFree = ports.isFree();
    if (isDue && isFree && wasFree && !isLeaving) {
      isLeaving = true;
      ports.restart();
    }
    wasFree = isFree;
  };

  const inTurn = (act: () => Promise<void>): Promise<void> => (last = last.then(act, act));

  return {
    tick: (fetched) =>
      inTurn(async () => {
        if (isLeaving) return;
        await judgeTrial();
        if (fetched !== null) await take(fetched);
        restartWhenFree();
      }),
    checked: (broken) =>
      inTurn(async () => {
        if (isUnderIt()) await keep(afterCheck(store, { broken, isByPerson: true, nowMs: clock.now() }));
      }),
    shown() {
      const next = wouldBeInForce(store, judge);
      const isWaiting = next !== null && next.envelope !== inForce?.envelope;
      return showRing(store, inForce, isWaiting ? next.version : waiting);
    },
  };
}

const isNextButEarly = (document: RingDocument, nowMs: number, store: RingStore): boolean =>
  isTooEarly({ document, nowMs }) && document.version > store.highest;
