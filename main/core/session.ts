import type { Failure } from './failure.ts';
import { assertNever } from './result.ts';
import { idleSession, type SessionEvent, type SessionRules, type Transition } from './session-events.ts';
import { onIntent } from './session-intents.ts';
import { afterCapture, go, refuse, RETAKE_ROLES, stopSending, toRetake, wipe } from './session-moves.ts';
import type { Capture, RetakeReason, Role, Session, StateName } from './session-shape.ts';

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
      return onAnswered(session, event, rules);
    case 'notSent':
      return onNotSent(session, event.failure);
    case 'sendUnknown':
      return onSendUnknown(session, event.failure);
    case 'receiptEnded':
      return session.name === 'printing'
        ? go(session, 'verdict', { receipt: event.receipt })
        : refuse(session);
    case 'parked':
      return session.name === 'outcomeUnknown' ? wipe(session) : refuse(session);
    case 'parkingFailed':
      return onParkingFailed(session, event.failure);
    case 'unparked':
      return onUnparked(session, event, rules);
    case 'deskChanged':
      return go(session, session.name);
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
    const reason: RetakeReason = {
      roles: [role],
      cause: 'precheck',
      summary: capture.summary,
      failure: null,
    };
    return toRetake(session, reason, rules);
  }
  return afterCapture({ ...session, [role]: capture, retake: null });
}

function onCheckFailed(session: Session, role: Role, failure: Failure, rules: SessionRules): Transition {
  if (session.name !== checkingState(role)) return refuse(session);
  return toRetake(session, { roles: [role], cause: 'precheck', summary: null, failure }, rules);
}

const checkingState = (role: Role): StateName => (role === 'face' ? 'face.checking' : 'card.checking');

function onProgress(session: Session, sentBytes: number, totalBytes: number): Transition {
  if (session.name !== 'sending') return refuse(session);
  return go(session, 'sending', { progress: { sentBytes, totalBytes } });
}

function onAnswered(
  session: Session,
  { verdict, handOver }: Extract<SessionEvent, { type: 'answered' }>,
  rules: SessionRules,
): Transition {
  if (session.name !== 'sending') return refuse(session);
  const shown = { verdict, handOver, progress: null, cancelling: false, openOutcome: false };
  const roles: readonly Role[] = RETAKE_ROLES[verdict.nextStep];
  const spent = roles.some((role) => session.tries[role] >= rules.maxTries);
  if (spent) return go(session, 'verdict', { ...shown, attendant: 'tooManyRetakes' });
  if (verdict.nextStep === 'tryLater' && session.tries.sends >= rules.maxTries)
    return go(session, 'verdict', { ...shown, attendant: 'serviceRefused' });
  return go(session, 'verdict', shown);
}

function onNotSent(session: Session, failure: Failure): Transition {
  if (session.name !== 'sending') return refuse(session);
  // A second request that never left does not settle the first.
  if (session.openOutcome === true) return toUnknown(session, failure);
  if (session.cancelling) return wipe(session);
  return go(session, 'review', { failure, progress: null });
}

const toUnknown = (session: Session, failure: Failure): Transition =>
  go(session, 'outcomeUnknown', { failure, progress: null, cancelling: false, openOutcome: true });

function onParkingFailed(session: Session, failure: Failure): Transition {
  const isThere = session.name === 'idle' || session.name === 'outcomeUnknown';
  return isThere ? go(session, session.name, { failure, parking: false }) : refuse(session);
}

/** A parked check is taken up where it was left: nobody knows its outcome, and a person decides. */
function onUnparked(
  session: Session,
  { reference, face, card }: Extract<SessionEvent, { type: 'unparked' }>,
  rules: SessionRules,
): Transition {
  if (session.name !== 'idle') return refuse(session);
  return go({ ...idleSession(rules.defaultLanguage), language: session.language }, 'outcomeUnknown', {
    sessionId: reference,
    face,
    card,
    cardSkipped: card === null,
    tries: { face: 1, card: card === null ? 0 : 1, sends: 1 },
    failure: { code: 'outcomeUnknown' },
    openOutcome: true,
  });
}

function onSendUnknown(session: Session, failure: Failure): Transition {
  if (session.name !== 'sending') return refuse(session);
  return toUnknown(session, failure);
}

function onDeadline(session: Session): Transition {
  switch (session.name) {
    case 'idle':
      return refuse(session);
    case 'sending':
      return stopSending(session, { timedOut: true });
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
  if (session.name === 'sending') return { ...toUnknown(session, failure), effects: [{ type: 'abortWork' }] };
  // Nothing can be done with the media any more: they go now, not when the screen is left.
  return go(session, 'fault', { failure, face: null, card: null, parking: false }, [
    { type: 'abortWork' },
    { type: 'dropMedia', role: 'face' },
    { type: 'dropMedia', role: 'card' },
  ]);
}
