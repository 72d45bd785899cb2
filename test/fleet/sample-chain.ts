import type { Chain } from '../../main/core/fleet-place.ts';
import { CHAIN_START, journalBodySchema, type JournalEvent } from '../../main/core/journal-schema.ts';
import type { StationSigner } from '../../main/core/ports.ts';
import type { JournalSource } from '../../main/fleet/streamer.ts';
import type { StoredRecord } from '../../main/journal/database.ts';
import { linkOf } from '../../main/journal/link.ts';
import { generateStationKey, openStationKey } from '../../main/journal/station-key.ts';
import { sessionEvents } from '../journal/sample-journal.ts';

/** A station's journal in memory: signed like the real one, without a disk. */
export interface SampleChain extends JournalSource {
  readonly chain: Chain;
  readonly records: StoredRecord[];
  /** Appends one record. */
  append(event?: JournalEvent): void;
  /** What a disk image taken now would hold. */
  copy(): SampleChain;
}

/** What a station says of itself beside its journal, with nothing to tell. */
export const quietStatus = () =>
  ({
    device: '0123456789abcdef',
    version: '0.1.0',
    use: null,
    quota: null,
    policy: null,
    ring: null,
  }) as const;

export const START_MS = 1_790_000_000_000;

export function sampleChain(
  place: Partial<Chain> = {},
  count = 0,
  signer: StationSigner = openStationKey(generateStationKey()),
  given: readonly StoredRecord[] = [],
): SampleChain {
  const chain: Chain = {
    bank: 'bank',
    branch: 'hn01',
    station: 'counter-1',
    mode: 'live',
    keyId: signer.keyId,
    ...place,
  };
  const records = [...given];
  const append = (event: JournalEvent = nextEvent(records.at(-1)?.seq ?? 0)): void => {
    const last = records.at(-1);
    const seq = (last?.seq ?? 0) + 1;
    const context = {
      mode: chain.mode,
      station: chain.station,
      teller: 'teller.one',
      device: '0123456789abcdef',
    };
    const previous = last === undefined ? CHAIN_START : linkOf(last);
    const raw = { v: 1, seq, atMs: START_MS + seq * 1000, ...context, previous, ...event };
    const body = JSON.stringify(journalBodySchema.parse(raw));
    records.push({ seq, body, signature: signer.sign('journal', body) });
  };
  for (let n = 0; n < count; n += 1) append();
  return {
    chain,
    records,
    signer,
    append,
    copy: () => sampleChain(chain, 0, signer, records),
    database: {
      after: (seq, limit) => records.filter((record) => record.seq > seq).slice(0, limit),
      last: () => records.at(-1) ?? null,
    },
    head: () => {
      const last = records.at(-1);
      return {
        v: 1,
        keyId: signer.keyId,
        seq: last?.seq ?? 0,
        link: last === undefined ? CHAIN_START : linkOf(last),
        atMs: START_MS,
      };
    },
  };
}

function nextEvent(at: number): JournalEvent {
  const events = sessionEvents(Math.floor(at / 4));
  const event = events[at % 4];
  if (event === undefined) throw new Error('no sample event');
  return event;
}
