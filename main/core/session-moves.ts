import type { SessionEffect, SessionRules, Transition } from './session-events.ts';
import type { RetakeReason, Role, Session, StateName } from './session-shape.ts';
import type { NextStep } from './verdict-shape.ts';

export function go(
  session: Session,
  name: StateName,
  changes: Partial<Session> = {},
  effects: readonly SessionEffect[] = [],
): Transition {
  return { session: { ...session, ...changes, name }, effects, accepted: true };
}

export function refuse(session: Session): Transition {
  return { session, effects: [], accepted: false };
}

export const wipe = (session: Session): Transition =>
  go(session, 'wiping', { progress: null, cancelling: false }, [{ type: 'abortWork' }, { type: 'wipe' }]);

/** The next capture still missing, or the review when nothing is. */
export function afterCapture(session: Session): Transition {
  if (session.face === null) return go(session, 'face.ready');
  if (session.card === null && !session.cardSkipped) return go(session, 'card.ready');
  return go(session, 'review', { failure: null });
}

/** Drops what has to be taken again; after the last try a person takes over. */
export function toRetake(session: Session, reason: RetakeReason, rules: SessionRules): Transition {
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

export const RETAKE_ROLES = {
  finish: [],
  retakeFace: ['face'],
  retakeCard: ['card'],
  retakeBoth: ['face', 'card'],
  askReviewer: [],
  callSupport: [],
  tryLater: [],
  decideResend: [],
} as const satisfies Record<NextStep, readonly Role[]>;

export function send(session: Session): Transition {
  const tries = { ...session.tries, sends: session.tries.sends + 1 };
  const changes = { tries, progress: null, failure: null, verdict: null, cancelling: false, timedOut: false };
  return go(session, 'sending', changes, [{ type: 'send' }]);
}

/** What became of the request is told by the send effect: it ends as notSent, unknown or answered. */
export function stopSending(session: Session, changes: Partial<Session> = {}): Transition {
  return go(session, 'sending', { ...changes, cancelling: true }, [{ type: 'abortWork' }]);
}
