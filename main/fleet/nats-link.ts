import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
  StorageType,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { failure, type Failure } from '../core/failure.ts';
import {
  HEAD_STREAM,
  JOURNAL_STREAM,
  POLICY_HISTORY,
  POLICY_STREAM,
  policySubject,
} from '../core/fleet-place.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type {
  FleetReader,
  LinkSettings,
  OutgoingMessage,
  PublishEnd,
  ReadRange,
  StreamedMessage,
} from './link.ts';
import { connectNats, linkFailure, toHeaders, type Connection } from './nats-connect.ts';

/** A connection to the cluster with what stations and head office do there; see `connectNats` for its failures. */
export async function openNatsLink(settings: LinkSettings): Promise<Result<FleetReader>> {
  const connected = await connectNats(settings);
  if (!connected.ok) return connected;
  const connection = connected.value;
  // Not asked whether there is JetStream: a station's account may not ask.
  const options = { timeout: settings.timeoutMs, checkAPI: false } as const;
  const manager = await jetstreamManager(connection, options);
  const client = jetstream(connection, options);
  return ok({
    last: (stream, subject) => readLast(manager.direct, stream, subject),
    lastOfLeader: (stream, subject) => readLast(leaderOf(manager), stream, subject),
    publish: async (message) => {
      const ended = await publish(client, message, settings.timeoutMs);
      return ended.ok ? ended : failed(await stalledOr(connection, ended.failure));
    },
    read: (range) => readAll(client, manager, range),
    forgets: (stream) => doesForget(manager, stream),
    close: () => closeLink(connection),
  });
}

/** The server's numbers for "another message came last" and for "no room". */
const WRONG_LAST_SEQUENCE = new Set([10071, 10164]);
const FULL = new Set([10023, 10047, 10054, 10077, 10110]);

async function publish(
  client: JetStreamClient,
  { subject, id, headers, data, after }: OutgoingMessage,
  timeout: number,
): Promise<Result<PublishEnd>> {
  try {
    const { seq } = await client.publish(subject, data, {
      msgID: id,
      headers: toHeaders(headers),
      timeout,
      ...(after === null ? {} : { expect: { lastSubjectSequence: after } }),
    });
    return ok({ kind: 'taken', streamSeq: seq });
  } catch (cause) {
    if (cause instanceof JetStreamApiError && WRONG_LAST_SEQUENCE.has(cause.code))
      return ok({ kind: 'notNext' });
    return failed(streamFailure(cause));
  }
}

async function readLast(
  from: JetStreamManager['direct'] | ReturnType<typeof leaderOf>,
  stream: string,
  subject: string,
): Promise<Result<StreamedMessage | null>> {
  try {
    const found = await from.getMessage(stream, { last_by_subj: subject });
    if (found === null) return ok(null);
    return ok({ subject, streamSeq: found.seq, takenAtMs: found.time.getTime(), data: found.string() });
  } catch (cause) {
    return failed(streamFailure(cause));
  }
}

async function* readAll(
  client: JetStreamClient,
  manager: JetStreamManager,
  { stream, filter, sinceMs }: ReadRange,
): AsyncGenerator<StreamedMessage> {
  // Counted by the stream's leader: the reader may be served by a node that is still catching up.
  const { state } = await patiently(() => manager.streams.info(stream, { subjects_filter: filter }));
  const missing = new Map(Object.entries(state.subjects ?? {}));
  if (missing.size === 0) return;
  const last = await patiently(() => manager.streams.getMessage(stream, { last_by_subj: filter }));
  if (sinceMs !== null && (last === null || last.time.getTime() < sinceMs)) return;
  const start =
    sinceMs === null
      ? { deliver_policy: DeliverPolicy.All }
      : { deliver_policy: DeliverPolicy.StartTime, opt_start_time: new Date(sinceMs).toISOString() };
  const consumer = await patiently(() => client.consumers.get(stream, { filter_subjects: filter, ...start }));
  const messages = await consumer.consume({ max_messages: READ_AHEAD });
  // A node whose disk was lost may hold less than the others: better no answer than half of one.
  const silence = setTimeout(() => void messages.close(), SILENCE_MS);
  try {
    for await (const message of messages) {
      silence.refresh();
      yield {
        subject: message.subject,
        streamSeq: message.seq,
        takenAtMs: Math.floor(message.info.timestampNanos / 1e6),
        data: message.string(),
      };
      const left = (missing.get(message.subject) ?? 1) - 1;
      if (left > 0) missing.set(message.subject, left);
      else missing.delete(message.subject);
      if (sinceMs === null ? missing.size === 0 : message.seq >= (last?.seq ?? 0)) return;
    }
    throw new Error(`${stream}: the node that answers does not hold every message`);
  } finally {
    clearTimeout(silence);
    await messages.close();
  }
}

/** Messages by the stream's leader; waited for where there is none yet. */
const leaderOf = ({ streams }: JetStreamManager): Pick<JetStreamManager['streams'], 'getMessage'> => ({
  getMessage: (stream, query) => patiently(() => streams.getMessage(stream, query)),
});

const TRIES = 5;
const PAUSE_MS = 700;

/** Asks again where nodes choose a leader just then. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; left > 0; left -= 1) {
    try {
      return await ask();
    } catch (cause) {
      if (linkFailure(cause).code === 'fleetRefused') throw cause;
      // "Nobody is there to answer" comes at once.
      await sleep(PAUSE_MS);
    }
  }
  return ask();
}

/** A node that has more sends it within this time. */
const SILENCE_MS = 20_000;

/** Messages asked for at a time. */
const READ_AHEAD = 2000;

async function doesForget(manager: JetStreamManager, stream: string): Promise<Result<boolean>> {
  try {
    const { config } = await manager.streams.info(stream);
    return ok(config.max_age > 0 || config.discard === 'old');
  } catch (cause) {
    return failed(streamFailure(cause));
  }
}

function streamFailure(cause: unknown): Failure {
  if (cause instanceof JetStreamApiError && FULL.has(cause.code))
    return failure('fleetFull', String(cause), cause);
  return linkFailure(cause);
}

/** Tells a cluster that answers, but takes nothing, from one that can't be reached at all. */
async function stalledOr(connection: Connection, found: Failure): Promise<Failure> {
  if (found.code !== 'fleetUnreachable' || connection.isClosed()) return found;
  const isThere = await Promise.race([
    connection.flush().then(
      () => true,
      () => false,
    ),
    sleep(ANSWER_MS, false),
  ]);
  return isThere ? failure('fleetStalled', found.detail, found.cause) : found;
}

/** A node that is there answers a ping within this time. */
const ANSWER_MS = 1000;

async function closeLink(connection: Connection): Promise<void> {
  await connection.close();
}

export interface FleetSizes {
  /** Copies of every message; 3 survives the loss of one node. */
  readonly replicas: number;
  /** Room of the journal stream on each node, in bytes; null for what the disk has. */
  readonly maxBytes: number | null;
}

/** A copy that comes within this time is dropped by its id alone; later ones by the message they must follow. */
const DUPLICATE_WINDOW_NS = 120e9;

/** Makes the streams, or leaves them as they are; throws when the cluster can't. */
export async function makeStreams(
  connection: Connection,
  { replicas, maxBytes }: FleetSizes,
  timeout: number,
): Promise<void> {
  const manager = await jetstreamManager(connection, { timeout });
  const common = { storage: StorageType.File, num_replicas: replicas, allow_direct: true } as const;
  await manager.streams.add({
    ...common,
    name: JOURNAL_STREAM,
    subjects: ['kiosk.journal.*.*.*.*'],
    // SECURITY: what is full refuses the new and keeps the old, and nobody deletes by an ordinary request.
    discard: DiscardPolicy.New,
    deny_delete: true,
    deny_purge: true,
    max_bytes: maxBytes ?? -1,
    duplicate_window: DUPLICATE_WINDOW_NS,
  });
  await manager.streams.add({
    ...common,
    name: HEAD_STREAM,
    subjects: ['kiosk.head.*.*.*.*'],
    // The newest head of each chain is all that is asked for.
    max_msgs_per_subject: 1,
    discard: DiscardPolicy.Old,
  });
  // A key-value bucket as the NATS tools make it (ADR-8), so that they can read it too.
  await manager.streams.add({
    ...common,
    name: POLICY_STREAM,
    subjects: [policySubject(null, null).replace('*.*', '>')],
    max_msgs_per_subject: POLICY_HISTORY,
    discard: DiscardPolicy.New,
    deny_delete: true,
    allow_rollup_hdrs: true,
  });
}
