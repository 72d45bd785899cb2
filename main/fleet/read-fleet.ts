import { parseBeat, parseSignedBeat } from '../core/fleet-beat.ts';
import { createFleetFold, type FleetFold } from '../core/fleet-fold.ts';
import { HEAD_STREAM, JOURNAL_STREAM, parseSubject, subjectFilter, type Place } from '../core/fleet-place.ts';
import { parseBody, parseLine } from '../core/journal-line.ts';
import type { FleetReader } from './link.ts';

export interface ReadFleetOptions {
  readonly reader: Pick<FleetReader, 'read'>;
  readonly where: Partial<{ readonly [K in keyof Place]: Place[K] | null }>;
  /** Records the cluster took since then; null for all. */
  readonly sinceMs: number | null;
}

/**
 * Adds up the heads and the records of a period. For an overview, not for evidence: nothing is checked against keys
 * here (`verify-journal --stream` does); what does not fit a schema is passed over.
 */
export async function readFleet({ reader, where, sinceMs }: ReadFleetOptions): Promise<FleetFold> {
  const fold = createFleetFold({ beginsAnywhere: sinceMs !== null });
  const heads = { stream: HEAD_STREAM, filter: subjectFilter('head', where), sinceMs: null };
  for await (const { subject, data, takenAtMs } of reader.read(heads)) {
    const chain = parseSubject('head', subject);
    const beat = parseBeat(parseSignedBeat(data)?.body ?? '');
    if (chain !== null && beat !== null) fold.takeBeat(chain, beat, takenAtMs);
  }
  const records = { stream: JOURNAL_STREAM, filter: subjectFilter('journal', where), sinceMs };
  for await (const { subject, data, takenAtMs } of reader.read(records)) {
    const chain = parseSubject('journal', subject);
    const record = parseBody(parseLine(data)?.body ?? '');
    if (chain !== null && record !== null) fold.takeRecord(chain, record, takenAtMs);
  }
  return fold;
}
