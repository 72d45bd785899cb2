import type { JournalEvent } from '../core/journal-schema.ts';

/** So many records wait for room at most: a session that ends at once for want of it owes three or four. */
const MOST_OWED = 1000;

/**
 * What happened stays true when it is written late. Whatever asks leave by being recorded ("this is sent now", "this
 * is removed now", "this is kept now") was not done when it could not be recorded, and must not be told afterwards.
 */
const HAPPENED: ReadonlySet<JournalEvent['type']> = new Set([
  'sessionStarted',
  'consentGiven',
  'consentWithdrawn',
  'captureDelivered',
  'captureChecked',
  'sendEnded',
  'verdictGiven',
  'handOverEnded',
  'receiptEnded',
  'aborted',
  'fault',
  'wiped',
  'adminAct',
  'programStarted',
  'clockChanged',
] as const);

/** Of records that found no room, those that are written first as soon as there is some; oldest first. */
export function owedOf<T extends { readonly event: JournalEvent }>(unwritten: readonly T[]): readonly T[] {
  const isOwed = ({ type, facts }: JournalEvent): boolean =>
    HAPPENED.has(type) || ('act' in facts && facts.act === 'erased');
  return unwritten.filter(({ event }) => isOwed(event)).slice(0, MOST_OWED);
}
