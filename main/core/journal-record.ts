import { consentEvidence, type ConsentProof } from './consent.ts';
import type { JournalEvent } from './journal-schema.ts';
import { ruleIds, type RuleId } from './requirements.ts';
import type { SessionEvent } from './session-events.ts';
import type { Capture, Role, Session } from './session-shape.ts';
import { isVerdictReason } from './verdict-reasons.ts';

/** What the runner knows besides the session itself. */
export interface RecordContext {
  /** How long the session has lasted. */
  readonly durationMs: number;
  /** Whether media are handed over to the bank; the consent text says so. */
  readonly handsOver: boolean;
  /** How the customer consented just now. */
  readonly consent?: ConsentProof | undefined;
}

type Event<T extends JournalEvent['type']> = Extract<JournalEvent, { type: T }>;

/**
 * The journal records that a transition calls for, besides the sending ledger, which the runner writes
 * itself around the request. Allow-listed facts only: codes, counts, hash prefixes; never media or names.
 */
export function journalEvents(
  before: Session,
  after: Session,
  event: SessionEvent,
  context: RecordContext,
): readonly JournalEvent[] {
  const sessionId = after.sessionId ?? before.sessionId;
  if (sessionId === null) return [];
  const record =
    recordOfEvent(sessionId, before, after, event, context) ??
    recordOfMove(sessionId, before, after, event, context);
  return record === null ? [] : [record];
}

/** Events that are recorded wherever they happen. */
function recordOfEvent(
  sessionId: string,
  before: Session,
  after: Session,
  event: SessionEvent,
  { durationMs }: RecordContext,
): JournalEvent | null {
  switch (event.type) {
    case 'wiped':
      return { type: 'wiped', sessionId, facts: endFacts(before, durationMs) };
    case 'delivered':
      return { type: 'captureDelivered', sessionId, facts: { role: event.role, ...event.camera } };
    case 'checked':
      return { type: 'captureChecked', sessionId, facts: captureFacts(event.role, event.capture, after) };
    case 'checkFailed':
      return {
        type: 'captureChecked',
        sessionId,
        facts: {
          ...NOTHING_CHECKED,
          role: event.role,
          tries: after.tries[event.role],
          failure: event.failure.code,
        },
      };
    case 'unparked':
      return { type: 'mediaParked', sessionId, facts: { act: 'opened', expiresAtMs: null } };
    case 'answered':
      return { type: 'verdictGiven', sessionId, facts: verdictFacts(event.verdict) };
    case 'receiptEnded':
      return { type: 'receiptEnded', sessionId, facts: receiptFacts(event.receipt) };
    default:
      return null;
  }
}

/** Moves from one state to another that mean something, whatever caused them. */
function recordOfMove(
  sessionId: string,
  before: Session,
  after: Session,
  event: SessionEvent,
  { handsOver, consent }: RecordContext,
): JournalEvent | null {
  const language = after.language;
  if (before.name === 'idle' && after.name === 'consent')
    return { type: 'sessionStarted', sessionId, facts: { language } };
  if (before.name === 'consent' && after.name === 'face.ready')
    return { type: 'consentGiven', sessionId, facts: consentEvidence(language, handsOver, consent) };
  if (after.name === 'fault' && before.name !== 'fault')
    return { type: 'fault', sessionId, facts: { failure: after.failure?.code ?? null } };
  if (after.name !== 'wiping' || before.name === 'wiping') return null;
  if (event.type === 'intent' && event.intent.type === 'withdrawConsent')
    return { type: 'consentWithdrawn', sessionId, facts: { from: before.name, language } };
  if (event.type === 'intent' && event.intent.type === 'finish') return null;
  const cause = event.type === 'deadline' || before.timedOut === true ? 'deadline' : 'person';
  return { type: 'aborted', sessionId, facts: { from: before.name, cause } };
}

const NOTHING_CHECKED = {
  sizeBytes: null,
  sha256Prefix: null,
  outcome: 'error',
  predictedCode: null,
  blocked: [],
  warned: [],
} as const;

function captureFacts(role: Role, capture: Capture, after: Session): Event<'captureChecked'>['facts'] {
  const { findings, outcome, predictedCode } = capture.summary;
  const rulesWith = (severity: 'block' | 'warn'): RuleId[] =>
    findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => finding.rule)
      .filter(isRuleId);
  return {
    role,
    tries: after.tries[role],
    sizeBytes: capture.sizeBytes,
    sha256Prefix: capture.sha256.slice(0, 16),
    outcome,
    predictedCode: answerCode(predictedCode),
    blocked: rulesWith('block'),
    warned: rulesWith('warn'),
    failure: null,
  };
}

function verdictFacts(verdict: NonNullable<Session['verdict']>): Event<'verdictGiven'>['facts'] {
  return {
    outcome: verdict.outcome,
    code: answerCode(verdict.code),
    reasons: verdict.reasons.filter(isVerdictReason),
    similarity: within(verdict.similarity, 100),
    spoofProbability: within(verdict.spoofProbability, 1),
  };
}

function receiptFacts(receipt: Session['receipt']): Event<'receiptEnded'>['facts'] {
  if (receipt.state === 'sentToPrinter' || receipt.state === 'savedAsPdf')
    return { receipt: receipt.state, failure: null };
  return { receipt: 'failed', failure: 'failure' in receipt ? receipt.failure.code : null };
}

function endFacts(ended: Session, durationMs: number): Event<'wiped'>['facts'] {
  const { verdict, tries } = ended;
  // Not by the failure: why nobody knows the outcome may be a full disk or a page that died.
  const open = tries.sends > 0 && ended.openOutcome === true ? 'outcomeUnknown' : 'none';
  return {
    outcome: verdict?.outcome ?? open,
    code: answerCode(verdict?.code ?? null),
    durationMs: Math.min(Math.max(Math.round(durationMs), 0), 86_400_000),
    triesFace: tries.face,
    triesCard: tries.card,
    sends: tries.sends,
  };
}

/** A service's code as the journal may hold it: whatever is not a short number is "other". */
export function answerCode(code: string | null): string | null {
  if (code === null) return null;
  return /^-?\d{1,4}$/.test(code) ? code : 'other';
}

const isRuleId = (rule: string): rule is RuleId => (ruleIds as readonly string[]).includes(rule);

/** A number out of its range comes from a malformed answer; the verdict's reasons tell of that. */
const within = (value: number | null, max: number): number | null =>
  value !== null && value >= 0 && value <= max ? value : null;
