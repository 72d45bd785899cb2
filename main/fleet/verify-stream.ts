import { parseBeat, parseSignedBeat, type Beat } from '../core/fleet-beat.ts';
import {
  chainName,
  HEAD_STREAM,
  JOURNAL_STREAM,
  parseSubject,
  subjectFilter,
  type Chain,
  type Place,
} from '../core/fleet-place.ts';
import { parseBody, parseLine } from '../core/journal-line.ts';
import { checkOfHead, type HeadCheck } from '../journal/head-check.ts';
import { parsePublicKey, type StationVerifier } from '../journal/station-key.ts';
import { createWalk, type JournalProblem, type JournalVerification, type Walk } from '../journal/verify.ts';
import type { FleetReader, StreamedMessage } from './link.ts';

/** What can be wrong with a chain on the stream, besides what can be wrong with any journal. */
export type StreamProblem =
  | JournalProblem
  | 'forked' // the station's own journal is another one than the stream's from here on
  | 'keyUnknown' // nobody vouches for the key these records are signed with
  | 'headInvalid'; // what stands there as the station's head was not signed by its key

/** How one station's chain on the stream stands. */
export interface ChainFinding {
  readonly chain: Chain;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Records the station has and the stream does not hold yet. */
  readonly pending: number | null;
  /** True when nobody but the stream itself says whose key it is. */
  readonly isKeyFromStream: boolean;
  readonly bad: { readonly seq: number; readonly problem: StreamProblem } | null;
}

export interface VerifyStreamOptions {
  readonly reader: Pick<FleetReader, 'read'>;
  readonly where: Partial<{ readonly [K in keyof Place]: Place[K] | null }>;
  /** The stations' public keys; empty: those the heads carry are believed. */
  readonly keys: readonly StationVerifier[];
  /** Whether the stream lets its oldest messages go: then a chain may begin anywhere. */
  readonly forgets: boolean;
}

/** Signatures per chain while nothing is wrong: thousands of chains are held open at the same time. */
const SIGNATURE_EVERY = 50;

/**
 * Reads every chain of the stream once, in the stream's order, and names the first bad record of each. What the
 * stations last said of themselves is read first, so that what they know to be there must be found.
 */
export async function verifyStream(options: VerifyStreamOptions): Promise<readonly ChainFinding[]> {
  const { reader, where } = options;
  const chains = new Map<string, OpenChain>();
  const range = (root: 'journal' | 'head', stream: string) => ({
    stream,
    filter: subjectFilter(root, where),
    sinceMs: null,
  });
  for await (const message of reader.read(range('head', HEAD_STREAM))) {
    const chain = parseSubject('head', message.subject);
    if (chain !== null) chains.set(chainName(chain), openChain(chain, readBeat(chain, message), options));
  }
  for await (const message of reader.read(range('journal', JOURNAL_STREAM))) {
    const chain = parseSubject('journal', message.subject);
    if (chain === null) continue;
    const name = chainName(chain);
    const open = chains.get(name) ?? openChain(chain, null, options);
    chains.set(name, open);
    open.take(message.data);
  }
  return [...chains.values()].map((open) => open.end());
}

interface KnownBeat {
  /** Null when it was not signed by the key of its chain. */
  readonly beat: Beat | null;
  readonly verifier: StationVerifier | null;
}

/** What a station last said, when it is signed with the key that its subject names. */
function readBeat(chain: Chain, { data }: StreamedMessage): KnownBeat {
  const signed = parseSignedBeat(data);
  const verifier = parsePublicKey(signed?.publicKeyPem ?? '');
  if (signed === null || verifier?.keyId !== chain.keyId) return { beat: null, verifier: null };
  const beat = verifier.isSigned('beat', signed.body, signed.signature) ? parseBeat(signed.body) : null;
  const isOwn =
    beat?.bank === chain.bank &&
    beat.branch === chain.branch &&
    beat.station === chain.station &&
    beat.mode === chain.mode;
  return { beat: isOwn ? beat : null, verifier };
}

interface OpenChain {
  take(data: string): void;
  end(): ChainFinding;
}

function openChain(chain: Chain, known: KnownBeat | null, { keys, forgets }: VerifyStreamOptions): OpenChain {
  const named = keys.find(({ keyId }) => keyId === chain.keyId);
  const verifier = keys.length > 0 ? named : (known?.verifier ?? undefined);
  const beat = known?.beat ?? null;
  let walk: Walk | null = null;
  let bad: Extract<JournalVerification, { isWhole: false }> | null = null;
  let first = 0;
  let last = 0;
  return {
    take(data) {
      const record = parseLine(data);
      const body = record === null ? null : parseBody(record.body);
      last = body?.seq ?? last + 1;
      if (first === 0) first = last;
      // A chain that seems to begin late, and whose earlier records follow, was put in another order.
      if (last < first && bad?.firstBadSeq !== 1)
        bad = { isWhole: false, firstBadSeq: Math.min(last, bad?.firstBadSeq ?? last), problem: 'misplaced' };
      if (verifier === undefined || bad !== null) return;
      // The first record says where the chain begins, so it has to be the station's own.
      if (walk === null && record !== null && !verifier.isSigned('journal', record.body, record.signature)) {
        bad = { isWhole: false, firstBadSeq: forgets ? last : 1, problem: 'changed' };
        return;
      }
      walk ??= createWalk({
        verifier,
        heads: headsOf(beat),
        start: forgets && body !== null ? { seq: body.seq, previous: body.previous } : null,
        isExcerpt: true,
        signatureEvery: SIGNATURE_EVERY,
      });
      const found = walk.take(record);
      if (found?.isWhole === false) bad = found;
    },
    end() {
      const finding = { chain, firstSeq: first, lastSeq: last, isKeyFromStream: keys.length === 0 };
      const pending = beat === null ? null : Math.max(0, beat.head.seq - last);
      if (verifier === undefined) return { ...finding, pending, bad: { seq: first, problem: 'keyUnknown' } };
      const ended = bad ?? walk?.end() ?? null;
      const broken = ended?.isWhole === false ? { seq: ended.firstBadSeq, problem: ended.problem } : null;
      return { ...finding, pending, bad: judge(broken, known, last) };
    },
  };
}

const headsOf = (beat: Beat | null): readonly HeadCheck[] =>
  [beat?.streamed ?? null, beat?.head ?? null].flatMap((place) =>
    place === null || place.seq === 0 ? [] : [checkOfHead(place)],
  );

/** The chain by itself, and then what its own station knows of it. */
function judge(
  broken: { readonly seq: number; readonly problem: JournalProblem } | null,
  known: KnownBeat | null,
  lastSeq: number,
): ChainFinding['bad'] {
  const beat = known?.beat ?? null;
  if (broken !== null)
    return beat?.isForked === true && broken.problem === 'rewritten'
      ? { ...broken, problem: 'forked' }
      : broken;
  if (known !== null && beat === null) return { seq: 0, problem: 'headInvalid' };
  if (beat?.isForked === true) return { seq: Math.min(beat.head.seq, lastSeq) + 1, problem: 'forked' };
  const isCut = (beat?.streamed?.seq ?? 0) > lastSeq;
  return isCut ? { seq: lastSeq + 1, problem: 'truncated' } : null;
}
