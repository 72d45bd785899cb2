import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { Intent, Session } from '../core/session-shape.ts';
import { scoreOf, type ScoreLine, type TrainingScore, type TrainingState } from '../core/training.ts';
import { scenarios } from './scenarios.ts';
import type { PracticeService } from './service.ts';

/** How the trainer's page steers the practice service. */
export type PracticeControls = Pick<PracticeService, 'scenario' | 'setScenario'>;

export interface TrainingPorts {
  /** Null in live mode, where nothing of this exists. */
  readonly practice: PracticeControls | null;
  /** Whether a supervisor, here the trainer, has opened the desk just now. */
  readonly isTrainer: () => boolean;
  /** Writes one score into the practice journal. */
  readonly note: (sessionId: string, score: TrainingScore) => void;
  /** Scores the practice journal holds, newest first. */
  readonly scores: () => readonly ScoreLine[];
}

/** The trainer's desk. SECURITY: there is none with a live service (test/practice/training-desk.test.ts). */
export interface TrainingDesk {
  state(): Result<TrainingState>;
  choose(scenario: string): Result<TrainingState>;
  /** Told of every intent that main accepted, with the session before it. */
  observe(before: Session, intent: Intent): void;
}

export function createTrainingDesk({ practice, isTrainer, note, scores }: TrainingPorts): TrainingDesk {
  const guarded = (act: (controls: PracticeControls) => Result<TrainingState>): Result<TrainingState> => {
    if (practice === null) return failed(failure('practiceOnly'));
    return isTrainer() ? act(practice) : failed(failure('supervisorNeeded'));
  };
  const tell = (controls: PracticeControls): Result<TrainingState> =>
    ok({ scenario: controls.scenario(), scenarios: scenarios.map(({ id }) => id), scores: scores() });
  return {
    state: () => guarded(tell),
    choose: (scenario) =>
      guarded((controls) =>
        controls.setScenario(scenario) ? tell(controls) : failed(failure('usage', scenario)),
      ),
    observe(before, intent) {
      if (practice === null || before.sessionId === null) return;
      const score = scoreOf(practice.scenario(), before, intent);
      if (score !== null) note(before.sessionId, score);
    },
  };
}
