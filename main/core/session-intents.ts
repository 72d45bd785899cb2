import type { Failure } from './failure.ts';
import type { Language } from './language.ts';
import { assertNever } from './result.ts';
import { idleSession, type SessionRules, type Transition } from './session-events.ts';
import {
  afterCapture,
  go,
  refuse,
  RETAKE_ROLES,
  send,
  stopSending,
  toRetake,
  wipe,
} from './session-moves.ts';
import type { Intent, Role, Session, StateName } from './session-shape.ts';

/** What a person asked for. */
export function onIntent(
  session: Session,
  intent: Intent,
  newSessionId: string,
  rules: SessionRules,
): Transition {
  switch (intent.type) {
    case 'start':
      return onStart(session, intent.language, newSessionId, rules);
    case 'setLanguage':
      return go(session, session.name, { language: intent.language });
    case 'giveConsent':
      return session.name === 'consent' ? go(session, 'face.ready') : refuse(session);
    case 'recordingStarted':
      return session.name === 'face.ready' ? go(session, 'face.recording') : refuse(session);
    case 'recordingStopped':
      return session.name === 'face.recording' ? go(session, 'face.ready') : refuse(session);
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
    case 'withdrawConsent':
      return onWithdraw(session);
    case 'cancel':
      return onCancel(session);
    case 'callAttendant':
      return onCallAttendant(session);
    case 'park':
      return onPark(session, rules);
    case 'openParked':
    case 'eraseParked':
      return session.name === 'idle'
        ? go(session, 'idle', { failure: null }, [{ type: intent.type, reference: intent.reference }])
        : refuse(session);
    case 'acknowledgeUnknown':
      return session.name === 'idle' ? go(session, 'idle', {}, [{ type: 'acknowledge' }]) : refuse(session);
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

/**
 * Only a person's word sends the same captures again: after an unknown outcome, where it is said that it may cost
 * twice, and after a service that asked to be left alone for a while.
 */
function onResend(session: Session): Transition {
  const { name, verdict, attendant, parking } = session;
  const wasPutOff = name === 'verdict' && verdict?.nextStep === 'tryLater' && attendant === null;
  const isUnknown = name === 'outcomeUnknown' && parking !== true;
  return (isUnknown || wasPutOff) && session.face !== null ? send(session) : refuse(session);
}

/** The state stays until the media are safely sealed; only then are they wiped here. */
function onPark(session: Session, rules: SessionRules): Transition {
  const canPark =
    session.name === 'outcomeUnknown' &&
    rules.mayPark === true &&
    session.face !== null &&
    session.parking !== true;
  return canPark ? go(session, 'outcomeUnknown', { parking: true }, [{ type: 'park' }]) : refuse(session);
}

function onFinish(session: Session): Transition {
  const finishable: readonly StateName[] = ['verdict', 'attendant', 'outcomeUnknown', 'fault', 'retake'];
  if (!finishable.includes(session.name) || session.parking === true) return refuse(session);
  const wiping = wipe(session);
  // Who finishes without a result refuses to send again: what may be parked of this check goes too.
  if (session.name !== 'outcomeUnknown' || session.sessionId === null) return wiping;
  return { ...wiping, effects: [...wiping.effects, { type: 'eraseParked', reference: session.sessionId }] };
}

function onCancel(session: Session): Transition {
  if (session.name === 'idle' || session.name === 'wiping' || session.parking === true)
    return refuse(session);
  return session.name === 'sending' ? stopSending(session) : wipe(session);
}

/** Consent can be taken back as long as nothing has left this machine. */
function onWithdraw(session: Session): Transition {
  const before: readonly StateName[] = ['idle', 'consent', 'sending', 'wiping'];
  return before.includes(session.name) || session.tries.sends > 0 ? refuse(session) : wipe(session);
}

function onCallAttendant(session: Session): Transition {
  const busy: readonly StateName[] = ['idle', 'wiping', 'sending', 'printing', 'attendant'];
  if (busy.includes(session.name) || session.parking === true) return refuse(session);
  return go(session, 'attendant', { attendant: 'person' }, [{ type: 'abortWork' }]);
}
