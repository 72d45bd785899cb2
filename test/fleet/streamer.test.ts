import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainSubject } from '../../main/core/fleet-place.ts';
import { parseBeat, parseSignedBeat } from '../../main/core/fleet-beat.ts';
import { formatLine } from '../../main/core/journal-line.ts';
import { createStreamer, type Streamer } from '../../main/fleet/streamer.ts';
import { fakeStream, type Fate, type FakeStream } from './fake-stream.ts';
import { sampleChain, START_MS, type SampleChain, quietStatus } from './sample-chain.ts';

const signal = new AbortController().signal;

function streamerOf(journal: SampleChain, link: FakeStream, isBusy = (): boolean => false): Streamer {
  return createStreamer({
    journal,
    chain: journal.chain,
    link,
    clock: { now: () => START_MS },
    isBusy,
    status: quietStatus,
  });
}

const dataOf = (link: FakeStream, { chain }: SampleChain): readonly string[] =>
  link.held.filter(({ subject }) => subject === chainSubject('journal', chain)).map(({ data }) => data);
const linesOf = ({ records }: SampleChain): readonly string[] => records.map(formatLine);

describe('the stream of one station', () => {
  it(
    'holds every record once and in order, whatever happens to messages and answers',
    { timeout: 30_000 },
    async () => {
      const fate = fc.constantFrom<Fate>('fine', 'fine', 'lost', 'answerLost', 'late', 'full');
      await fc.assert(
        fc.asyncProperty(
          fc.array(fate, { maxLength: 30 }),
          fc.integer({ min: 0, max: 12 }),
          async (fates, count) => {
            const journal = sampleChain({}, count);
            const link = fakeStream(fates);
            const streamer = streamerOf(journal, link);
            for (let round = 0; round <= fates.length; round += 1) await streamer.drain(signal);
            expect(dataOf(link, journal)).toEqual(linesOf(journal));
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it('goes on after a restart where the stream stands, with nothing kept on the station', async () => {
    const journal = sampleChain({}, 250);
    const link = fakeStream();
    await streamerOf(journal, link).drain(signal);
    for (let n = 0; n < 150; n += 1) journal.append();
    expect(await streamerOf(journal, link).drain(signal)).toEqual({
      sent: 150,
      hasMore: false,
      failure: null,
    });
    expect(dataOf(link, journal)).toEqual(linesOf(journal));
  });

  it('fills a stream again that has lost its end', async () => {
    const journal = sampleChain({}, 20);
    const link = fakeStream();
    const streamer = streamerOf(journal, link);
    await streamer.drain(signal);
    link.held.splice(12);
    journal.append();
    await streamer.drain(signal);
    expect(dataOf(link, journal)).toEqual(linesOf(journal));
  });

  it('waits while the station is busy, between two records, and goes on afterwards', async () => {
    const journal = sampleChain({}, 10);
    const link = fakeStream();
    let isBusy = false;
    const streamer = streamerOf(journal, link, () => (isBusy ||= link.held.length === 4));
    expect(await streamer.drain(signal)).toEqual({ sent: 4, hasMore: false, failure: null });
    expect((await streamer.drain(signal)).sent).toBe(0);
    await streamer.beat();
    expect(link.held).toHaveLength(5);
    const resumed = streamerOf(journal, link);
    expect((await resumed.drain(signal)).sent).toBe(6);
  });

  it('says in a signed beat how far the chain and the stream have come', async () => {
    const journal = sampleChain({}, 7);
    const link = fakeStream();
    const streamer = streamerOf(journal, link);
    await streamer.drain(signal);
    journal.append();
    await streamer.beat();
    const beat = parseBeat(parseSignedBeat(link.held.at(-1)?.data ?? '')?.body ?? '');
    expect(beat).toMatchObject({ head: { seq: 8 }, streamed: { seq: 7 }, isForked: false, problem: null });
    expect(link.held.at(-1)?.subject).toBe(chainSubject('head', journal.chain));
  });

  it('does not write over the records of a journal that was put back from an old copy, and says so', async () => {
    const journal = sampleChain({}, 6);
    const old = journal.copy();
    const link = fakeStream();
    for (let n = 0; n < 4; n += 1) journal.append();
    await streamerOf(journal, link).drain(signal);
    // Another session on the old image: record 7 has another content there.
    old.append({ type: 'adminAct', sessionId: null, facts: { act: 'kioskLeft' } });
    const streamer = streamerOf(old, link);
    expect((await streamer.drain(signal)).sent).toBe(0);
    await streamer.beat();
    expect(dataOf(link, journal)).toEqual(linesOf(journal));
    const beat = parseBeat(parseSignedBeat(link.held.at(-1)?.data ?? '')?.body ?? '');
    expect(beat).toMatchObject({ isForked: true, head: { seq: 7 } });
  });
});
