import type { Answer } from './response.ts';
import type { CodeReason, FieldReason } from './verdict-reasons.ts';

/** What one of the service's codes says about which capture. */
export interface CodeMeaning {
  readonly verdict: 'rejected' | 'retake';
  readonly capture: 'face' | 'card' | 'either';
  readonly reason: CodeReason | FieldReason;
  /** True for faults a picture of a face can have too: blamed on the card when only face_match carries the code. */
  readonly mayConcernCard: boolean;
  readonly source: string;
}

const TABLE = 'Liveness Check v3, table "Code": ';

const face = (reason: CodeReason, source: string, mayConcernCard = false): CodeMeaning => ({
  verdict: 'retake',
  capture: 'face',
  reason,
  mayConcernCard,
  source: TABLE + source,
});

/**
 * Every code of the Liveness Check v3 page except 200. The same numbers mean other things at the vendor's
 * other endpoints, so this table serves this one only.
 *
 * Decisions: 301 and 302 are the service's word that this is an attack, so no new try is offered; a person
 * looks. 303 with an honest isMatch "false" is a rejection too, but the liveness part passed, so the card
 * alone may be scanned again (the video is kept). 407 says nothing about the person: scan the card again.
 * 413 may be a photo held up or a frozen camera; the customer may try again, up to the limit of tries.
 */
export const CODE_MEANINGS: Readonly<Record<string, CodeMeaning>> = {
  '301': {
    verdict: 'rejected',
    capture: 'face',
    reason: 'faceIsSpoof',
    mayConcernCard: false,
    source: `${TABLE}301 Face in video is spoof`,
  },
  '302': {
    verdict: 'rejected',
    capture: 'face',
    reason: 'faceSeemsDeepfake',
    mayConcernCard: false,
    source: `${TABLE}302 Video seems like deepfake`,
  },
  '303': {
    verdict: 'rejected',
    capture: 'card',
    reason: 'faceNotMatched',
    mayConcernCard: true,
    source: `${TABLE}303 Face is not matching with document`,
  },
  '406': face('faceQualityPoor', '406 Face quality is not good enough (covered, too dark/bright..)', true),
  '407': {
    verdict: 'retake',
    capture: 'card',
    reason: 'noFaceInDocument',
    mayConcernCard: true,
    source:
      'Liveness Check v3, second sample of "Sample Response: Error" only: 407 No faces detected in document',
  },
  '408': face('moreThanOneFace', '408 More than 1 face in the video', true),
  '409': {
    verdict: 'retake',
    capture: 'either',
    reason: 'inputInvalid',
    mayConcernCard: true,
    source: `${TABLE}409 No video uploaded/Wrong extension/Video is too short/Invalid input; sampled as "Invalid upload image"`,
  },
  '410': face('faceLost', '410 No face/Lost face in the video'),
  '411': face('faceTooSmall', '411 The face is too small', true),
  '412': face('faceBlurry', '412 The face is too blurry', true),
  '413': face('videoIsStill', '413 Video is still image'),
  '422': face('faceNotFrontal', '422 No frontal face in video'),
  '423': face('faceOutOfFrame', '423 Face is out of frame during video'),
};

export const documentedCodes: readonly string[] = ['200', ...Object.keys(CODE_MEANINGS)];

export type BlamedCapture = 'face' | 'card' | 'both';

/** Which capture a code blames, from where in the answer it stands and, for 409, from its message. */
export function blamedCapture(
  code: string,
  meaning: CodeMeaning,
  answer: Answer,
  cardSent: boolean,
): BlamedCapture {
  if (meaning.capture === 'either') return cardSent ? blamedByInvalidInput(code, answer) : 'face';
  const onlyMatchFailed = answer.faceMatch?.code === code && answer.liveness.code === '200';
  return onlyMatchFailed && meaning.mayConcernCard ? 'card' : meaning.capture;
}

const VIDEO_WORDS = /video|short|duration|mp4/i;
const CARD_WORDS = /image|document|cmnd|photo|picture/i;

/** 409 has two readings; the block that failed and the message decide, and when they do not: both. */
function blamedByInvalidInput(code: string, answer: Answer): BlamedCapture {
  const livenessFailed = answer.liveness.code === code;
  const matchFailed = answer.faceMatch?.code === code;
  if (matchFailed && answer.liveness.code === '200') return 'card';
  const message = [answer.message, answer.liveness.message, answer.faceMatch?.message ?? null].join(' ');
  const namesVideo = VIDEO_WORDS.test(message);
  const namesCard = CARD_WORDS.test(message);
  if (namesVideo === namesCard) return livenessFailed && !matchFailed && !namesCard ? 'face' : 'both';
  if (namesVideo) return 'face';
  // Only the liveness block failed, yet the message names an image: unclear.
  return livenessFailed && !matchFailed ? 'both' : 'card';
}

/** True when a field says the opposite of the code, so that a person has to look. */
export function contradictsCode(code: string, answer: Answer): boolean {
  switch (code) {
    case '301':
      return answer.liveness.isLive === 'yes';
    case '302':
      return answer.liveness.isDeepfake === 'no';
    case '303':
    case '407':
      return answer.faceMatch?.isMatch === 'yes';
    default:
      return false;
  }
}
