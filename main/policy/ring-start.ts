import type { PolicySource } from '../core/effective-policy.ts';
import type { FleetSettings } from '../core/fleet-settings.ts';
import { openEnvelope, type IsSigned, type RingDocument } from '../core/ring-document.ts';
import { atStart, isExpired, showRing, type JudgeEntry, type RingEvent } from '../core/ring-moves.ts';
import { ringProblem, ringSource } from '../core/ring-policy.ts';
import type { RingEntry, RingRefused, RingShown, RingStore } from '../core/ring-store.ts';
import { readRingFile, ringFilePath } from './ring-file.ts';
import { policyVerifier } from './ring-signature.ts';

/** Whom a station believes about its ring, by the machine's policy alone. */
export interface RingTrust {
  readonly bank: string;
  readonly ring: string;
  readonly isSigned: IsSigned;
  /** What machine and user decide: a document must go together with it. */
  readonly others: readonly PolicySource[];
}

/** The ring's part in one start of the program. */
export interface RingStart {
  readonly trust: RingTrust;
  readonly path: string;
  /** To be written once it is certain that the program really starts. */
  readonly store: RingStore;
  /** To be told in the journal. */
  readonly events: readonly RingEvent[];
  readonly inForce: RingEntry | null;
  /** The settings in force; null where there is no document. */
  readonly source: PolicySource | null;
  readonly shown: RingShown;
}

/** Reads what this station keeps of its ring and decides what is in force; null where the policy names no ring. */
export function startRing(
  fleet: FleetSettings | null,
  others: readonly PolicySource[],
  userDataDir: string,
  nowMs: number,
): RingStart | null {
  const trust = fleet === null ? null : trustOf(fleet, others);
  if (trust === null) return null;
  const path = ringFilePath(userDataDir);
  const judge = (entry: RingEntry): RingRefused | null => judgeEntry(trust, entry, nowMs);
  const { store, events, inForce } = atStart(readRingFile(path, trust.bank, trust.ring), judge);
  const opened = inForce === null ? null : openEnvelope(inForce.envelope, trust.isSigned);
  const source =
    opened?.isGood === true
      ? ringSource(trust.ring, opened.document.version, opened.document.settings)
      : null;
  return { trust, path, store, events, inForce, source, shown: showRing(store, inForce, null) };
}

function trustOf(fleet: FleetSettings, others: readonly PolicySource[]): RingTrust | null {
  const { bank, ring, policyKey } = fleet;
  const isSigned = policyKey === null ? null : policyVerifier(policyKey);
  return ring === null || isSigned === null ? null : { bank, ring, isSigned, others };
}

/**
 * SECURITY: what lies in the program's folder is believed no more than what comes over the network: signature, bank,
 * ring, time and every setting are looked at again at each start (test/policy/ring-keeper.test.ts).
 */
export function judgeEntry(trust: RingTrust, entry: RingEntry, nowMs: number): RingRefused | null {
  const { version } = entry;
  const opened = openEnvelope(entry.envelope, trust.isSigned);
  if (!opened.isGood) return { version, reason: opened.reason, detail: '' };
  const { document } = opened;
  const reason = reasonAgainst(trust, document, version, nowMs);
  if (reason !== null) return { version, reason, detail: '' };
  const problem = problemOf(trust, document);
  return problem === null ? null : { version, ...problem };
}

/** What keeps a document's settings from being followed on this station. */
export const problemOf = ({ ring, others }: RingTrust, { version, settings }: RingDocument) =>
  ringProblem(ringSource(ring, version, settings), others);

export const judgeBy =
  (trust: RingTrust, nowMs: () => number): JudgeEntry =>
  (entry) =>
    judgeEntry(trust, entry, nowMs());

function reasonAgainst(
  { bank, ring }: RingTrust,
  document: RingDocument,
  version: number,
  nowMs: number,
): RingRefused['reason'] | null {
  if (document.bank !== bank) return 'otherBank';
  if (document.ring !== ring) return 'otherRing';
  // The number beside a document is ours, the number in it is signed.
  if (document.version !== version) return 'malformed';
  return isExpired(document, nowMs) ? 'expired' : null;
}
