import type { AnswerProblem } from './response.ts';

/**
 * Why a verdict is what it is. Every key has its sentence in messages.
 * What a reason about fields means for the outcome:
 *   notLive   the service clearly says this is no live face
 *   notMatch  the service clearly says these are two persons
 *   doubt     fields contradict each other, are malformed, or a person is asked to look
 *   missing   something needed for an approval was not said
 */
export const FIELD_REASONS = {
  notLive: 'notLive',
  deepfakeReported: 'notLive',
  faceNotMatched: 'notMatch',
  liveContradictsProbability: 'doubt',
  spoofAboveBankLimit: 'doubt',
  reviewRequested: 'doubt',
  deepfakeContradictsProbability: 'doubt',
  deepfakeIncomplete: 'missing',
  deepfakeMustBeAssessed: 'missing',
  matchContradictsSimilarity: 'doubt',
  similarityBelowBankLimit: 'doubt',
  matchWithoutCard: 'doubt',
  bankRequiresCard: 'missing',
  fieldMissing: 'missing',
  fieldMalformed: 'doubt',
  matchMissing: 'missing',
  codeUnexpected: 'doubt',
} as const satisfies Record<string, 'notLive' | 'notMatch' | 'doubt' | 'missing'>;
export type FieldReason = keyof typeof FIELD_REASONS;

export const codeReasons = [
  'faceIsSpoof',
  'faceSeemsDeepfake',
  'faceQualityPoor',
  'noFaceInDocument',
  'moreThanOneFace',
  'inputInvalid',
  'videoInvalid',
  'cardImageInvalid',
  'faceLost',
  'faceTooSmall',
  'faceBlurry',
  'videoIsStill',
  'faceNotFrontal',
  'faceOutOfFrame',
  'cardFaceUnusable',
  'codeContradictsFields',
  'codeUnknown',
] as const;
export type CodeReason = (typeof codeReasons)[number];

/** An answer that cannot be trusted as a whole, from parsing. */
export const PROBLEM_REASONS = {
  notJson: 'answerNotJson',
  empty: 'answerEmpty',
  html: 'answerIsWebPage',
  tooLarge: 'answerTooLarge',
  tooDeep: 'answerTooDeep',
  duplicateKeys: 'answerNamesFieldTwice',
  bothShapes: 'answerMixesShapes',
} as const satisfies Record<AnswerProblem, string>;
export type ProblemReason = (typeof PROBLEM_REASONS)[AnswerProblem];

export const serviceReasons = [
  'answerNotUnderstood',
  'keyRefused',
  'accessRefused',
  'requestTooLarge',
  'tooManyRequests',
  'serviceFailed',
  'serviceBusy',
  'redirectRefused',
  'requestNotAccepted',
  'practiceAnswerInLive',
  'answerNotFromPractice',
] as const;
export type ServiceReason = (typeof serviceReasons)[number];

export const approvalReasons = [
  'liveAndMatched',
  'liveWithoutCard',
  'deepfakeNotAssessed',
  'deepfakeNotFound',
] as const;
export type ApprovalReason = (typeof approvalReasons)[number];

export type VerdictReason = FieldReason | CodeReason | ProblemReason | ServiceReason | ApprovalReason;

export const verdictReasons: readonly VerdictReason[] = [
  ...(Object.keys(FIELD_REASONS) as FieldReason[]),
  ...codeReasons,
  ...Object.values(PROBLEM_REASONS),
  ...serviceReasons,
  ...approvalReasons,
];

export function isVerdictReason(key: string): key is VerdictReason {
  return (verdictReasons as readonly string[]).includes(key);
}
