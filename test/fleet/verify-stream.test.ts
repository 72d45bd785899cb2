import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainSubject } from '../../main/core/fleet-place.ts';
import type { StreamedMessage } from '../../main/fleet/link.ts';
import { createStreamer } from '../../main/fleet/streamer.ts';
import { verifyStream, type ChainFinding } from '../../main/fleet/verify-stream.ts';
import { parsePublicKey, type StationVerifier } from '../../main/journal/station-key.ts';
import { fakeStream, type FakeStream } from './fake-stream.ts';
import { sampleChain, START_MS, type SampleChain, quietStatus } from './sample-chain.ts';

const RECORDS = 9;
const signal = new AbortController().signal;

async function publishAll(link: FakeStream, journal: SampleChain): Promise<void> {
  const clock = { now: () => START_MS + link.held.length };
  const streamer = createStreamer({
    journal,
    chain: journal.chain,
    link,
    clock,
    isBusy: () => false,
    status: quietStatus,
  });
  await streamer.drain(signal);
  await streamer.beat();
}

/** Two stations in one stream, record by record in turn, as they come in a bank. */
async function twoStations() {
  const link = fakeStream();
  const one = sampleChain({ station: 'counter-1' });
  const two = sampleChain({ station: 'counter-2', branch: 'hn02' });
  for (let n = 0; n < RECORDS; n += 1) {
    for (const journal of [one, two]) {
      journal.append();
      await publishAll(link, journal);
    }
  }
  // The newest head of each is all the cluster keeps.
  for (const { chain } of [one, two]) {
    const heads = link.held.filter(({ subject }) => subject === chainSubject('head', chain));
    for (const old of heads.slice(0, -1)) link.held.splice(link.held.indexOf(old), 1);
  }
  return { link, one, two };
}

const verify = (
  held: readonly StreamedMessage[],
  keys: readonly StationVerifier[] = [],
): Promise<readonly ChainFinding[]> => {
  const reader = fakeStream();
  reader.held.push(...held);
  return verifyStream({ reader, where: {}, keys, forgets: false });
};

/** The place of a chain's n-th record among all messages. */
function placeOf(link: FakeStream, { chain }: SampleChain, seq: number): number {
  const subject = chainSubject('journal', chain);
  const all = link.held.filter((message) => message.subject === subject);
  return link.held.indexOf(all[seq - 1]);
}

const faults = (findings: readonly ChainFinding[]) =>
  findings
    .filter(({ bad }) => bad !== null)
    .map(({ chain, bad }) => `${chain.station} ${bad?.seq} ${bad?.problem}`);

describe('the proof of a stream', () => {
  it('finds every chain whole, and nothing pending', async () => {
    const { link } = await twoStations();
    const findings = await verify(link.held);
    expect(findings).toMatchObject([
      { chain: { station: 'counter-1' }, firstSeq: 1, lastSeq: RECORDS, pending: 0, bad: null },
      { chain: { station: 'counter-2' }, firstSeq: 1, lastSeq: RECORDS, pending: 0, bad: null },
    ]);
    expect(findings.every(({ isKeyFromStream }) => isKeyFromStream)).toBe(true);
  });

  it(
    'names station and record of any change, drop, swap, insertion or cut, and leaves the other station alone',
    { timeout: 30_000 },
    async () => {
      const { link, one, two } = await twoStations();
      const seqs = fc.integer({ min: 1, max: RECORDS });
      await fc.assert(
        fc.asyncProperty(seqs, seqs, fc.nat(), async (seq, other, letter) => {
          const at = placeOf(link, one, seq);
          const message = link.held[at];
          const place = letter % message.data.length;
          const letterThere = message.data.charAt(place) === 'x' ? 'y' : 'x';
          const flipped = `${message.data.slice(0, place)}${letterThere}${message.data.slice(place + 1)}`;
          const flips = faults(await verify(link.held.with(at, { ...message, data: flipped })));
          expect(flips).toHaveLength(1);
          expect(flips[0]).toMatch(new RegExp(`^counter-1 ${seq} (changed|unreadable|misplaced)$`));

          const dropped = faults(await verify(link.held.toSpliced(at, 1)));
          const problem = seq === RECORDS ? 'truncated' : seq === 1 ? 'startMissing' : 'misplaced';
          expect(dropped).toEqual([`counter-1 ${seq} ${problem}`]);

          const foreign = { ...message, data: link.held[placeOf(link, two, other)]?.data ?? '' };
          const inserted = faults(await verify(link.held.toSpliced(at, 0, foreign)));
          expect(inserted).toEqual([`counter-1 ${seq} changed`]);

          if (seq === other) return;
          const there = placeOf(link, one, other);
          const data = link.held[there]?.data ?? '';
          const swapped = link.held
            .with(at, { ...message, data })
            .with(there, { ...link.held[there], data: message.data });
          expect(faults(await verify(swapped))[0]).toMatch(
            new RegExp(`^counter-1 ${Math.min(seq, other)} misplaced$`),
          );
          const cut = link.held.filter((one_, n) => n < at || one_.subject !== message.subject);
          expect(faults(await verify(cut))).toEqual([`counter-1 ${seq} truncated`]);
        }),
        { numRuns: 25 },
      );
    },
  );

  it('names where a station that was put back from an old copy goes another way', async () => {
    const { link, one } = await twoStations();
    const old = sampleChain(one.chain, 0, one.signer, one.records.slice(0, 5));
    old.append({ type: 'adminAct', sessionId: null, facts: { act: 'kioskLeft' } });
    await publishAll(link, old);
    expect(faults(await verify(link.held))).toEqual(['counter-1 6 forked']);
  });

  it('refuses chains whose key is not among those named', async () => {
    const { link, one } = await twoStations();
    const key = parsePublicKey(one.signer.publicKeyPem);
    const findings = await verify(link.held, key === null ? [] : [key]);
    expect(faults(findings)).toEqual(['counter-2 1 keyUnknown']);
    expect(findings.map(({ isKeyFromStream }) => isKeyFromStream)).toEqual([false, false]);
  });

  it("refuses a head that another station's key has signed", async () => {
    const { link, one, two } = await twoStations();
    const subjectOf = ({ chain }: SampleChain): string => chainSubject('head', chain);
    const foreign = link.held.find(({ subject }) => subject === subjectOf(two))?.data ?? '';
    const at = link.held.findIndex(({ subject }) => subject === subjectOf(one));
    const held = link.held.with(at, { ...link.held[at], data: foreign });
    const key = parsePublicKey(one.signer.publicKeyPem);
    const other = parsePublicKey(two.signer.publicKeyPem);
    const keys = [key, other].filter((each) => each !== null);
    expect(faults(await verify(held, keys))).toEqual(['counter-1 0 headInvalid']);
  });
});
