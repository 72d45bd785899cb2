import type { SignedRecord } from '../core/journal-line.ts';
import { CHAIN_START } from '../core/journal-schema.ts';
import { linkOf } from './link.ts';
import type { HeadCheck } from './head-check.ts';
import type { StationVerifier } from './station-key.ts';

/** What is wrong at the first bad place. */
export type JournalProblem =
  | 'unreadable' // no record of ours
  | 'changed' // its signature does not fit
  | 'misplaced' // a true record that does not follow from the one before
  | 'truncated' // a head knows of records that are not there
  | 'rewritten' // a head names another record in this place
  | 'lossNoted' // the station itself found records gone when it started
  | 'startMissing' // the oldest records are gone and no record of retention says so
  | 'headForeign' // no head that was named belongs to this journal's key
  | 'header' // the first line of an export
  | 'damagedDatabase'; // the database itself reports damage

export type JournalVerification =
  | {
      readonly isWhole: true;
      readonly firstSeq: number;
      readonly lastSeq: number;
      readonly lastLink: string;
      readonly headsChecked: number;
    }
  | {
      readonly isWhole: false;
      /** Number of the first bad record; for a missing one, the number it had. */
      readonly firstBadSeq: number;
      readonly problem: JournalProblem;
    };

export interface VerifyOptions {
  readonly verifier: StationVerifier;
  /** Heads kept elsewhere: sealed, daily, or an export's last line. */
  readonly heads: readonly HeadCheck[];
  /** Where an export says it starts; null: at record 1, or where retention says. */
  readonly start: { readonly seq: number; readonly previous: string } | null;
  /** Heads may name records behind its end. */
  readonly isExcerpt: boolean;
  /** A signature is checked this often; the chain between two of them proves the rest. */
  readonly signatureEvery?: number;
}

const SIGNATURE_EVERY = 1000;

/**
 * Reads records in order (null: a line that is none) and names the first bad one. The chain of hashes proves every
 * record before a good signature, so few signatures are checked while nothing is wrong.
 */
export async function verifyRecords(
  chunks: AsyncIterable<readonly (SignedRecord | null)[]>,
  options: VerifyOptions,
): Promise<JournalVerification> {
  const walk = createWalk(options);
  for await (const chunk of chunks) {
    for (const record of chunk) {
      const bad = walk.take(record);
      if (bad !== null) return bad;
    }
  }
  return walk.end();
}

/** A check under way: give it records in order until it names a bad one, then ask for the end. */
export interface Walk {
  take(record: SignedRecord | null): JournalVerification | null;
  end(): JournalVerification;
}

interface Place {
  readonly seq: number;
  readonly previous: string;
}

export function createWalk(options: VerifyOptions): Walk {
  const { verifier, heads, start, isExcerpt, signatureEvery = SIGNATURE_EVERY } = options;
  let headsChecked = 0;
  let expected: Place | null = start;
  let first: Place | null = null;
  let isStartKnown = start !== null;
  let unproven: SignedRecord[] = [];

  const isSigned = ({ body, signature }: SignedRecord): boolean =>
    verifier.isSigned('journal', body, signature);

  /** The first changed record since the last good signature. */
  const findChanged = (): JournalVerification | null => {
    const at = unproven.findIndex((record) => !isSigned(record));
    const problem = readPlace(unproven[at]?.body ?? '') === null ? 'unreadable' : 'changed';
    return at === -1 ? null : bad((expected?.seq ?? 1) - unproven.length + at, problem);
  };
  const prove = (): JournalVerification | null => {
    const last = unproven.at(-1);
    const changed = last === undefined || isSigned(last) ? null : findChanged();
    unproven = [];
    return changed;
  };

  return {
    take(record) {
      const facts = record === null ? null : findPlace(record.body, expected);
      expected ??= facts === null || facts.seq === 1 ? { seq: 1, previous: CHAIN_START } : facts;
      if (record === null || facts === null) return findChanged() ?? bad(expected.seq, 'unreadable');
      if (facts.seq !== expected.seq || facts.previous !== expected.previous)
        return findChanged() ?? bad(expected.seq, isSigned(record) ? 'misplaced' : 'changed');
      first ??= facts;
      const link = linkOf(record);
      unproven.push(record);
      expected = { seq: facts.seq + 1, previous: link };
      const named = heads.filter(({ seq }) => seq === facts.seq);
      if (named.some((head) => !head.fits(link))) return findChanged() ?? bad(facts.seq, 'rewritten');
      headsChecked += named.length;
      if (facts.lossNoted) return prove() ?? bad(facts.seq, 'lossNoted');
      const { removed } = facts;
      isStartKnown ||= removed?.seq === first.seq - 1 && removed.link === first.previous;
      return unproven.length < signatureEvery ? null : prove();
    },
    end() {
      const changed = prove();
      if (changed !== null) return changed;
      const lastSeq = (expected?.seq ?? 1) - 1;
      if (!isExcerpt && heads.some(({ seq }) => seq > lastSeq)) return bad(lastSeq + 1, 'truncated');
      if (first !== null && first.seq !== 1 && !isStartKnown) return bad(1, 'startMissing');
      return {
        isWhole: true,
        firstSeq: first?.seq ?? 0,
        lastSeq,
        lastLink: expected?.previous ?? CHAIN_START,
        headsChecked,
      };
    },
  };
}

const bad = (firstBadSeq: number, problem: JournalProblem): JournalVerification => ({
  isWhole: false,
  firstBadSeq,
  problem,
});

interface PlaceFacts extends Place {
  readonly lossNoted: boolean;
  /** What retention removed, when this record tells of it. */
  readonly removed: { readonly seq: number; readonly link: string } | null;
}

/**
 * The place a body names. One that plainly is the record expected next, and tells the chain nothing else, is not taken
 * apart, which is most of the work: had it been changed, the next link or signature would not fit.
 */
function findPlace(body: string, expected: Place | null): PlaceFacts | null {
  const isExpected =
    expected !== null &&
    body.endsWith(`,"previous":"${expected.previous}"}`) &&
    body.includes(`,"v":1,"seq":${expected.seq},"atMs":`) &&
    !OF_THE_CHAIN.some((start) => body.startsWith(start));
  if (!isExpected) return readPlace(body);
  // Not by spreading `expected`: that alone takes longer than JSON.parse.
  const { seq, previous } = expected;
  return { seq, previous, lossNoted: false, removed: null };
}

/** How the records begin that say something of the chain itself. */
const OF_THE_CHAIN = ['{"type":"headMismatch"', '{"type":"retentionRun"'] as const;

/** Reads only what the chain needs; that the rest fits the schema was checked before it was signed. */
function readPlace(body: string): PlaceFacts | null {
  const record = parseObject(body);
  if (record === null || typeof record['seq'] !== 'number' || typeof record['previous'] !== 'string')
    return null;
  const facts = toObject(record['facts']);
  const isRetention = record['type'] === 'retentionRun' && typeof facts?.['throughSeq'] === 'number';
  return {
    seq: record['seq'],
    previous: record['previous'],
    lossNoted:
      record['type'] === 'headMismatch' && (facts?.['cause'] === 'ahead' || facts?.['cause'] === 'differs'),
    removed: isRetention ? { seq: Number(facts['throughSeq']), link: String(facts['throughLink']) } : null,
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return toObject(JSON.parse(text));
  } catch {
    // Not JSON: named by the caller.
    return null;
  }
}

function toObject(value: unknown): Readonly<Record<string, unknown>> | null {
  // A JSON object has string keys; what stands under them is looked at where it is used.
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
}
