import { z } from 'zod';
import type { Intent, Session } from './session-shape.ts';

/** Practice with a trainer: which situation is set, and what each trainee did in it. Pure. */

/** A situation of the practice service, by its name there. */
export const scenarioIdSchema = z
  .string()
  .regex(/^(auto|code-\d{3}|sample-[a-z-]{1,30}|gateway-\d{3}|fault-[a-z-]{1,30}|tls-[a-z-]{1,30})$/);

export const trainingActs = [
  'finish',
  'retakeFace',
  'retakeCard',
  'retakeBoth',
  'sendAgain',
  'park',
  'callColleague',
  'leave',
] as const;
export const trainingActSchema = z.enum(trainingActs);
export type TrainingAct = z.infer<typeof trainingActSchema>;

/** One decision of a trainee, as the practice journal keeps it. */
export const trainingScoreSchema = z.strictObject({
  scenario: scenarioIdSchema,
  did: trainingActSchema,
  isRight: z.boolean(),
  /** What would have been right; the first is the best. */
  right: z.array(trainingActSchema).max(4).readonly(),
});
export type TrainingScore = z.infer<typeof trainingScoreSchema>;

export const scoreLineSchema = trainingScoreSchema.extend({ atMs: z.number(), trainee: z.string() });
/** One line of the score sheet. */
export type ScoreLine = z.infer<typeof scoreLineSchema>;

export const trainingStateSchema = z.object({
  scenario: scenarioIdSchema,
  scenarios: z.array(scenarioIdSchema).readonly(),
  /** Newest first. */
  scores: z.array(scoreLineSchema).readonly(),
});
export type TrainingState = z.infer<typeof trainingStateSchema>;

/** The score of what a person asks for in this state; null where nothing is decided. */
export function scoreOf(scenario: string, before: Session, intent: Intent): TrainingScore | null {
  const right = rightActs(before);
  const did = actOf(intent);
  return right === null || did === null ? null : { scenario, did, isRight: right.includes(did), right };
}

/** What is right to do now; null where the situation has not come to a decision. */
export function rightActs({ name, verdict, attendant, failure }: Session): readonly TrainingAct[] | null {
  // Sending again may be charged a second time: first find out, or keep it.
  if (name === 'outcomeUnknown') return ['finish', 'park', 'callColleague'];
  if (name === 'review') return failure === null ? null : ['sendAgain', 'callColleague'];
  if (name !== 'verdict' || verdict === null) return null;
  if (attendant !== null) return ['finish', 'callColleague'];
  switch (verdict.nextStep) {
    case 'retakeFace':
    case 'retakeCard':
    case 'retakeBoth':
      return [verdict.nextStep];
    case 'tryLater':
      return ['sendAgain', 'finish'];
    case 'finish':
    case 'askReviewer':
    case 'callSupport':
    case 'decideResend':
      return ['finish', 'callColleague'];
  }
}

function actOf(intent: Intent): TrainingAct | null {
  switch (intent.type) {
    case 'finish':
    case 'park':
      return intent.type;
    case 'submit':
    case 'resend':
      return 'sendAgain';
    case 'callAttendant':
      return 'callColleague';
    case 'cancel':
    case 'withdrawConsent':
      return 'leave';
    case 'retake':
      if (intent.roles.length > 1) return 'retakeBoth';
      return intent.roles[0] === 'card' ? 'retakeCard' : 'retakeFace';
    default:
      return null;
  }
}
