import { describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { journalEvents } from '../../main/core/journal-record.ts';
import type { JournalEvent } from '../../main/core/journal-schema.ts';
import { policySchema } from '../../main/core/policy.ts';
import { DEADLINES_MS, deadlinesWithin, idleSession } from '../../main/core/session-events.ts';
import { stateNames, type Session, type StateName } from '../../main/core/session-shape.ts';
import { transition } from '../../main/core/session.ts';

const RULES = { maxTries: 3, cardRequired: true, defaultLanguage: 'vi' } as const;
const CONTEXT = { durationMs: 1000, handsOver: false } as const;

/** What is recorded when the time of a state is over, and of the events that then end it. */
function recordsOfDeadline(name: StateName): readonly JournalEvent[] {
  let session: Session = { ...idleSession('vi'), name, sessionId: '2222-2222-22' };
  const records: JournalEvent[] = [];
  const ends = [{ type: 'deadline' }, { type: 'notSent', failure: failure('cancelled') }] as const;
  for (const event of [...ends, { type: 'wiped' } as const]) {
    const next = transition(session, event, RULES);
    if (!next.accepted) continue;
    records.push(...journalEvents(session, next.session, event, CONTEXT));
    session = next.session;
  }
  return records;
}

/** At welcome nobody is waited for; printing goes back to the verdict; wiping is the end already. */
const OTHERWISE: ReadonlySet<StateName> = new Set(['idle', 'printing', 'wiping'] as const);

describe('a session that ends because nobody did anything', () => {
  it.each(stateNames.filter((name) => !OTHERWISE.has(name)))(
    'in %s leaves two records: that the time was over, and the wipe',
    (name) => {
      expect(recordsOfDeadline(name)).toMatchObject([
        { type: 'aborted', facts: { from: name, cause: 'deadline' } },
        { type: 'wiped' },
      ]);
    },
  );
});

describe('the time that policy gives', () => {
  it('cuts the waits for a person, never the work of the machine, and never lengthens', () => {
    const cut = deadlinesWithin(30);
    expect(cut).toMatchObject({ consent: 30_000, review: 30_000, attendant: 30_000, fault: 30_000 });
    for (const name of ['sending', 'printing', 'face.checking', 'wiping', 'idle'] as const)
      expect(cut[name]).toBe(DEADLINES_MS[name]);
    expect(deadlinesWithin(600)).toEqual(DEADLINES_MS);
    expect(deadlinesWithin(null)).toEqual(DEADLINES_MS);
  });

  it('is 10 to 600 seconds', () => {
    const ok = (idleSeconds: number): boolean => policySchema.safeParse({ kiosk: { idleSeconds } }).success;
    expect([9, 10, 600, 601].map(ok)).toEqual([false, true, true, false]);
  });
});
