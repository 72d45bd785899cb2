import { CODE_MEANINGS } from '../core/verdict-codes.ts';

/** A v3 answer as the page shows it: every value a string. */
export interface V3Answer {
  readonly code: string;
  readonly message: string;
  readonly liveness: Readonly<
    Record<
      | 'code'
      | 'message'
      | 'is_live'
      | 'spoof_prob'
      | 'need_to_review'
      | 'is_deepfake'
      | 'deepfake_prob'
      | 'warning',
      string
    >
  >;
  readonly face_match: Readonly<Record<'code' | 'message' | 'isMatch' | 'similarity' | 'warning', string>>;
}

export interface AnswerFacts {
  readonly code: string;
  readonly cardSent: boolean;
  /** Below HD: the service then warns and reports on deepfake (page: "incase low resolution input"). */
  readonly isLowResolution: boolean;
  /** Overrides the code's ordinary message. */
  readonly message?: string;
  /** 0..1, from the media, so that the same clip always gets the same numbers. */
  readonly seed: number;
}

const NOT_AVAILABLE = 'N/A';
const LOW_RESOLUTION_WARNING =
  'Resolution of video is too low. Please upload video with at least HD resolution to ensure accuracy';

/** Messages the page samples; the others are the page's own words for the code. */
const MESSAGES: Readonly<Record<string, string>> = {
  '200': 'request successful',
  '301': 'Face in video is spoof',
  '302': 'Video seems like deepfake',
  '303': 'face is not matching with document',
  '406': 'Face quality is not good enough',
  '407': 'No faces detected in document',
  '408': 'More than 1 face in the video',
  '409': 'Invalid input',
  '410': 'No face or lost face in the video',
  '411': 'The face is too small',
  '412': 'The face is too blurry',
  '413': 'Video may seem like image',
  '422': 'No frontal face in video',
  '423': 'Face is out of frame during video',
};

/** An answer to a code, with blocks filled as in the page's samples. */
export function buildAnswer(facts: AnswerFacts): V3Answer {
  const message = facts.message ?? MESSAGES[facts.code] ?? 'request failed';
  const concernsCard = facts.code === '200' || CODE_MEANINGS[facts.code]?.capture === 'card';
  return {
    code: facts.code,
    message,
    liveness: concernsCard ? passedLiveness(facts) : failedLiveness(facts.code, message),
    face_match:
      facts.cardSent && concernsCard ? comparedMatch(facts, message) : silentMatch(facts.code, message),
  };
}

function passedLiveness({ isLowResolution, seed }: AnswerFacts): V3Answer['liveness'] {
  return {
    code: '200',
    message: 'liveness check successful',
    is_live: 'true',
    spoof_prob: (0.3 + seed * 0.1).toFixed(4),
    need_to_review: 'false',
    is_deepfake: isLowResolution ? 'false' : NOT_AVAILABLE,
    deepfake_prob: isLowResolution ? '0.0' : NOT_AVAILABLE,
    warning: isLowResolution ? LOW_RESOLUTION_WARNING : '',
  };
}

/** What the codes say of themselves; all else stays "N/A", as in the samples. */
const FAILED_VALUES: Readonly<Record<string, Partial<V3Answer['liveness']>>> = {
  '301': { is_live: 'false', spoof_prob: '0.9312', need_to_review: 'false' },
  '302': {
    is_live: 'true',
    spoof_prob: '0.2214',
    need_to_review: 'false',
    is_deepfake: 'true',
    deepfake_prob: '0.8741',
  },
  '413': { is_live: 'false', need_to_review: 'false', warning: '' },
};

function failedLiveness(code: string, message: string): V3Answer['liveness'] {
  return {
    code,
    message,
    is_live: NOT_AVAILABLE,
    spoof_prob: NOT_AVAILABLE,
    need_to_review: NOT_AVAILABLE,
    is_deepfake: NOT_AVAILABLE,
    deepfake_prob: NOT_AVAILABLE,
    warning: NOT_AVAILABLE,
    ...FAILED_VALUES[code],
  };
}

function comparedMatch({ code, seed }: AnswerFacts, message: string): V3Answer['face_match'] {
  if (code === '200') {
    const similarity = (97 + seed * 2.9).toFixed(2);
    return { code, message: 'face matching successful', isMatch: 'true', similarity, warning: NOT_AVAILABLE };
  }
  if (code === '303') return { code, message, isMatch: 'false', similarity: '0.7', warning: NOT_AVAILABLE };
  return { code, message, isMatch: NOT_AVAILABLE, similarity: NOT_AVAILABLE, warning: NOT_AVAILABLE };
}

/** 409 stands in both blocks (last sample); any other failure of the video leaves the match block empty. */
function silentMatch(code: string, message: string): V3Answer['face_match'] {
  const repeated = code === '409';
  return {
    code: repeated ? code : NOT_AVAILABLE,
    message: repeated ? message : NOT_AVAILABLE,
    isMatch: NOT_AVAILABLE,
    similarity: NOT_AVAILABLE,
    warning: NOT_AVAILABLE,
  };
}

/** The same answer as `?v2_format=1` gives it: flat, with booleans (Liveness Check v2 page). */
export function toV2(answer: V3Answer): unknown {
  const { liveness, face_match: match } = answer;
  // v2 knows no 303: it says isMatch false and leaves the error empty.
  const matchFailed = !['200', '303', NOT_AVAILABLE].includes(match.code);
  return {
    code: liveness.code,
    message: liveness.message,
    is_live: toBoolean(liveness.is_live),
    prob: liveness.spoof_prob,
    need_to_review: toBoolean(liveness.need_to_review),
    is_deepfake: toBoolean(liveness.is_deepfake),
    deepfake_prob: liveness.deepfake_prob,
    warning: liveness.warning,
    face_match:
      match.isMatch === NOT_AVAILABLE
        ? {}
        : { isMatch: toBoolean(match.isMatch), similarity: Number(match.similarity) },
    face_match_error: matchFailed ? { code: match.code, data: match.message } : {},
  };
}

function toBoolean(value: string): boolean | string {
  return value === 'true' || value === 'false' ? value === 'true' : value;
}
