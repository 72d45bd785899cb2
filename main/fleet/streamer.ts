import type { Beat } from '../core/fleet-beat.ts';
import { beatHeaders, recordHeaders, recordId, type Described } from '../core/fleet-event.ts';
import { chainName, chainSubject, JOURNAL_STREAM, type Chain } from '../core/fleet-place.ts';
import type { Failure } from '../core/failure.ts';
import { formatLine, parseBody, parseLine } from '../core/journal-line.ts';
import type { Clock, StationSigner } from '../core/ports.ts';
import { ok, type Result } from '../core/result.ts';
import type { JournalDatabase, StoredRecord } from '../journal/database.ts';
import { linkOf } from '../journal/link.ts';
import type { Head } from '../journal/sealed-head.ts';
import type { FleetLink } from './link.ts';

/** The journal as the streamer sees it: it only ever reads. */
export interface JournalSource {
  readonly database: Pick<JournalDatabase, 'after' | 'last'>;
  readonly signer: StationSigner;
  head(): Head;
}

export interface StreamerOptions {
  readonly journal: JournalSource;
  readonly chain: Chain;
  readonly link: FleetLink;
  readonly clock: Clock;
  /** True while the station has better things to do; heads leave all the same, they are small. */
  readonly isBusy: () => boolean;
  /** What a beat says besides the journal. */
  readonly status: () => Pick<Beat, 'device' | 'version' | 'use' | 'quota' | 'policy' | 'ring'>;
}

/** What one look at the journal led to. */
export interface Drained {
  /** Records the cluster took in this run. */
  readonly sent: number;
  /** More is waiting, and it may go at once. */
  readonly hasMore: boolean;
  readonly failure: Failure | null;
}

export interface Streamer {
  /** Publishes what the stream lacks, oldest first, until there is no more, the station is busy or it fails. */
  drain(signal: AbortSignal): Promise<Drained>;
  /** Publishes the head of the chain and how the station is. */
  beat(): Promise<Result<void>>;
}

type Sent = Omit<Drained, 'hasMore'>;

/** Where the stream stands: the last record it holds and that message's own place. */
interface Cursor {
  readonly seq: number;
  readonly link: string | null;
  readonly streamSeq: number;
}

/** Rows read from the journal at a time: well under a millisecond each. */
const CHUNK = 100;

/**
 * The journal is the outbox. Nothing is kept here but how far the stream has come, and that is asked of the stream
 * itself whenever it is not known for certain. One record is on its way at a time, and each names the message it
 * must follow: so neither a lost answer, a changed leader nor a full disk can double, drop or swap records.
 */
export function createStreamer(options: StreamerOptions): Streamer {
  const { journal, chain, link } = options;
  const subject = chainSubject('journal', chain);
  let cursor: Cursor | null = null;
  let isForked = false;
  let problem: Failure | null = null;

  const findCursor = async (): Promise<Result<Cursor>> => {
    const last = await link.last(JOURNAL_STREAM, subject);
    if (!last.ok) return last;
    if (last.value === null) return ok({ seq: 0, link: null, streamSeq: 0 });
    const line = parseLine(last.value.data);
    const seq = line === null ? 0 : (parseBody(line.body)?.seq ?? 0);
    // A later one where retention has removed the record here; none where the stream knows more than we do.
    const own = journal.database.after(seq - 1, 1)[0];
    const isSame = line !== null && own?.seq === seq && linkOf(own) === linkOf(line);
    isForked = !isSame && !(own !== undefined && own.seq > seq && seq > 0);
    return ok({ seq, link: own?.seq === seq ? linkOf(own) : null, streamSeq: last.value.streamSeq });
  };

  const send = async (record: StoredRecord, after: Cursor): Promise<Result<Cursor | null>> => {
    const event = describe(record);
    const recordLink = linkOf(record);
    const ended = await link.publish({
      subject,
      id: recordId(chain, record.seq, recordLink),
      headers: recordHeaders(chain, event, recordLink),
      data: formatLine(record),
      after: after.streamSeq,
    });
    if (!ended.ok) return ended;
    if (ended.value.kind === 'notNext') return ok(null);
    return ok({ seq: record.seq, link: recordLink, streamSeq: ended.value.streamSeq });
  };

  const sendChunk = async (signal: AbortSignal): Promise<Sent> => {
    let sent = 0;
    for (const record of journal.database.after(cursor?.seq ?? 0, CHUNK)) {
      if (cursor === null || signal.aborted || options.isBusy()) break;
      const next: Result<Cursor | null> = await send(record, cursor);
      // Whatever is not certain is asked of the stream again.
      cursor = next.ok ? next.value : null;
      if (!next.ok) return { sent, failure: next.failure };
      if (cursor !== null) sent += 1;
    }
    return { sent, failure: null };
  };

  const drain = async (signal: AbortSignal): Promise<Sent> => {
    let sent = 0;
    // A cursor that is a moment old is refused at the first record and asked for anew, a few times.
    for (let lookups = 0; lookups < MAX_LOOKUPS && !signal.aborted && !options.isBusy();) {
      if (cursor === null) {
        lookups += 1;
        const found = await findCursor();
        if (!found.ok) return { sent, failure: found.failure };
        cursor = found.value;
      }
      if (isForked || cursor.seq >= journal.head().seq) break;
      const done = await sendChunk(signal);
      sent += done.sent;
      if (done.failure !== null) return { sent, failure: done.failure };
    }
    return { sent, failure: null };
  };

  return {
    async drain(signal) {
      const done = await drain(signal);
      problem = done.failure;
      const isLeft = !isForked && (cursor === null || cursor.seq < journal.head().seq);
      return { ...done, hasMore: isLeft && !options.isBusy() };
    },
    async beat() {
      const { seq, link: headLink } = journal.head();
      const beat: Beat = {
        v: 1,
        bank: chain.bank,
        branch: chain.branch,
        station: chain.station,
        mode: chain.mode,
        atMs: options.clock.now(),
        ...options.status(),
        head: { seq, link: headLink },
        streamed: placeOf(cursor),
        isForked,
        isBusy: options.isBusy(),
        problem: problem?.code ?? null,
      };
      return publishBeat(options, beat);
    },
  };
}

const MAX_LOOKUPS = 5;

const placeOf = (cursor: Cursor | null): Beat['streamed'] =>
  cursor === null || cursor.link === null ? null : { seq: cursor.seq, link: cursor.link };

async function publishBeat({ journal, chain, link }: StreamerOptions, beat: Beat): Promise<Result<void>> {
  const body = JSON.stringify(beat);
  const { publicKeyPem } = journal.signer;
  const ended = await link.publish({
    subject: chainSubject('head', chain),
    id: `${chainName(chain)}:head:${beat.atMs}`,
    headers: beatHeaders(chain, beat.atMs, beat.head.seq),
    data: JSON.stringify({ body, signature: journal.signer.sign('beat', body), publicKeyPem }),
    after: null,
  });
  return ended.ok ? ok(undefined) : ended;
}

/** The facts of the envelope; a record damaged on this disk still travels, as evidence of just that. */
function describe({ seq, body }: StoredRecord): Described {
  return parseBody(body) ?? { seq, type: 'unreadable', atMs: 0, sessionId: null };
}
