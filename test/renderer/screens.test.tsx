import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { customerView, type CustomerSetting } from '../../main/core/customer-view.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import type { Session } from '../../main/core/session-shape.ts';
import { stateNames } from '../../main/core/session-shape.ts';
import type { Mode } from '../../main/core/verdict-shape.ts';
import { CustomerPage } from '../../renderer/customer/customer.tsx';
import { drawScreen as draw } from './draw-screen.tsx';
import { sampleInfo, sampleSessions } from './sample-sessions.ts';

const languages = ['vi', 'en'] as const;
const modes = ['practice', 'live'] as const;

const has = (html: string, testId: string): boolean => html.includes(`data-testid="${testId}"`);

describe('screens', () => {
  it('has a sample for every state', () => {
    const shown = new Set(Object.values(sampleSessions('vi', 'practice')).map((session) => session.name));
    expect(shown).toEqual(new Set(stateNames));
  });

  describe.each(languages)('in %s', (language) => {
    describe.each(modes)('in %s mode', (mode) => {
      const looks = Object.entries(sampleSessions(language, mode));

      it.each(looks)('%s carries the test id of its state and speaks', (_look, session) => {
        const html = draw(session, mode);
        expect(has(html, `screen-${session.name.replaceAll('.', '-')}`)).toBe(true);
        expect(html).toMatch(/<h1[^>]*>[^<]{3,}/);
        expect(html).not.toMatch(/undefined|\[object|NaN/);
      });

      it.each(looks)('%s shows the practice mark in practice mode only', (_look, session) => {
        expect(has(draw(session, mode), 'practice-banner')).toBe(mode === 'practice');
      });

      it.each(looks)('%s can be cancelled unless nothing is there to cancel', (_look, session) => {
        const without = session.name === 'idle' || session.name === 'wiping' || session.cancelling;
        expect(has(draw(session, mode), 'cancel')).toBe(!without);
      });
    });
  });
});

describe("the customer's own screen", () => {
  const setting = {
    may: ['language', 'consent'],
    recordingMs: 5500,
    handsOver: false,
    consentAct: 'tickAndPress',
    appearance: sampleInfo('live').appearance,
  } as const;
  const drawCustomer = (session: Session, mode: Mode, may: CustomerSetting['may'] = setting.may): string =>
    renderToStaticMarkup(
      <CustomerPage
        view={customerView(session, { ...setting, mode, may }, null)}
        stream={null}
        act={() => undefined}
      />,
    );

  describe.each(languages)('in %s', (language) => {
    it.each(Object.entries(sampleSessions(language, 'practice')))(
      '%s speaks, carries the practice mark in practice mode only, and shows no code',
      (_look, session) => {
        const html = drawCustomer(session, 'practice');
        expect(html).toMatch(/<h1[^>]*>[^<]{3,}/);
        expect(html).not.toMatch(/undefined|\[object|NaN/);
        expect(has(html, 'practice-banner')).toBe(true);
        expect(html).not.toMatch(/class="code"|99[.,]97/);
        expect(has(drawCustomer(session, 'live'), 'practice-banner')).toBe(false);
      },
    );
  });

  it('offers nothing to touch unless the policy says so', () => {
    const consent = sampleSessions('vi', 'live')['consent'] ?? never();
    expect(drawCustomer(consent, 'live', [])).not.toMatch(/<button|<input/);
    expect(has(drawCustomer(consent, 'live'), 'customer-agree')).toBe(true);
    expect(has(drawCustomer(consent, 'live', ['language']), 'customer-agree')).toBe(false);
  });
});

describe('controls', () => {
  const looks = sampleSessions('vi', 'practice');
  const drawLook = (look: string, cardRequired = false): string => {
    const session = looks[look];
    if (session === undefined) throw new Error(`no look ${look}`);
    return draw(session, 'practice', cardRequired);
  };

  it.each([
    ['idle', ['start', 'language-vi', 'language-en']],
    ['consent', ['consent-check', 'consent-continue', 'cancel']],
    ['face-ready', ['record', 'cancel', 'call-attendant']],
    ['card-ready', ['scan', 'skip-card', 'cancel', 'call-attendant']],
    ['review', ['submit', 'retake-face', 'retake-card']],
    ['sending', ['cancel']],
    ['verdict-approved', ['print', 'finish']],
    ['verdict-retake-card', ['print', 'finish', 'retake-card']],
    ['retake-face', ['continue', 'call-attendant']],
    ['attendant', ['finish']],
    ['outcome-unknown', ['resend', 'finish']],
    ['fault', ['finish']],
  ])('%s offers %j', (look, ids) => {
    const html = drawLook(look);
    expect(ids.filter((id) => !has(html, id))).toEqual([]);
  });

  it('consent starts unticked and cannot be passed without the tick', () => {
    const html = drawLook('consent');
    expect(html).not.toMatch(/data-testid="consent-check"[^>]*checked/);
    expect(html).toMatch(/data-testid="consent-continue"[^>]*disabled/);
  });

  it('the card cannot be skipped where the bank requires it', () => {
    expect(has(drawLook('card-ready', true), 'skip-card')).toBe(false);
  });

  it('nothing is offered to retake after an approval', () => {
    const html = drawLook('verdict-approved');
    expect(has(html, 'retake-face') || has(html, 'retake-card')).toBe(false);
  });

  it('says why a send did not leave, with its code', () => {
    expect(drawLook('review-not-sent')).toContain('serviceUnreachable');
  });

  it('sending again after an unknown outcome is warned to cost twice', () => {
    expect(drawLook('outcome-unknown')).toContain(catalogues.vi.screens.outcomeUnknown.cost);
  });

  it('every camera error name has its own sentence, and an unknown one a general sentence', () => {
    const base = looks['retake-camera'];
    if (base?.retake === null || base === undefined) throw new Error('no camera look');
    const { errors } = catalogues.vi.screens.camera;
    for (const [name, words] of Object.entries(errors)) {
      const failure = { code: 'cameraFailed', detail: name } as const;
      const html = draw({ ...base, retake: { ...base.retake, failure } }, 'practice');
      expect(html).toContain(words.title);
    }
    const failure = { code: 'cameraFailed', detail: 'toString' } as const;
    expect(draw({ ...base, retake: { ...base.retake, failure } }, 'practice')).toContain(
      errors.unknown.title,
    );
  });

  it('tells at welcome of calls without an outcome, until they are noted', () => {
    const html = draw(sampleSessions('en', 'live')['idle-unresolved'] ?? never(), 'live');
    expect(html).toContain('K7QM-2XTA-9P');
    expect(html).toContain('may have been charged');
    expect(has(html, 'acknowledge')).toBe(true);
    expect(has(draw(sampleSessions('en', 'live')['idle'] ?? never(), 'live'), 'unresolved')).toBe(false);
  });

  it('says how long the service asks to wait and offers to send the kept captures again', () => {
    const html = draw(sampleSessions('en', 'live')['verdict-put-off'] ?? never(), 'live');
    expect(html).toContain('Try again in 30 seconds.');
    expect(html).toContain('Each sending may be charged.');
    expect(has(html, 'resend')).toBe(true);
    // Where the service said nothing to judge, there is nothing to list.
    expect(html).not.toContain('In numbers');
    const vietnamese = draw(sampleSessions('vi', 'live')['verdict-put-off'] ?? never(), 'live');
    expect(vietnamese).toContain('thử lại sau 30 giây');
  });

  it.each([
    ['verdict-put-off-for-good', 'does not accept requests from this station', 'kept for sending again'],
    ['verdict-no-more-tries', 'A colleague will help', 'Please scan the card again'],
  ])('%s hands over to a colleague and offers no further try', (look, sentence, promise) => {
    const html = draw(sampleSessions('en', 'live')[look] ?? never(), 'live');
    expect(html).toContain(sentence);
    expect(html).not.toContain(promise);
    expect(has(html, 'resend') || has(html, 'retake-card')).toBe(false);
    expect(has(html, 'finish')).toBe(true);
  });

  it('offers to keep a check sealed only where policy allows it, and only with the customer asked', () => {
    const live = sampleSessions('en', 'live');
    const html = draw(live['outcome-unknown-parking'] ?? never(), 'live');
    expect(html).toContain('sealed, for 4 hours');
    expect(html).toMatch(/data-testid="park"[^>]*disabled/);
    expect(html).toContain('may be charged a second time');
    expect(has(draw(live['outcome-unknown'] ?? never(), 'live'), 'park')).toBe(false);
  });

  it('lists at welcome what waits for a decision, to be opened or deleted', () => {
    const html = draw(sampleSessions('en', 'live')['idle-parked'] ?? never(), 'live');
    expect(has(html, 'open-K7QM-2XTA-9P') && has(html, 'erase-K7QM-2XTA-9P')).toBe(true);
    expect(has(draw(sampleSessions('en', 'live')['idle'] ?? never(), 'live'), 'parked')).toBe(false);
  });

  it('says before sending how much of the quota is used', () => {
    const html = draw(sampleSessions('en', 'live')['review-quota'] ?? never(), 'live');
    expect(html).toContain('today: 212 of 300');
    expect(html).toContain('this month: 3,100 of 6,000');
  });
});

function never(): Session {
  throw new Error('no such sample');
}
