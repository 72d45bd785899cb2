import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { transition } from '../../main/core/session.ts';
import {
  DEADLINES_MS,
  idleSession,
  type SessionEvent,
  type SessionRules,
} from '../../main/core/session-events.ts';
import { sessionSchema, stateNames, type Session } from '../../main/core/session-shape.ts';
import { capture, intent, verdict } from './samples.ts';

const CAMERA = { camera: 'usb:046d:082d', widthPx: 1280, heightPx: 960, framesPerSecond: 30 };
const rules: SessionRules = { maxTries: 3, cardRequired: true, defaultLanguage: 'vi' };
const parkingRules: SessionRules = { ...rules, mayPark: true };

const run = (events: readonly SessionEvent[], from: Session = idleSession('vi'), by = rules): Session =>
  events.reduce((session, event) => transition(session, event, by).session, from);

const toReview: readonly SessionEvent[] = [
  intent({ type: 'start', language: 'en' }),
  intent({ type: 'giveConsent' }),
  intent({ type: 'recordingStarted' }),
  { type: 'delivered', role: 'face', camera: CAMERA },
  { type: 'checked', role: 'face', capture: capture('pass') },
  intent({ type: 'scanStarted' }),
  { type: 'delivered', role: 'card', camera: CAMERA },
  { type: 'checked', role: 'card', capture: capture('warn') },
];
const toVerdict = (step: Parameters<typeof verdict>[0]): readonly SessionEvent[] => [
  ...toReview,
  intent({ type: 'submit' }),
  { type: 'answered', verdict: verdict(step) },
];

describe('the journey', () => {
  it('goes from welcome to review when both prechecks let it', () => {
    expect(run(toReview)).toMatchObject({
      name: 'review',
      language: 'en',
      tries: { face: 1, card: 1, sends: 0 },
    });
  });

  it('ends in wiping and then idle with nothing kept', () => {
    const wiping = run([...toVerdict('finish'), intent({ type: 'finish' })]);
    expect(wiping.name).toBe('wiping');
    expect(run([{ type: 'wiped' }], wiping)).toEqual(idleSession('vi'));
  });

  it('asks for a retake when the precheck fails and names the findings', () => {
    const session = run([
      ...toReview.slice(0, 4),
      { type: 'checked', role: 'face', capture: capture('fail') },
    ]);
    expect(session).toMatchObject({
      name: 'retake',
      face: null,
      retake: { roles: ['face'], cause: 'precheck' },
    });
  });

  it('calls an attendant after the last try', () => {
    const attempt: readonly SessionEvent[] = [
      intent({ type: 'recordingStarted' }),
      { type: 'delivered', role: 'face', camera: CAMERA },
      { type: 'checked', role: 'face', capture: capture('fail') },
      intent({ type: 'continue' }),
    ];
    const session = run([...toReview.slice(0, 2), ...attempt, ...attempt, ...attempt]);
    expect(session).toMatchObject({ name: 'attendant', attendant: 'tooManyRetakes' });
  });

  it('keeps the face when only the card has to be taken again', () => {
    const session = run([
      ...toVerdict('retakeCard'),
      intent({ type: 'retake', roles: ['card'] }),
      intent({ type: 'continue' }),
    ]);
    expect(session.name).toBe('card.ready');
    expect(session.face).not.toBeNull();
    expect(session.card).toBeNull();
  });

  it.each([
    ['retakeFace', ['face'], 'face.ready'],
    ['retakeCard', ['card'], 'card.ready'],
    ['retakeBoth', ['face', 'card'], 'face.ready'],
  ] as const)('after %s takes only %j again and keeps the rest', (step, roles, next) => {
    const session = run([
      ...toVerdict(step),
      intent({ type: 'retake', roles }),
      intent({ type: 'continue' }),
    ]);
    expect(session.name).toBe(next);
    expect({ face: session.face === null, card: session.card === null }).toEqual({
      face: (roles as readonly string[]).includes('face'),
      card: (roles as readonly string[]).includes('card'),
    });
  });

  it('refuses to retake what the service did not find wanting', () => {
    const session = run(toVerdict('retakeCard'));
    for (const roles of [['face'], ['face', 'card']] as const)
      expect(transition(session, intent({ type: 'retake', roles }), rules).accepted).toBe(false);
  });

  it('hands over to an attendant when the policy allows no further try, and offers none', () => {
    const oneTry = { ...rules, maxTries: 1 };
    const session = run(toVerdict('retakeCard'), idleSession('vi'), oneTry);
    expect(session).toMatchObject({ name: 'verdict', attendant: 'tooManyRetakes' });
    const asked = transition(session, intent({ type: 'retake', roles: ['card'] }), oneTry);
    expect(asked.session).toMatchObject({ name: 'attendant', attendant: 'tooManyRetakes' });
  });

  it('sends the same captures again after a service that asked to wait, up to the policy limit', () => {
    const putOff = { type: 'answered', verdict: { ...verdict('tryLater'), retryAfterMs: 30_000 } } as const;
    const first = run([...toReview, intent({ type: 'submit' }), putOff]);
    expect(first.verdict?.retryAfterMs).toBe(30_000);
    const again = transition(first, intent({ type: 'resend' }), rules);
    expect(again).toMatchObject({ session: { name: 'sending', verdict: null }, effects: [{ type: 'send' }] });
    expect(again.session.face).toEqual(first.face);
    const third = run([putOff, intent({ type: 'resend' }), putOff], again.session);
    expect(third).toMatchObject({ name: 'verdict', attendant: 'serviceRefused', tries: { sends: 3 } });
    expect(transition(third, intent({ type: 'resend' }), rules).accepted).toBe(false);
  });

  it('sends nothing again after any other verdict', () => {
    for (const step of ['finish', 'retakeFace', 'askReviewer', 'callSupport'] as const)
      expect(transition(run(toVerdict(step)), intent({ type: 'resend' }), rules).accepted).toBe(false);
  });

  it('refuses to retake after an approval', () => {
    const approved = run(toVerdict('finish'));
    expect(transition(approved, intent({ type: 'retake', roles: ['face'] }), rules).accepted).toBe(false);
  });
});

describe('sending', () => {
  const sending = run([...toReview, intent({ type: 'submit' })]);

  it('is asked for exactly once', () => {
    expect(transition(run(toReview), intent({ type: 'submit' }), rules).effects).toEqual([{ type: 'send' }]);
    expect(transition(sending, intent({ type: 'submit' }), rules).accepted).toBe(false);
  });

  it('returns to review when nothing left the machine', () => {
    expect(run([{ type: 'notSent', failure: failure('serviceUnreachable') }], sending)).toMatchObject({
      name: 'review',
      failure: { code: 'serviceUnreachable' },
    });
  });

  it('leaves the decision to a person when the outcome is unknown', () => {
    const unknown = run([{ type: 'sendUnknown', failure: failure('outcomeUnknown') }], sending);
    expect(unknown.name).toBe('outcomeUnknown');
    expect(transition(unknown, intent({ type: 'resend' }), rules).effects).toEqual([{ type: 'send' }]);
  });

  it('keeps the first outcome open when the second request never left', () => {
    const again = run(
      [
        { type: 'sendUnknown', failure: failure('outcomeUnknown') },
        intent({ type: 'resend' }),
        { type: 'notSent', failure: failure('serviceUnreachable') },
      ],
      sending,
    );
    expect(again).toMatchObject({ name: 'outcomeUnknown', failure: { code: 'serviceUnreachable' } });
    const resend = intent({ type: 'resend' });
    const notSent: SessionEvent = { type: 'notSent', failure: failure('cancelled') };
    expect(run([resend, intent({ type: 'cancel' }), notSent], again).name).toBe('outcomeUnknown');
    // An answer settles it.
    const putOff: SessionEvent = { type: 'answered', verdict: verdict('tryLater') };
    expect(run([resend, putOff, resend, notSent], again, { ...rules, maxTries: 9 }).name).toBe('review');
  });

  it('waits for the truth about the request when it is cancelled', () => {
    const cancelled = transition(sending, intent({ type: 'cancel' }), rules);
    expect(cancelled).toMatchObject({
      session: { name: 'sending', cancelling: true },
      effects: [{ type: 'abortWork' }],
    });
    expect(run([{ type: 'notSent', failure: failure('cancelled') }], cancelled.session).name).toBe('wiping');
  });

  it('says unknown, not fault, when something breaks meanwhile', () => {
    expect(run([{ type: 'broken', failure: failure('internal') }], sending).name).toBe('outcomeUnknown');
  });
});

describe('parking', () => {
  const mayPark = parkingRules;
  const unknown = run([
    ...toReview,
    intent({ type: 'submit' }),
    { type: 'sendUnknown', failure: failure('outcomeUnknown') },
  ]);
  const park = intent({ type: 'park', customerAgrees: true });

  it('is refused where the policy does not allow it, and anywhere but after an unknown outcome', () => {
    expect(transition(unknown, park, rules).accepted).toBe(false);
    expect(transition(run(toReview), park, mayPark).accepted).toBe(false);
    expect(transition(idleSession('vi'), park, mayPark).accepted).toBe(false);
  });

  it('keeps the session until the media are sealed, and lets nothing else be decided meanwhile', () => {
    const parking = transition(unknown, park, mayPark);
    expect(parking).toMatchObject({ session: { name: 'outcomeUnknown' }, effects: [{ type: 'park' }] });
    for (const type of ['resend', 'finish', 'cancel'] as const)
      expect(transition(parking.session, intent({ type }), mayPark).accepted).toBe(false);
    expect(transition(parking.session, park, mayPark).accepted).toBe(false);
    expect(run([{ type: 'parked' }], parking.session, mayPark).name).toBe('wiping');
    const failed = run([{ type: 'parkingFailed', failure: failure('diskFull') }], parking.session, mayPark);
    expect(failed).toMatchObject({ name: 'outcomeUnknown', failure: { code: 'diskFull' } });
    expect(transition(failed, intent({ type: 'resend' }), mayPark).effects).toEqual([{ type: 'send' }]);
  });

  it('is taken up again from welcome only, where a person decides about sending', () => {
    const face = capture('pass');
    const unparked: SessionEvent = { type: 'unparked', reference: 'K7QM-2XTA-9P', face, card: null };
    const session = run([unparked]);
    expect(session).toMatchObject({ name: 'outcomeUnknown', sessionId: 'K7QM-2XTA-9P', cardSkipped: true });
    expect(transition(session, intent({ type: 'withdrawConsent' }), mayPark).accepted).toBe(false);
    expect(transition(run(toReview), unparked, mayPark).accepted).toBe(false);
    const open = intent({ type: 'openParked', reference: 'K7QM-2XTA-9P' });
    expect(transition(run(toReview), open, mayPark).accepted).toBe(false);
  });

  it('ends for good when a person finishes without a result, but not when a deadline does', () => {
    const erased = { type: 'eraseParked', reference: 'session-1' };
    expect(transition(unknown, intent({ type: 'finish' }), mayPark).effects).toContainEqual(erased);
    expect(transition(unknown, { type: 'deadline' }, mayPark).effects).not.toContainEqual(erased);
  });
});

describe('every state', () => {
  const anyEvent = fc.oneof(
    fc.constantFrom<SessionEvent>(
      ...toVerdict('retakeBoth'),
      ...toVerdict('finish'),
      ...toVerdict('tryLater'),
      { type: 'deadline' },
      { type: 'wiped' },
      { type: 'broken', failure: failure('internal') },
      { type: 'notSent', failure: failure('cancelled') },
      { type: 'sendUnknown', failure: failure('outcomeUnknown') },
      { type: 'checked', role: 'face', capture: capture('fail') },
      { type: 'checkFailed', role: 'card', failure: failure('ffmpegFailed') },
      { type: 'receiptEnded', receipt: { state: 'sentToPrinter' } },
      { type: 'progress', sentBytes: 1, totalBytes: 2 },
      intent({ type: 'cancel' }),
      intent({ type: 'finish' }),
      intent({ type: 'continue' }),
      intent({ type: 'resend' }),
      intent({ type: 'park', customerAgrees: true }),
      intent({ type: 'openParked', reference: 'K7QM-2XTA-9P' }),
      { type: 'parked' },
      { type: 'parkingFailed', failure: failure('parkingFailed') },
      { type: 'deskChanged' },
      intent({ type: 'print' }),
      intent({ type: 'skipCard' }),
      intent({ type: 'callAttendant' }),
      intent({ type: 'retake', roles: ['face'] }),
      intent({ type: 'captureFailed', role: 'face', failure: failure('cameraFailed') }),
    ),
  );

  it('has a deadline, but for idle', () => {
    expect(stateNames.filter((name) => DEADLINES_MS[name] === null)).toEqual(['idle']);
  });

  it('is left by itself: deadlines alone lead to idle through wiping, whatever happened before', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let session = run(events, idleSession('vi'), parkingRules);
        for (let step = 0; step < 6 && session.name !== 'idle'; step += 1) {
          const before = session.name;
          session = run([{ type: 'deadline' }], session);
          if (session.name === 'sending')
            session = run([{ type: 'sendUnknown', failure: failure('outcomeUnknown') }], session);
          if (before === 'wiping') session = run([{ type: 'wiped' }], session);
        }
        // At welcome a parked check that could not be opened leaves its failure on the screen, and nothing else.
        const { parking: _parking, ...kept } = { ...session, failure: null };
        expect(kept).toEqual(idleSession('vi'));
      }),
    );
  });

  it('reaches idle only from wiping, sends only where a person may ask for it, and stays a valid record', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 80 }), (events) => {
        let session = idleSession('vi');
        for (const event of events) {
          const next = transition(session, event, parkingRules);
          const becameIdle = next.session.name === 'idle' && session.name !== 'idle';
          expect(becameIdle && session.name !== 'wiping').toBe(false);
          const sends = next.effects.filter((effect) => effect.type === 'send').length;
          const wasPutOff = session.name === 'verdict' && session.verdict?.nextStep === 'tryLater';
          const maySend = session.name === 'review' || session.name === 'outcomeUnknown' || wasPutOff;
          const hasBoth = next.session.face !== null && next.session.card !== null;
          expect(sends).toBeLessThanOrEqual(maySend && hasBoth ? 1 : 0);
          session = next.session;
          sessionSchema.parse(session);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('while media are being parked', () => {
  const parking: Session = { ...idleSession('vi'), name: 'outcomeUnknown', sessionId: 's', parking: true };

  it('nobody can call an attendant, whose screen would then have no way out', () => {
    expect(transition(parking, intent({ type: 'callAttendant' }), parkingRules).accepted).toBe(false);
  });

  it('a break leads to a fault that can be left', () => {
    const broken = transition(
      parking,
      { type: 'broken', failure: { code: 'internal' } },
      parkingRules,
    ).session;
    expect(broken.name).toBe('fault');
    expect(transition(broken, intent({ type: 'finish' }), parkingRules).session.name).toBe('wiping');
  });
});
