import type { Failure } from './failure.ts';
import type { Language } from './language.ts';
import { assertNever } from './result.ts';
import type { Capture, Intent, ReceiptStatus, RetakeReason, Role, Session, StateName } from './session-shape.ts';
import type { NextStep, Verdict } from './verdict-shape.ts';

/** What policy lets a session do. */
export interface SessionRules {
  readonly maxTries: number;
  readonly cardRequired: boolean;
  readonly defaultLanguage: Language;
}

/** What happens to a session: a person's intent, or what an effect came to. */
export type SessionEvent =
  | { readonly type: 'intent'; readonly intent: Intent; readonly newSessionId: string }
  | { readonly type: 'delivered'; readonly role: Role }
  | { readonly type: 'checked'; readonly role: Role; readonly capture: Capture }
  | { readonly type: 'checkFailed'; readonly role: Role; readonly failure: Failure }
  | { readonly type: 'progress'; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly type: 'answered'; readonly verdict: Verdict }
  | { readonly type: 'notSent'; readonly failure: Failure }
  | { readonly type: 'sendUnknown'; readonly failure: Failure }
  | { readonly type: 'receiptEnded'; readonly receipt: ReceiptStatus }
  | { readonly type: 'deadline' }
  | { readonly type: 'wiped' }
  | { readonly type: 'broken'; readonly failure: Failure };

/** What the runner has to do after a transition, in this order. */
export type SessionEffect =
  | { readonly type: 'check'; readonly role: Role }
  | { readonly type: 'dropMedia'; readonly role: Role }
  | { readonly type: 'send' }
  | { readonly type: 'abortWork' }
  | { readonly type: 'print' }
  | { readonly type: 'wipe' };

export interface Transition {
  readonly session: Session;
  readonly effects: readonly SessionEffect[];
  /** False when the event has no meaning in this state; nothing changed. */
  readonly accepted: boolean;
}

/**
 * How long each state may last by itself, ms. Every state has a way out without a person;
 * idle waits for one. Sending adds up connect, upload and answer time-outs with room to spare.
 */
export const DEADLINES_MS = {
  idle: null,
  consent: 180_000,
  'face.ready': 180_000,
  'face.recording': 20_000,
  'face.checking': 60_000,
  'card.ready': 180_000,
  'card.scanning': 30_000,
  'card.checking': 60_000,
  review: 300_000,
  sending: 150_000,
  verdict: 300_000,
  printing: 60_000,
  wiping: 15_000,
  retake: 180_000,
  attendant: 600_000,
  outcomeUnknown: 600_000,
  fault: 120_000,
} as const satisfies Record<StateName, number | null>;

export function idleSession(language: Language): Session {
  return {
    name: 'idle',
    sessionId: null,
    language,
    deadlineAtMs: null,
    face: null,
    card: null,
    cardSkipped: false,
    tries: { face: 0, card: 0, sends: 0 },
    progress: null,
    cancelling: false,
    retake: null,
    attendant: null,
    failure: null,
    verdict: null,
    receipt: { state: 'none' },
  };
}

/** The whole session logic: pure; the runner performs the effects and feeds back what came of them. */
export function transition(session: Session, event: SessionEvent, rules: SessionRules): Transition {
  switch (event.type) {
    case 'intent':
      return onIntent(session, event.intent, event.newSessionId, rules);
    case 'delivered':
      return onDelivered(session, event.role);
    case 'checked':
      return onChecked(session, event.role, event.capture, rules);
    case 'checkFailed':
      return onCheckFailed(session, event.role, event.failure, rules);
    case 'progress':
      return onProgress(session, event.sentBytes, event.totalBytes);
    case 'answered':
      return onAnswered(session, event.verdict, rules);
    case 'notSent':
      return onNotSent(session, event.failure);
    case 'sendUnknown':
      return onSendUnknown(session, event.failure);
    case 'receiptEnded':
      return session.name === 'printing' ? go(session, 'verdict', { receipt: event.receipt }) : refuse(session);
    case 'deadline':
      return onDeadline(session);
    case 'wiped':
      return session.name === 'wiping' ? go(idleSession(rules.defaultLanguage), 'idle') : refuse(session);
    case 'broken':
      return onBroken(session, event.failure);
    default:
      return assertNever(event);
  }
}

function go(
  session: Session,
  name: StateName,
  changes: Partial<Session> = {},
  effects: readonly SessionEffect[] = [],
): Transition {
  return { session: { ...session, ...changes, name }, effects, accepted: true };
}

function refuse(session: Session): Transition {
  return { session, effects: [], accepted: false };
}

const wipe = (session: Session): Transition =>
  go(session, 'wiping', { progress: null, cancelling: false }, [{ type: 'abortWork' }, { type: 'wipe' }]);

function onIntent(session: Session, intent: Intent, newSessionId: string, rules: SessionRules): Transition {
  switch (intent.type) {
    case 'start':
      return onStart(session, intent.language, newSessionId, rules);
    case 'setLanguage':
      return go(session, session.name, { language: intent.language });
    case 'giveConsent':
      return session.name === 'consent' ? go(session, 'face.ready') : refuse(session);
    case 'recordingStarted':
      return session.name === 'face.ready' ? go(session, 'face.recording') : refuse(session);
    case 'scanStarted':
      return session.name === 'card.ready' ? go(session, 'card.scanning') : refuse(session);
    case 'captureFailed':
      return onCaptureFailed(session, intent.role, intent.failure);
    case 'skipCard':
      return onSkipCard(session, rules);
    case 'submit':
      return onSubmit(session, rules);
    case 'retake':
      return onRetakeIntent(session, intent.roles, rules);
    case 'continue':
      return onContinue(session);
    case 'resend':
      return onResend(session);
    case 'print':
      return session.name === 'verdict'
        ? go(session, 'printing', { receipt: { state: 'pending' } }, [{ type: 'print' }])
        : refuse(session);
    case 'finish':
      return onFinish(session);
    case 'cancel':
      return onCancel(session);
    case 'callAttendant':
      return onCallAttendant(session);
    case 'activity':
      return go(session, session.name);
    default:
      return assertNever(intent);
  }
}

function onStart(session: Session, language: Language, sessionId: string, rules: SessionRules): Transition {
  if (session.name !== 'idle') return refuse(session);
  return go({ ...idleSession(rules.defaultLanguage), language }, 'consent', { sessionId });
}

function onCaptureFailed(session: Session, role: Role, failure: Failure): Transition {
  const capturing: readonly StateName[] =
    role === 'face' ? ['face.ready', 'face.recording'] : ['card.ready', 'card.scanning'];
  if (!capturing.includes(session.name)) return refuse(session);
  // A camera's fault does not use up one of the customer's tries.
  return go(session, 'retake', { retake: { roles: [role], cause: 'camera', summary: null, failure } });
}

function onSkipCard(session: Session, rules: SessionRules): Transition {
  if (session.name !== 'card.ready' || rules.cardRequired) return refuse(session);
  return go(session, 'review', { cardSkipped: true, card: null }, [{ type: 'dropMedia', role: 'card' }]);
}

function onDelivered(session: Session, role: Role): Transition {
  const expected: StateName = role === 'face' ? 'face.recording' : 'card.scanning';
  if (session.name !== expected) return refuse(session);
  const tries = { ...session.tries, [role]: session.tries[role] + 1 };
  const checking: StateName = role === 'face' ? 'face.checking' : 'card.checking';
  return go(session, checking, { tries }, [{ type: 'check', role }]);
}

function onChecked(session: Session, role: Role, capture: Capture, rules: SessionRules): Transition {
  if (session.name !== checkingState(role)) return refuse(session);
  if (capture.summary.outcome === 'fail') {
    const reason: RetakeReason = { roles: [role], cause: 'precheck', summary: capture.summary, failure: null };
    return toRetake(session, reason, rules);
  }
  return afterCapture({ ...session, [role]: capture, retake: null });
}

function onCheckFailed(session: Session, role: Role, failure: Failure, rules: SessionRules): Transition {
  if (session.name !== checkingState(role)) return refuse(session);
  return toRetake(session, { roles: [role], cause: 'precheck', summary: null, failure }, rules);
}

const checkingState = (role: Role): StateName => (role === 'face' ? 'face.checking' : 'card.checking');

/** The next capture still missing, or the review when nothing is. */
function afterCapture(session: Session): Transition {
  if (session.face === null) return go(session, 'face.ready');
  if (session.card === null && !session.cardSkipped) return go(session, 'card.ready');
  return go(session, 'review', { failure: null });
}

/** Drops what has to be taken again; after the last try a person takes over. */
function toRetake(session: Session, reason: RetakeReason, rules: SessionRules): Transition {
  const dropped = {
    face: reason.roles.includes('face') ? null : session.face,
    card: reason.roles.includes('card') ? null : session.card,
    cardSkipped: reason.roles.includes('card') ? false : session.cardSkipped,
    retake: reason,
    verdict: null,
    receipt: { state: 'none' } as const,
    failure: null,
    progress: null,
    cancelling: false,
  };
  const effects = reason.roles.map((role): SessionEffect => ({ type: 'dropMedia', role }));
  const spent = reason.roles.some((role) => session.tries[role] >= rules.maxTries);
  if (spent && reason.cause !== 'camera') {
    return go(session, 'attendant', { ...dropped, attendant: 'tooManyRetakes' }, effects);
  }
  return go(session, 'retake', dropped, effects);
}

const RETAKE_ROLES = {
  finish: [],
  retakeFace: ['face'],
  retakeCard: ['card'],
  retakeBoth: ['face', 'card'],
  askReviewer: [],
  callSupport: [],
  tryLater: [],
  decideResend: [],
} as const satisfies Record<NextStep, readonly Role[]>;

function onRetakeIntent(session: Session, roles: readonly Role[], rules: SessionRules): Transition {
  if (session.name === 'review') {
    return toRetake(session, { roles, cause: 'person', summary: null, failure: null }, rules);
  }
  if (session.name !== 'verdict' || session.verdict === null) return refuse(session);
  // After a verdict only what the service found wanting may be taken again.
  const allowed: readonly Role[] = RETAKE_ROLES[session.verdict.nextStep];
  if (!roles.every((role) => allowed.includes(role))) return refuse(session);
  return toRetake(session, { roles, cause: 'service', summary: null, failure: null }, rules);
}

function onContinue(session: Session): Transition {
  return session.name === 'retake' ? afterCapture(session) : refuse(session);
}

const readyToSend = (session: Session, rules: SessionRules): boolean =>
  session.face !== null && (session.card !== null || (session.cardSkipped && !rules.cardRequired));

function onSubmit(session: Session, rules: SessionRules): Transition {
  if (session.name !== 'review' || !readyToSend(session, rules)) return refuse(session);
  return send(session);
}

/** Only a person's word sends again after an unknown outcome, and it is said that it may cost twice. */
function onResend(session: Session): Transition {
  return session.name === 'outcomeUnknown' && session.face !== null ? send(session) : refuse(session);
}

function send(session: Session): Transition {
  const tries = { ...session.tries, sends: session.tries.sends + 1 };
  const changes = { tries, progress: null, failure: null, verdict: null, cancelling: false };
  return go(session, 'sending', changes, [{ type: 'send' }]);
}

function onProgress(session: Session, sentBytes: number, totalBytes: number): Transition {
  if (session.name !== 'sending') return refuse(session);
  return go(session, 'sending', { progress: { sentBytes, totalBytes } });
}

function onAnswered(session: Session, verdict: Verdict, rules: SessionRules): Transition {
  if (session.name !== 'sending') return refuse(session);
  const shown = { verdict, progress: null, cancelling: false };
  const roles: readonly Role[] = RETAKE_ROLES[verdict.nextStep];
  const spent = roles.some((role) => session.tries[role] >= rules.maxTries);
  if (spent) return go(session, 'verdict', { ...shown, attendant: 'tooManyRetakes' });
  return go(session, 'verdict', shown);
}

function onNotSent(session: Session, failure: Failure): Transition {
  if (session.name !== 'sending') return refuse(session);
  if (session.cancelling) return wipe(session);
  return go(session, 'review', { failure, progress: null });
}

function onSendUnknown(session: Session, failure: Failure): Transition {
  if (session.name !== 'sending') return refuse(session);
  return go(session, 'outcomeUnknown', { failure, progress: null, cancelling: false });
}

function onFinish(session: Session): Transition {
  const finishable: readonly StateName[] = ['verdict', 'attendant', 'outcomeUnknown', 'fault', 'retake'];
  return finishable.includes(session.name) ? wipe(session) : refuse(session);
}

function onCancel(session: Session): Transition {
  if (session.name === 'idle' || session.name === 'wiping') return refuse(session);
  return session.name === 'sending' ? stopSending(session) : wipe(session);
}

/** What became of the request is told by the send effect: it ends as notSent, unknown or answered. */
function stopSending(session: Session): Transition {
  return go(session, 'sending', { cancelling: true }, [{ type: 'abortWork' }]);
}

function onCallAttendant(session: Session): Transition {
  const busy: readonly StateName[] = ['idle', 'wiping', 'sending', 'printing', 'attendant'];
  if (busy.includes(session.name)) return refuse(session);
  return go(session, 'attendant', { attendant: 'person' }, [{ type: 'abortWork' }]);
}

function onDeadline(session: Session): Transition {
  switch (session.name) {
    case 'idle':
      return refuse(session);
    case 'sending':
      return stopSending(session);
    case 'printing':
      return go(session, 'verdict', { receipt: { state: 'failed', failure: { code: 'printerFailed' } } }, [
        { type: 'abortWork' },
      ]);
    case 'wiping':
      return go(session, 'wiping', {}, [{ type: 'wipe' }]);
    default:
      return wipe(session);
  }
}

/** Something that should not break broke. While sending, what left the machine may still be billed. */
function onBroken(session: Session, failure: Failure): Transition {
  if (session.name === 'idle' || session.name === 'wiping') return refuse(session);
  if (session.name === 'sending') return go(session, 'outcomeUnknown', { failure }, [{ type: 'abortWork' }]);
  return go(session, 'fault', { failure }, [{ type: 'abortWork' }]);
}
