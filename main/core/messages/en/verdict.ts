import type { AnswerField } from '../../answer-fields.ts';
import type { ProbabilityWord } from '../../probability-words.ts';
import type { VerdictReason } from '../../verdict-reasons.ts';
import type { FieldAgreement, NextStep, VerdictOutcome } from '../../verdict-shape.ts';

const outcomes = {
  approved: 'The service reports a live face.',
  rejected: 'Not accepted.',
  review: 'A person must look at this result.',
  retakeFace: 'Please record the face again.',
  retakeCard: 'Please scan the card again.',
  retakeBoth: 'Please record the face and scan the card again.',
  unknown: 'The answer could not be understood. There is no result.',
  serviceError: 'The service could not give a result.',
} as const satisfies Record<VerdictOutcome, string>;

const nextSteps = {
  finish: 'Finish and print the receipt.',
  retakeFace: 'Record the face again. The card scan is kept.',
  retakeCard: 'Scan the card again. The face recording is kept.',
  retakeBoth: 'Record the face and scan the card again.',
  askReviewer: 'Ask the reviewer to look at it.',
  callSupport: 'Call IT support and read the code to them.',
  tryLater: 'Wait a little, then try again.',
  decideResend: 'Decide whether to send again. It may be charged twice.',
} as const satisfies Record<NextStep, string>;

const reasons = {
  liveAndMatched: 'The service reports a live face and a match with the card.',
  liveWithoutCard: 'The service reports a live face. No card was compared.',
  deepfakeNotAssessed: 'Deepfake was not assessed.',
  deepfakeNotFound: 'The service reports no deepfake.',
  notLive: 'The service reports that this is not a live face.',
  deepfakeReported: 'The service reports a deepfake.',
  faceNotMatched: 'The face does not match the face on the card.',
  liveContradictsProbability: 'The live result and the spoof probability contradict each other.',
  spoofAboveBankLimit: "The spoof probability is above the bank's limit.",
  reviewRequested: 'The service asks for a person to review this.',
  deepfakeContradictsProbability: 'The deepfake result and its probability contradict each other.',
  deepfakeIncomplete: 'The deepfake result is missing or incomplete.',
  deepfakeMustBeAssessed: 'Deepfake was not assessed; the bank asks for a review then.',
  matchContradictsSimilarity: 'The match result and the similarity contradict each other.',
  similarityBelowBankLimit: "The similarity is below the bank's limit.",
  matchWithoutCard: 'The answer speaks of a card, but none was sent.',
  bankRequiresCard: 'The bank asks for a card, but none was sent.',
  fieldMissing: 'The answer lacks a needed field.',
  fieldMalformed: 'The answer holds a value that makes no sense.',
  matchMissing: 'The face was not compared with the card.',
  codeUnexpected: 'One part of the answer carries an error code.',
  faceIsSpoof: 'The face in the video looks like a spoof.',
  faceSeemsDeepfake: 'The video looks like a deepfake.',
  faceQualityPoor: 'The face is covered, too dark or too bright.',
  noFaceInDocument: 'No face was found on the card.',
  moreThanOneFace: 'There is more than one face in the video.',
  inputInvalid: 'The service could not use what was sent.',
  videoInvalid: 'The service could not use the video.',
  cardImageInvalid: 'The service could not use the card picture.',
  faceLost: 'No face in the video, or the face was lost.',
  faceTooSmall: 'The face is too small. Move closer to the camera.',
  faceBlurry: 'The face is too blurry. Hold still and clean the lens.',
  videoIsStill: 'The video looks like a still picture.',
  faceNotFrontal: 'The face does not look straight at the camera.',
  faceOutOfFrame: 'The face left the picture during the video.',
  cardFaceUnusable: 'The face on the card cannot be used. Scan it sharp and without glare.',
  codeContradictsFields: 'The code and the fields of the answer contradict each other.',
  codeUnknown: 'The answer carries a code that is not documented.',
  answerNotJson: 'The answer is not readable.',
  answerEmpty: 'The answer is empty.',
  answerIsWebPage: 'A web page came instead of an answer.',
  answerTooLarge: 'The answer is far too large.',
  answerTooDeep: 'The answer is nested too deeply to be real.',
  answerNamesFieldTwice: 'The answer names the same field twice.',
  answerMixesShapes: 'The answer mixes two formats.',
  answerNotUnderstood: 'This is not an answer of the liveness service.',
  keyRefused: 'The service refused the key.',
  accessRefused: 'The service or a proxy refused access.',
  requestTooLarge: 'The service or a proxy found the request too large.',
  tooManyRequests: 'Too many requests, or the quota is used up.',
  serviceFailed: 'The service reported an internal error.',
  serviceBusy: 'The service cannot be reached behind its gateway at the moment.',
  redirectRefused: 'The answer pointed to another address; it was not followed.',
  requestNotAccepted: 'The service did not accept the request.',
  practiceAnswerInLive: 'A practice answer came in live mode. It does not count.',
  answerNotFromPractice: 'In practice mode the answer did not come from the practice service.',
} as const satisfies Record<VerdictReason, string>;

const fields = {
  code: 'Answer code',
  'liveness.code': 'Liveness code',
  'liveness.is_live': 'Live face',
  'liveness.spoof_prob': 'Spoof probability',
  'liveness.need_to_review': 'Review needed',
  'liveness.is_deepfake': 'Deepfake',
  'liveness.deepfake_prob': 'Deepfake probability',
  'face_match.code': 'Comparison code',
  'face_match.isMatch': 'Face matches card',
  'face_match.similarity': 'Similarity',
} as const satisfies Record<AnswerField, string>;

const agreement = {
  yes: 'agrees',
  no: 'does not agree',
  notAssessed: 'not assessed',
} as const satisfies Record<FieldAgreement['agrees'], string>;

const probability = {
  notAssessed: 'not assessed',
  veryLow: 'very low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  veryHigh: 'very high',
} as const satisfies Record<ProbabilityWord, string>;

const judge = {
  outcome: 'Verdict',
  code: 'Code',
  nextStep: 'Next step',
  reasons: 'Why',
  fields: 'Fields',
  warnings: 'Warnings of the service',
  practice: 'PRACTICE',
} as const;

export const verdict = { outcomes, nextSteps, reasons, fields, agreement, probability, judge } as const;
