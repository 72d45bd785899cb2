import type { Session } from '../../main/core/session-shape.ts';
import type { SessionRules } from '../../main/core/session-events.ts';
import { transition } from '../../main/core/session.ts';
import { outcomeOf } from '../../main/ledger/book.ts';
import type { Ledger } from '../../main/ledger/ledger.ts';
import type { Vault } from '../../main/session/vault.ts';
import { mayBeApproved } from '../core/approval-oracle.ts';
import type { Disk, WireCall } from './schedule-world.ts';

function law(holds: boolean, said: string): void {
  if (!holds) throw new Error(said);
}

/** The law that is broken at this moment, or null. */
export function brokenLaw(session: Session, disk: Disk): string | null {
  try {
    approvedOnlyWhenEverythingAgrees(session, disk);
    sentOnlyByAPersonsWord(disk);
    sentOnlyWhatWasCheckedAndRecorded(disk);
    return null;
  } catch (cause) {
    return `${session.name}: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** What must hold whenever nothing is under way: whoever stands there can leave, at once, by a control. */
export function assertCanLeave(session: Session, rules: SessionRules): void {
  if (session.name === 'idle' || session.name === 'wiping') return;
  const canLeave = (['cancel', 'finish'] as const).some(
    (type) => transition(session, { type: 'intent', intent: { type }, newSessionId: '' }, rules).accepted,
  );
  law(canLeave, `no way out of ${session.name}`);
}

function approvedOnlyWhenEverythingAgrees({ verdict, sessionId, face, card }: Session, { wire }: Disk): void {
  if (verdict?.outcome !== 'approved') return;
  const call = wire.findLast(({ reference }) => reference === sessionId);
  law(call?.reply !== null && call !== undefined, 'approved without an answer');
  law(isApproval(call), 'approved against what the service said');
  // A fault drops its captures; the verdict that it keeps is of those that were sent.
  const isSame = call?.videoSha256 === face?.sha256 && call?.cardSent === (card !== null);
  law(isSame || face === null, 'approved for other captures');
}

const isApproval = (call: WireCall | undefined): boolean =>
  call?.reply !== undefined &&
  call.reply !== null &&
  call.reply.status >= 200 &&
  call.reply.status <= 299 &&
  mayBeApproved(call.reply.body, call.cardSent);

function sentOnlyByAPersonsWord({ wire, granted }: Disk): void {
  const words = granted.filter((type) => type === 'submit' || type === 'resend').length;
  law(wire.length <= words, `${wire.length} requests for ${words} words of a person`);
}

function sentOnlyWhatWasCheckedAndRecorded({ wire, records, passed }: Disk): void {
  for (const [index, { reference, videoSha256 }] of wire.entries()) {
    law(passed.has(videoSha256), 'sent what the precheck had not passed');
    const before = wire.slice(0, index + 1).filter((call) => call.reference === reference).length;
    const begun = records.filter(
      ({ type, sessionId }) => type === 'sendStarted' && sessionId === reference,
    ).length;
    law(begun >= before, 'a request left that the journal does not know');
  }
}

/** What must hold once the station is back at welcome and nothing runs. */
export function assertAtRest(session: Session, vault: Vault, media: readonly Uint8Array[]): void {
  law(vault.count() === 0, `${vault.count()} media in the vault at welcome`);
  law(
    media.every((bytes) => bytes.every((byte) => byte === 0)),
    'a medium in the clear is left in memory',
  );
  const { face, card, verdict, sessionId, attendant, failure, parking } = session;
  const left = { face, card, verdict, sessionId, attendant, parking: parking === true ? true : null };
  law(
    Object.values(left).every((value) => value === null),
    `left at welcome: ${JSON.stringify({ ...left, failure })}`,
  );
}

/** What an auditor finds on the disk afterwards, against what the witness saw. */
export function assertTold(ledger: Ledger, disk: Disk): void {
  const { wire, records, printed } = disk;
  const left = new Map<string, WireCall[]>();
  for (const call of wire) left.set(call.reference, [...(left.get(call.reference) ?? []), call]);
  const calls = ledger.calls();
  for (const [reference, sent] of left) {
    const told = calls.filter(({ begin }) => begin.reference === reference && begin !== undefined);
    const notLeft = told.filter((call) => outcomeOf(call) === 'notSent').length;
    law(told.length - notLeft >= sent.length, 'the ledger denies a request that left');
    const answered = told.filter((call) => outcomeOf(call) === 'answered').length;
    law(answered <= sent.filter(({ reply }) => reply !== null).length, 'the ledger invents an answer');
  }
  for (const receipt of printed) {
    const replied = (left.get(receipt.reference) ?? []).filter(isApproval).length;
    law(
      receipt.verdict.outcome !== 'approved' || replied > 0,
      'a receipt says approved, the service did not',
    );
  }
  for (const record of records) {
    if (record.type !== 'verdictGiven' || record.facts.outcome !== 'approved') continue;
    law(
      (left.get(record.sessionId) ?? []).some(isApproval),
      'the journal says approved, the service did not',
    );
  }
}
