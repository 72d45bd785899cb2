import type { Call } from '../core/ledger-call.ts';
import { parseEntry, type LedgerEntry } from './line.ts';

/** The ledger's text as calls. */
export interface Book {
  readonly calls: readonly Call[];
  readonly lastSeq: number;
  /** Whole lines that say nothing readable. */
  readonly damagedLines: number;
  /** Length of the whole lines; whatever stands behind is the torn rest of a write that was cut short. */
  readonly wholeBytes: number;
}

/**
 * Reads any bytes at all. A torn last line never happened: what it announces had not begun when it was written.
 * An entry that fits no other (a second begin, an end without one) counts as damaged.
 */
export function readBook(bytes: Uint8Array): Book {
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const lines = new TextDecoder().decode(bytes.subarray(0, wholeBytes)).split('\n').slice(0, -1);
  const calls = new Map<number, Call>();
  let lastSeq = 0;
  let damagedLines = 0;
  for (const line of lines) {
    const entry = parseEntry(line);
    if (entry !== null) lastSeq = Math.max(lastSeq, seqOf(entry));
    if (entry === null || !enter(calls, entry)) damagedLines += 1;
  }
  return { calls: [...calls.values()], lastSeq, damagedLines, wholeBytes };
}

/** The call an entry speaks of. */
export const seqOf = (entry: LedgerEntry): number =>
  entry.kind === 'begin' ? entry.begin.seq : entry.kind === 'end' ? entry.end.seq : entry.seen.seq;

/** False when the entry fits no call. */
export function enter(calls: Map<number, Call>, entry: LedgerEntry): boolean {
  const call = calls.get(seqOf(entry));
  if (entry.kind === 'begin') {
    if (call !== undefined) return false;
    calls.set(entry.begin.seq, { begin: entry.begin, end: null, seen: false });
    return true;
  }
  if (call === undefined || (entry.kind === 'end' && call.end !== null)) return false;
  calls.set(call.begin.seq, entry.kind === 'end' ? { ...call, end: entry.end } : { ...call, seen: true });
  return true;
}

/** What a call came to. A call without an end is unknown, never "not sent". */
export const outcomeOf = ({ end }: Call): 'answered' | 'notSent' | 'unknown' => end?.end ?? 'unknown';
