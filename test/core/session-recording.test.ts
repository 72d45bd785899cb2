import { describe, expect, it } from 'vitest';
import { transition } from '../../main/core/session.ts';
import { idleSession } from '../../main/core/session-events.ts';
import type { StateName } from '../../main/core/session-shape.ts';

const rules = { maxTries: 3, cardRequired: true, defaultLanguage: 'vi' } as const;

const stopIn = (name: StateName) =>
  transition(
    { ...idleSession('vi'), name },
    { type: 'intent', intent: { type: 'recordingStopped' }, newSessionId: 'S' },
    rules,
  );

describe('a recording stopped early', () => {
  it('goes back to the camera and costs no try', () => {
    const { session, effects, accepted } = stopIn('face.recording');
    expect(accepted).toBe(true);
    expect(session.name).toBe('face.ready');
    expect(session.tries.face).toBe(0);
    expect(effects).toEqual([]);
  });

  it.each<StateName>(['face.ready', 'face.checking', 'card.scanning', 'sending'])(
    'means nothing in %s',
    (name) => {
      expect(stopIn(name).accepted).toBe(false);
    },
  );
});
