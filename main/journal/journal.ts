import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { failure, isDiskFull } from '../core/failure.ts';
import { parseBody } from '../core/journal-line.ts';
import {
  CHAIN_START,
  journalBodySchema,
  type JournalBody,
  type JournalEvent,
} from '../core/journal-schema.ts';
import type { Clock, Journal, StationSigner } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { createClockWatch, type ClockWatch } from './clock-watch.ts';
import { openDatabase, type JournalDatabase } from './database.ts';
import { linkOf } from './link.ts';
import { owedOf } from './owed.ts';
import { HEAD_LAG, openHeadFile, type Head, type HeadFile } from './sealed-head.ts';
import { parsePublicKey } from './station-key.ts';

/** Who writes: stands in every record. */
export type JournalContext = Pick<JournalBody, 'mode' | 'station' | 'teller' | 'device'>;

export interface JournalOptions {
  readonly path: string;
  /** The newest head, signed; best in another folder or on another disk. */
  readonly headPath: string;
  readonly context: JournalContext;
  readonly signer: StationSigner;
  readonly clock: Clock;
  /** Milliseconds that no change of the clock touches. */
  readonly uptimeMs: () => number;
}

/** The journal of this station and mode, open for its one writer. */
export interface OpenJournal extends Journal {
  readonly database: JournalDatabase;
  readonly signer: StationSigner;
  head(): Head;
  close(): Promise<void>;
}

/**
 * Opens or starts the journal. Notes in it what it finds: a head that does not fit, a session that the program's
 * end cut short, a clock that was set back. Fails with `journalFailed` or `diskFull` when it can't be opened.
 */
export async function openJournal(options: JournalOptions): Promise<Result<OpenJournal>> {
  try {
    for (const path of [options.path, options.headPath])
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const verifier = parsePublicKey(options.signer.publicKeyPem);
    if (verifier === null) throw new Error('the station key is not usable');
    const headFile = await openHeadFile(options.headPath, options.signer, verifier);
    const database = openDatabase(options.path);
    const journal = createJournal(options, database, headFile);
    const noted = await noteFindings(journal, await headFile.read());
    return noted.ok ? ok(journal) : noted;
  } catch (cause) {
    return toFailed(cause);
  }
}

interface Tail {
  readonly seq: number;
  readonly link: string;
  readonly atMs: number;
}

/** A record to be, as it was when it happened. */
interface Due {
  readonly event: JournalEvent;
  readonly atMs: number;
  readonly context: JournalContext;
}

function createJournal(options: JournalOptions, database: JournalDatabase, headFile: HeadFile): OpenJournal {
  let tail = readTail(database);
  /** What happened and found no room on the disk: it is written before anything newer. */
  let owed: readonly Due[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  const watch = createClockWatch(options.uptimeMs, tail.seq === 0 ? null : tail.atMs);

  const writeAll = (due: readonly Due[]): Result<void> => {
    let result: Result<void> = ok(undefined);
    for (const [at, one] of due.entries()) {
      const signed = attempt(() => signRecord({ ...one, signer: options.signer, tail }));
      if (!signed.ok) result = signed;
      else {
        const inserted = attempt(() => database.insert(signed.value));
        owed = inserted.ok ? [] : owedOf(due.slice(at));
        if (!inserted.ok) return inserted;
        tail = { seq: signed.value.seq, link: linkOf(signed.value), atMs: one.atMs };
      }
    }
    return result;
  };

  const write = async (event: JournalEvent): Promise<Result<void>> => {
    const atMs = options.clock.now();
    const context = { ...options.context };
    const events = withClockChange(event, watch, atMs);
    const { seq } = tail;
    const written = writeAll([...owed, ...events.map((one) => ({ event: one, atMs, context }))]);
    if (tail.seq === seq) return written;
    const told = await headFile.write(headOf(tail, options.signer)).then(() => ok(undefined), toFailed);
    return written.ok ? told : written;
  };

  return {
    database,
    signer: options.signer,
    head: () => headOf(tail, options.signer),
    append(event) {
      const written = queue.then(() => write(event));
      // Between two customers nobody waits for it.
      queue = event.type === 'wiped' ? written.then(() => foldLog(database)) : written;
      return written;
    },
    async close() {
      await queue;
      database.close();
      await headFile.close();
    },
  };
}

async function foldLog(database: JournalDatabase): Promise<void> {
  await nextTurn();
  try {
    database.fold();
  } catch {
    // A log that can't be folded now grows a little and is folded later; its records are safe in it.
  }
}

function readTail(database: JournalDatabase): Tail {
  const last = database.last();
  if (last === null) return { seq: 0, link: CHAIN_START, atMs: 0 };
  return { seq: last.seq, link: linkOf(last), atMs: parseBody(last.body)?.atMs ?? 0 };
}

const headOf = ({ seq, link, atMs }: Tail, { keyId }: StationSigner): Head => ({
  v: 1,
  keyId,
  seq,
  link,
  atMs,
});

interface Unsigned extends Due {
  readonly signer: StationSigner;
  readonly tail: Tail;
}

/** SECURITY: only what the strict schema lets through is ever signed (test/journal/canary.test.ts). */
function signRecord({ event, tail, atMs, context, signer }: Unsigned) {
  const { type, sessionId, facts } = event;
  const seq = tail.seq + 1;
  const { mode, station, teller, device } = context;
  const raw = { v: 1, seq, atMs, mode, station, teller, device, previous: tail.link, type, sessionId, facts };
  const body = JSON.stringify(journalBodySchema.parse(raw));
  return { seq, body, signature: signer.sign('journal', body) };
}

function withClockChange(event: JournalEvent, watch: ClockWatch, atMs: number): readonly JournalEvent[] {
  const change = watch.look(atMs);
  return change === null ? [event] : [{ type: 'clockChanged', sessionId: null, facts: change }, event];
}

async function noteFindings(journal: OpenJournal, head: Head | null): Promise<Result<void>> {
  const { seq } = journal.head();
  const mismatch = findMismatch(journal.database, head, seq);
  if (mismatch !== null) {
    const noted = await journal.append({ type: 'headMismatch', sessionId: null, facts: mismatch });
    if (!noted.ok) return noted;
  }
  const cut = findInterrupted(journal.database);
  return cut === null ? ok(undefined) : journal.append(cut);
}

type Mismatch = Extract<JournalEvent, { type: 'headMismatch' }>['facts'];

/** A head a few records behind is what a power cut between records and head leaves: no mismatch. */
function findMismatch(database: JournalDatabase, head: Head | null, lastSeq: number): Mismatch | null {
  if (head === null) return lastSeq <= HEAD_LAG ? null : { cause: 'lost', headSeq: null, lastSeq };
  const found = { headSeq: head.seq, lastSeq };
  if (head.seq > lastSeq) return { cause: 'ahead', ...found };
  const named = database.after(head.seq - 1, 1)[0];
  if (head.seq > 0 && (named?.seq !== head.seq || linkOf(named) !== head.link))
    return { cause: 'differs', ...found };
  return lastSeq - head.seq <= HEAD_LAG ? null : { cause: 'behind', ...found };
}

/** The session of the newest record that has one, when it neither ended nor was noted already. */
function findInterrupted(database: JournalDatabase): JournalEvent | null {
  const [sessionId] =
    database.query(
      // A copy that reached the bank late is told in the middle of another session.
      "SELECT session_id FROM record WHERE session_id IS NOT NULL AND type <> 'handOverEnded' ORDER BY seq DESC LIMIT 1",
      [],
    )[0] ?? [];
  if (typeof sessionId !== 'string') return null;
  const types = database
    .query('SELECT type FROM record WHERE session_id = ? ORDER BY seq', [sessionId])
    .map(([type]) => type);
  if (types.includes('wiped') || types.includes('interrupted')) return null;
  const sendWasOpen = types.lastIndexOf('sendStarted') > types.lastIndexOf('sendEnded');
  return { type: 'interrupted', sessionId, facts: { sendWasOpen } };
}

function attempt<T>(act: () => T): Result<T> {
  try {
    return ok(act());
  } catch (cause) {
    return toFailed(cause);
  }
}

const toFailed = (cause: unknown): Result<never> =>
  failed(failure(isDiskFull(cause) ? 'diskFull' : 'journalFailed', String(cause), cause));
