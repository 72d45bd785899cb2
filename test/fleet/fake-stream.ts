import { failure } from '../../main/core/failure.ts';
import { failed, ok } from '../../main/core/result.ts';
import { START_MS } from './sample-chain.ts';
import type { FleetReader, OutgoingMessage, StreamedMessage } from '../../main/fleet/link.ts';

/** What the cluster and the line do to one publish. */
export type Fate =
  | 'fine'
  | 'lost' // never arrived
  | 'answerLost' // taken, but the station never hears of it
  | 'late' // arrives only after the next one, as a buffer that is replayed
  | 'full';

export interface FakeStream extends FleetReader {
  readonly held: StreamedMessage[];
}

/**
 * The rules of a JetStream stream in memory: expected last message per subject, duplicates by id within a window of
 * a few messages only, so that what relies on a long window fails here.
 */
export function fakeStream(fates: readonly Fate[] = [], window = 3): FakeStream {
  const held: StreamedMessage[] = [];
  const ids: { readonly id: string; readonly seq: number }[] = [];
  const delayed: OutgoingMessage[] = [];
  let count = 0;

  const lastOf = (subject: string): StreamedMessage | null =>
    held.findLast((message) => message.subject === subject) ?? null;
  const take = ({ subject, id, data, after }: OutgoingMessage): number | null => {
    if (after !== null && (lastOf(subject)?.streamSeq ?? 0) !== after) return null;
    const known = ids.slice(-window).find((one) => one.id === id);
    if (known !== undefined) return known.seq;
    const streamSeq = held.length + 1;
    held.push({ subject, streamSeq, takenAtMs: START_MS + streamSeq, data });
    ids.push({ id, seq: streamSeq });
    return streamSeq;
  };
  const unreachable = failed(failure('fleetUnreachable'));

  return {
    held,
    last: (_stream, subject) => Promise.resolve(ok(lastOf(subject))),
    lastOfLeader: (_stream, subject) => Promise.resolve(ok(lastOf(subject))),
    publish(message) {
      const fate = fates[count++] ?? 'fine';
      if (fate === 'full') return Promise.resolve(failed(failure('fleetFull')));
      if (fate === 'lost') return Promise.resolve(unreachable);
      if (fate === 'late') {
        delayed.push(message);
        return Promise.resolve(unreachable);
      }
      const streamSeq = take(message);
      for (const old of delayed.splice(0)) take(old);
      if (fate === 'answerLost') return Promise.resolve(unreachable);
      return Promise.resolve(ok(streamSeq === null ? { kind: 'notNext' } : { kind: 'taken', streamSeq }));
    },
    async *read({ filter }) {
      const pattern = new RegExp(`^${filter.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`);
      for (const message of held.filter(({ subject }) => pattern.test(subject)))
        yield await Promise.resolve(message);
    },
    forgets: () => Promise.resolve(ok(false)),
    close: () => Promise.resolve(),
  };
}
