import type { SessionEvent } from './session-events.ts';
import type { JournalEvent } from './ports.ts';
import type { Capture, Role, Session } from './session-shape.ts';

type Facts = JournalEvent['facts'];

/**
 * The journal records that a transition calls for, besides the sending ledger, which the runner writes
 * itself around the request. Allow-listed facts only: codes, counts, hash prefixes; never media or names.
 */
export function journalEvents(before: Session, after: Session, event: SessionEvent): readonly JournalEvent[] {
  const sessionId = after.sessionId ?? before.sessionId;
  if (sessionId === null) return [];
  const type = typeOf(before, after, event);
  return type === null ? [] : [{ type, sessionId, facts: factsOf(type, before, after, event) }];
}

function typeOf(before: Session, after: Session, event: SessionEvent): JournalEvent['type'] | null {
  if (event.type === 'wiped') return 'wiped';
  if (event.type === 'checked' || event.type === 'checkFailed') return 'captureChecked';
  if (event.type === 'answered') return 'verdictGiven';
  if (event.type === 'receiptEnded') return 'receiptEnded';
  if (before.name === 'idle' && after.name === 'consent') return 'sessionStarted';
  if (before.name === 'consent' && after.name === 'face.ready') return 'consentGiven';
  if (after.name === 'fault' && before.name !== 'fault') return 'fault';
  if (after.name === 'wiping' && before.name !== 'wiping') return 'aborted';
  return null;
}

function factsOf(type: JournalEvent['type'], before: Session, after: Session, event: SessionEvent): Facts {
  switch (type) {
    case 'captureChecked':
      return captureFacts(after, event);
    case 'verdictGiven':
      return verdictFacts(after);
    case 'receiptEnded':
      return { receipt: after.receipt.state };
    case 'fault':
      return { failure: after.failure?.code ?? null };
    case 'aborted':
      return { from: before.name, cause: event.type === 'deadline' ? 'deadline' : 'person' };
    default:
      return { language: after.language };
  }
}

function captureFacts(after: Session, event: SessionEvent): Facts {
  if (event.type === 'checkFailed') return { role: event.role, failure: event.failure.code };
  if (event.type !== 'checked') return {};
  return { tries: after.tries[event.role], ...summaryFacts(event.role, event.capture) };
}

function summaryFacts(role: Role, capture: Capture): Facts {
  const rules = capture.summary.findings.map((finding) => finding.rule).join(' ');
  return {
    role,
    sizeBytes: capture.sizeBytes,
    sha256Prefix: capture.sha256.slice(0, 16),
    outcome: capture.summary.outcome,
    predictedCode: capture.summary.predictedCode,
    rules,
  };
}

function verdictFacts(after: Session): Facts {
  const verdict = after.verdict;
  if (verdict === null) return {};
  return {
    mode: verdict.mode,
    outcome: verdict.outcome,
    code: verdict.code,
    reasons: verdict.reasons.join(' '),
    similarity: verdict.similarity,
    spoofProbability: verdict.spoofProbability,
  };
}
