import type { RingDocument, RingRefusal } from './ring-document.ts';
import type { RingEntry, RingRefused, RingShown, RingStore, RingTrial } from './ring-store.ts';
import type { CheckName } from './station-check.ts';

export const ringActs = [
  'accepted', // verified and kept; in force from the next start, which happens when nobody is served
  'applied', // the program runs under it for the first time
  'settled', // the check of this computer is as good as before it
  'rolledBack', // something broke under it: the one before is back, this one never comes again
  'refused', // not taken up
  'dropped', // in force until now, and no longer: expired, or nothing this program can follow
] as const;

/** What happened to a ring's document, for the journal. */
export interface RingEvent {
  readonly act: (typeof ringActs)[number];
  readonly version: number | null;
  readonly reason: RingRefusal | null;
  readonly broken: readonly CheckName[];
}

export interface RingMove {
  readonly store: RingStore;
  readonly events: readonly RingEvent[];
}

/** Whether an entry may be in force now: null, or why not. */
export type JudgeEntry = (entry: RingEntry) => RingRefused | null;

/** A program that could not show itself under a document after so many starts goes back. */
const MOST_STARTS = 3;
/** A line may be red for a moment: so many checks in a row must be. A person has looked already. */
const MOST_RED_CHECKS = 3;
const MOST_RED_BY_PERSON = 2;
/** How long a person's daily check still counts against a document. */
const WATCHED_MS = 24 * 3_600_000;
const MOST_REMEMBERED = 50;

const nothing = (store: RingStore): RingMove => ({ store, events: [] });

const event = (act: RingEvent['act'], version: number | null, rest: Partial<RingEvent> = {}): RingEvent => ({
  act,
  version,
  reason: null,
  broken: [],
  ...rest,
});

/** What a start of the program works with, and what is to be kept of it. */
export function atStart(
  store: RingStore,
  judge: JudgeEntry,
): RingMove & { readonly inForce: RingEntry | null } {
  const isStuck = isOnTrial(store) && store.trial.starts >= MOST_STARTS;
  const { store: now, events } = isStuck ? goBack(store, []) : nothing(store);
  if (now.current === null) return { store: now, events, inForce: null };
  const refused = judge(now.current);
  if (refused !== null) {
    const told = refuse(now, refused, 'dropped');
    return { store: told.store, events: [...events, ...told.events], inForce: null };
  }
  if (!isOnTrial(now)) return { store: now, events, inForce: now.current };
  const starts = now.trial.starts + 1;
  const first = starts === 1 ? [event('applied', now.current.version)] : [];
  const counted = { ...now, trial: { ...now.trial, starts } };
  return { store: counted, events: [...events, ...first], inForce: now.current };
}

/** What a start now would work with; `atStart` without counting it. */
export const wouldBeInForce = (store: RingStore, judge: JudgeEntry): RingEntry | null =>
  store.current !== null && judge(store.current) === null ? store.current : null;

export interface Offer {
  readonly document: RingDocument;
  readonly envelope: string;
  readonly nowMs: number;
  /** What keeps its settings from being followed here; null when nothing does. */
  readonly problem: Omit<RingRefused, 'version'> | null;
  /** Lines of this computer's check that are red without it. */
  readonly brokenBefore: readonly CheckName[];
}

/** Takes an offered document up, or says why not. The same offer again changes nothing and is told once. */
export function consider(store: RingStore, offer: Offer): RingMove {
  const { document, envelope, problem } = offer;
  const { version } = document;
  if (store.current?.envelope === envelope) return nothing(store);
  const reason = refusalOf(store, offer);
  if (reason !== null) return refuse(store, { version, reason, detail: '' }, 'refused');
  if (isTooEarly(offer)) return nothing(store);
  if (problem !== null) return refuse(store, { version, ...problem }, 'refused');
  const isUnproved = isOnTrial(store);
  const trial: RingTrial = {
    starts: 0,
    redChecks: 0,
    redByPerson: 0,
    // What broke under a document on trial may be that document's doing.
    brokenBefore: isUnproved ? store.trial.brokenBefore : offer.brokenBefore,
    greenAtMs: null,
  };
  const taken: RingStore = {
    ...store,
    highest: version,
    current: { version, envelope },
    previous: isUnproved ? store.previous : store.current,
    trial,
    refused: null,
  };
  return { store: taken, events: [event('accepted', version)] };
}

/** Whether it is good, and only its time has not come. */
export const isTooEarly = ({ document, nowMs }: Pick<Offer, 'document' | 'nowMs'>): boolean =>
  nowMs < Date.parse(document.notBefore);

export const isExpired = (document: RingDocument, nowMs: number): boolean =>
  nowMs >= Date.parse(document.expires);

function refusalOf(store: RingStore, { document, nowMs }: Offer): RingRefusal | null {
  const { bank, ring, version } = document;
  if (bank !== store.bank) return 'otherBank';
  if (ring !== store.ring) return 'otherRing';
  if (store.rolledBack.includes(version)) return 'rolledBack';
  if (version <= store.highest) return 'older';
  return isExpired(document, nowMs) ? 'expired' : null;
}

/** Notes a refusal; one that is known already is no news. */
export function refuse(store: RingStore, refused: RingRefused, act: 'refused' | 'dropped'): RingMove {
  const known = store.refused;
  if (known?.version === refused.version && known.reason === refused.reason) return nothing(store);
  const { version, reason } = refused;
  return { store: { ...store, refused }, events: [event(act, version, { reason })] };
}

export interface CheckedUnder {
  /** The lines that are red. */
  readonly broken: readonly CheckName[];
  /** The daily check with the cameras, which a person makes; otherwise what the computer sees by itself. */
  readonly isByPerson: boolean;
  readonly nowMs: number;
}

/** What a check under the newest document means for it: good, not yet, or back to the one before. */
export function afterCheck(store: RingStore, { broken, isByPerson, nowMs }: CheckedUnder): RingMove {
  const { trial, current } = store;
  if (trial === null || current === null) return nothing(store);
  const newly = broken.filter((name) => !trial.brokenBefore.includes(name));
  if (newly.length === 0) {
    const greenAtMs = trial.greenAtMs ?? nowMs;
    const after = isByPerson ? null : { ...trial, redChecks: 0, greenAtMs };
    const events = trial.greenAtMs === null ? [event('settled', current.version)] : [];
    return { store: { ...store, trial: after }, events };
  }
  const counted = isByPerson
    ? { ...trial, redByPerson: trial.redByPerson + 1 }
    : { ...trial, redChecks: trial.redChecks + 1 };
  const isOver = counted.redByPerson >= MOST_RED_BY_PERSON || counted.redChecks >= MOST_RED_CHECKS;
  return isOver ? goBack(store, newly) : nothing({ ...store, trial: counted });
}

/** After a day nothing that breaks is laid at the document's door any more. */
export function endWatch(store: RingStore, nowMs: number): RingStore {
  const greenAtMs = store.trial?.greenAtMs ?? null;
  return greenAtMs !== null && nowMs - greenAtMs >= WATCHED_MS ? { ...store, trial: null } : store;
}

/** Whether the newest document still has to show itself. */
export function isOnTrial(store: RingStore): store is RingStore & { readonly trial: RingTrial } {
  return store.trial !== null && store.trial.greenAtMs === null;
}

function goBack(store: RingStore, broken: readonly CheckName[]): RingMove {
  const version = store.current?.version ?? null;
  if (version === null) return nothing(store);
  const back: RingStore = {
    ...store,
    current: store.previous,
    previous: null,
    trial: null,
    rolledBack: [...store.rolledBack, version].slice(-MOST_REMEMBERED),
    refused: { version, reason: 'rolledBack', detail: broken.join(', ') },
  };
  return { store: back, events: [event('rolledBack', version, { reason: 'rolledBack', broken })] };
}

/** How the ring stands, for the fleet and for people. */
export function showRing(store: RingStore, inForce: RingEntry | null, waiting: number | null): RingShown {
  const isTried = isOnTrial(store) && store.current?.envelope === inForce?.envelope;
  return {
    name: store.ring,
    version: inForce?.version ?? null,
    standing: inForce === null ? 'none' : isTried ? 'trial' : 'settled',
    waiting,
    refused: store.refused,
  };
}
