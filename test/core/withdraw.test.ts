import { describe, expect, it } from 'vitest';
import { journalEvents } from '../../main/core/journal-record.ts';
import { idleSession } from '../../main/core/session-events.ts';
import { transition } from '../../main/core/session.ts';
import { stateNames, type Session, type StateName } from '../../main/core/session-shape.ts';

const RULES = { maxTries: 3, cardRequired: true, defaultLanguage: 'vi', mayPark: false } as const;
const WITHDRAW = { type: 'intent', intent: { type: 'withdrawConsent' }, newSessionId: 'X' } as const;

const at = (name: StateName, sends = 0): Session => ({
  ...idleSession('vi'),
  name,
  sessionId: '2222-2222-22',
  tries: { face: 1, card: 1, sends },
});

/** Before consent there is nothing to withdraw; while sending the customer may only cancel. */
const REFUSED: readonly StateName[] = ['idle', 'consent', 'sending', 'wiping'];

describe('consent withdrawn', () => {
  it.each(stateNames.filter((name) => !REFUSED.includes(name)))(
    'in %s wipes and is recorded as that',
    (name) => {
      const before = at(name);
      const { session, effects, accepted } = transition(before, WITHDRAW, RULES);
      expect(accepted).toBe(true);
      expect(session.name).toBe('wiping');
      expect(effects.map(({ type }) => type)).toContain('wipe');
      expect(journalEvents(before, session, WITHDRAW, { durationMs: 1, handsOver: false })).toEqual([
        { type: 'consentWithdrawn', sessionId: '2222-2222-22', facts: { from: name, language: 'vi' } },
      ]);
    },
  );

  it.each(REFUSED)('has no meaning in %s', (name) => {
    expect(transition(at(name), WITHDRAW, RULES).accepted).toBe(false);
  });

  it('is refused once something was sent: what left can not be called back', () => {
    expect(transition(at('review', 1), WITHDRAW, RULES).accepted).toBe(false);
  });
});
