import { describe, expect, it } from 'vitest';
import type { Intent, Session } from '../../main/core/session-shape.ts';
import { scoreOf, trainingScoreSchema, type TrainingScore } from '../../main/core/training.ts';
import { createTrainingDesk } from '../../main/practice/training-desk.ts';
import { scenarios } from '../../main/practice/scenarios.ts';
import { sampleSessions } from '../renderer/sample-sessions.ts';

const looks = sampleSessions('vi', 'practice');
const look = (name: string): Session => {
  const session = looks[name];
  if (session === undefined) throw new Error(`no look ${name}`);
  return { ...session, sessionId: 'K7QM-2XTA-9P' };
};

/** A desk whose practice service is a variable and whose journal is a list. */
function desk(isTrainer = true, isLive = false) {
  let scenario = 'auto';
  const noted: TrainingScore[] = [];
  const training = createTrainingDesk({
    practice: isLive
      ? null
      : {
          scenario: () => scenario,
          setScenario: (id) => {
            const isKnown = scenarios.some((one) => one.id === id);
            if (isKnown) scenario = id;
            return isKnown;
          },
        },
    isTrainer: () => isTrainer,
    note: (_sessionId, score) => noted.push(score),
    scores: () => noted.map((score) => ({ ...score, atMs: 1, trainee: 'hoa.nt' })),
  });
  return { training, noted };
}

describe('the trainer’s desk', () => {
  it('lets the trainer choose each refusal and each fault', () => {
    const { training } = desk();
    for (const { id } of scenarios) {
      const chosen = training.choose(id);
      expect(chosen.ok && chosen.value.scenario).toBe(id);
    }
    expect(scenarios.length).toBeGreaterThan(40);
  });

  it('is closed to anybody but a supervisor', () => {
    const { training } = desk(false);
    expect(training.choose('code-406')).toMatchObject({ failure: { code: 'supervisorNeeded' } });
    expect(training.state()).toMatchObject({ failure: { code: 'supervisorNeeded' } });
  });

  it('does not exist with a live service: nothing is chosen, nothing scored', () => {
    const { training, noted } = desk(true, true);
    expect(training.choose('code-200')).toMatchObject({ failure: { code: 'practiceOnly' } });
    training.observe(look('verdict-approved'), { type: 'finish' });
    expect(noted).toEqual([]);
  });

  it('refuses a situation there is not', () => {
    expect(desk().training.choose('code-999').ok).toBe(false);
  });

  it('writes a trainee’s decision under the situation that was set', () => {
    const { training, noted } = desk();
    training.choose('fault-close-without-answer');
    training.observe(look('outcome-unknown'), { type: 'resend' });
    training.observe(look('outcome-unknown'), { type: 'activity' });
    expect(noted).toEqual([
      {
        scenario: 'fault-close-without-answer',
        did: 'sendAgain',
        isRight: false,
        right: ['finish', 'park', 'callColleague'],
      },
    ]);
  });
});

describe('a decision', () => {
  it.each<[string, Intent, boolean]>([
    ['verdict-approved', { type: 'finish' }, true],
    ['verdict-approved', { type: 'retake', roles: ['face'] }, false],
    ['verdict-retake-card', { type: 'retake', roles: ['card'] }, true],
    ['verdict-retake-card', { type: 'retake', roles: ['face', 'card'] }, false],
    ['verdict-retake-card', { type: 'finish' }, false],
    ['verdict-no-more-tries', { type: 'finish' }, true],
    ['verdict-put-off', { type: 'resend' }, true],
    ['outcome-unknown', { type: 'finish' }, true],
    ['review-not-sent', { type: 'submit' }, true],
    ['review-not-sent', { type: 'retake', roles: ['face'] }, false],
  ])('on %s: %j is right: %s', (name, intent, isRight) => {
    const score = scoreOf('auto', look(name), intent);
    expect(score?.isRight).toBe(isRight);
    expect(trainingScoreSchema.safeParse(score).success).toBe(true);
  });

  it.each(['idle', 'consent', 'review', 'sending'])('is not asked for on %s', (name) => {
    expect(scoreOf('auto', look(name), { type: 'cancel' })).toBeNull();
  });

  it('has no room for a document number in the journal', () => {
    const score = { scenario: 'code-012345678901', did: 'finish', isRight: true, right: ['finish'] };
    expect(trainingScoreSchema.safeParse(score).success).toBe(false);
  });
});
