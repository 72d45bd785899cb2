import type { DeskNotes } from '../core/desk.ts';
import { failure, isDiskFull } from '../core/failure.ts';
import type { Call, CallBegin, CallEnd } from '../core/ledger-call.ts';
import type { Clock } from '../core/ports.ts';
import { quotaRefusal, quotaUse, type Quota, type QuotaUse } from '../core/quota.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { openAppendFile, type AppendFile } from './append-file.ts';
import { enter, outcomeOf, readBook, seqOf, type Book } from './book.ts';
import { formatEntry, type LedgerEntry } from './line.ts';

export interface LedgerOptions {
  readonly path: string;
  readonly station: string;
  readonly mode: CallBegin['mode'];
  readonly quota: Quota;
  readonly clock: Clock;
}

/** What the teller is told of the ledger. */
export type LedgerNotes = Pick<DeskNotes, 'unresolved' | 'use' | 'quota' | 'damagedLines'>;

/** This station's calls of the service, one file for each mode. */
export interface Ledger {
  /** Writes ahead that a call begins, and gives its number. `quotaReached` where policy allows no more. */
  begin(facts: Omit<CallBegin, 'seq' | 'atMs' | 'station' | 'mode'>): Promise<Result<number>>;
  end(seq: number, facts: Omit<CallEnd, 'seq' | 'atMs'>): Promise<Result<void>>;
  /** A person has been told of every call whose outcome is unknown. */
  acknowledge(): Promise<Result<void>>;
  calls(): readonly Call[];
  status(): LedgerNotes;
  close(): Promise<void>;
}

/** Opens or starts the ledger. Fails with `journalFailed`: what can't be recorded must not be sent. */
export async function openLedger(options: LedgerOptions): Promise<Result<Ledger>> {
  let book: Book = readBook(new Uint8Array());
  try {
    const file = await openAppendFile(options.path, (bytes) => {
      book = readBook(bytes);
      return book.wholeBytes;
    });
    return ok(createLedger(options, file, book));
  } catch (cause) {
    return failed(failure(isDiskFull(cause) ? 'diskFull' : 'journalFailed', 'ledger', cause));
  }
}

function createLedger(options: LedgerOptions, file: AppendFile, book: Book): Ledger {
  const { station, mode, quota, clock } = options;
  const calls = new Map(book.calls.map((call) => [call.begin.seq, call]));
  /** Calls that run now: open, and not yet a matter of worry. */
  const running = new Set<number>();
  const index = createIndex(options, calls.values());
  let lastSeq = book.lastSeq;
  let queue: Promise<unknown> = Promise.resolve();

  /** One write at a time, and one decision at a time: two callers can't take the same last call of a quota. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const write = async (entry: LedgerEntry): Promise<Result<void>> => {
    try {
      await file.append(formatEntry(entry));
      enter(calls, entry);
      index.note(calls.get(seqOf(entry)));
      return ok(undefined);
    } catch (cause) {
      return failed(failure(isDiskFull(cause) ? 'diskFull' : 'journalFailed', 'ledger', cause));
    }
  };

  const use = (): QuotaUse => quotaUse(index.chargeable(), clock.now());

  const unresolved = (): readonly Call[] => index.open().filter(({ begin: of }) => !running.has(of.seq));

  const begin = async (facts: Parameters<Ledger['begin']>[0]): Promise<Result<number>> => {
    const refusal = quotaRefusal(use(), quota);
    if (refusal !== null) return failed(refusal);
    // Even a number whose line failed is used up, so that no line can ever speak of two calls.
    lastSeq += 1;
    const seq = lastSeq;
    const written = await write({
      kind: 'begin',
      begin: { seq, atMs: clock.now(), mode, station, ...facts },
    });
    if (!written.ok) return written;
    running.add(seq);
    return ok(seq);
  };

  const end = async (seq: number, facts: Parameters<Ledger['end']>[1]): Promise<Result<void>> => {
    const written = await write({ kind: 'end', end: { seq, atMs: clock.now(), ...facts } });
    running.delete(seq);
    return written;
  };

  const acknowledge = async (): Promise<Result<void>> => {
    for (const { begin: of } of unresolved()) {
      const written = await write({ kind: 'seen', seen: { seq: of.seq, atMs: clock.now() } });
      if (!written.ok) return written;
    }
    return ok(undefined);
  };

  return {
    begin: (facts) => inTurn(() => begin(facts)),
    end: (seq, facts) => inTurn(() => end(seq, facts)),
    acknowledge: () => inTurn(acknowledge),
    calls: () => [...calls.values()],
    status: () => ({
      unresolved: unresolved().map(({ begin: { reference, atMs } }) => ({ reference, atMs })),
      use: use(),
      quota,
      damagedLines: book.damagedLines,
    }),
    close: () => inTurn(() => file.close()),
  };
}

interface LedgerIndex {
  note(call: Call | undefined): void;
  /** When each call of this station and mode began that may have been charged. */
  chargeable(): readonly number[];
  /** Calls of which nobody knows the end and nobody was told, oldest first. */
  open(): readonly Call[];
}

/** Asked at every step of every session: a year of calls must not be read through each time. */
function createIndex(
  { station, mode }: Pick<LedgerOptions, 'station' | 'mode'>,
  calls: Iterable<Call>,
): LedgerIndex {
  const chargedMs = new Map<number, number>();
  const open = new Map<number, Call>();
  const note = (call: Call | undefined): void => {
    if (call === undefined) return;
    const { begin } = call;
    const outcome = outcomeOf(call);
    const isOurs = begin.station === station && begin.mode === mode;
    if (isOurs && outcome !== 'notSent') chargedMs.set(begin.seq, begin.atMs);
    else chargedMs.delete(begin.seq);
    if (outcome === 'unknown' && !call.seen) open.set(begin.seq, call);
    else open.delete(begin.seq);
  };
  for (const call of calls) note(call);
  return { note, chargeable: () => [...chargedMs.values()], open: () => [...open.values()] };
}
