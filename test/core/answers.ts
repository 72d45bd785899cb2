import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';

export interface RawAnswer {
  code: unknown;
  message: unknown;
  liveness: Record<string, unknown>;
  face_match: Record<string, unknown>;
}

/** A fresh copy of the page's success sample, to be bent. */
export function successAnswer(): RawAnswer {
  return JSON.parse(SAMPLE_ANSWERS.success) as RawAnswer;
}

/** The v2 page's shape, saying yes to everything. */
export function successV2(): Record<string, unknown> {
  return {
    code: '200',
    message: 'request successful.',
    is_live: true,
    prob: '0.006677149',
    need_to_review: false,
    is_deepfake: false,
    deepfake_prob: '0.0016087113',
    face_match: { isMatch: true, similarity: 97.5 },
    face_match_error: {},
  };
}

/** The success sample with the given fields of its blocks replaced; undefined takes a field away. */
export function bent(
  liveness: Record<string, unknown>,
  faceMatch: Record<string, unknown> = {},
  top: Record<string, unknown> = {},
): RawAnswer {
  const answer = successAnswer();
  return {
    ...answer,
    ...top,
    liveness: { ...answer.liveness, ...liveness },
    face_match: { ...answer.face_match, ...faceMatch },
  };
}
