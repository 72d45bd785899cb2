import { asRecord, fieldReader, own, readText } from './answer-fields.ts';
import type { AnswerField, FieldReader, JsonRecord, TriState } from './answer-fields.ts';

export interface LivenessBlock {
  readonly code: string | null;
  readonly message: string | null;
  readonly isLive: TriState;
  /** 0..1. */
  readonly spoofProbability: number | null;
  readonly needToReview: TriState;
  readonly isDeepfake: TriState;
  /** 0..1. */
  readonly deepfakeProbability: number | null;
  readonly warning: string | null;
}

export interface FaceMatchBlock {
  readonly code: string | null;
  readonly message: string | null;
  readonly isMatch: TriState;
  /** Percent, 0..100. */
  readonly similarity: number | null;
  readonly warning: string | null;
}

/** What stands in the way of trusting an answer as a whole. */
export type AnswerProblem =
  'notJson' | 'empty' | 'html' | 'tooLarge' | 'tooDeep' | 'duplicateKeys' | 'bothShapes';

/** One model of v3 and v2 answers, where "unknown" is neither yes nor no. */
export interface Answer {
  readonly shape: 'v3' | 'v2' | 'unrecognised';
  readonly code: string | null;
  readonly message: string | null;
  readonly liveness: LivenessBlock;
  /** Null when the answer has no such block. */
  readonly faceMatch: FaceMatchBlock | null;
  /** Fields that said something this program cannot take for a value. */
  readonly malformed: readonly AnswerField[];
  /** Fields that are missing, null or "". "N/A" is not absent. */
  readonly absent: readonly AnswerField[];
  /** What each field said, as text. */
  readonly said: Readonly<Partial<Record<AnswerField, string>>>;
  readonly problems: readonly AnswerProblem[];
}

/** Takes any JSON value whatsoever; total. Sources: the Liveness v3 and v2 pages of docs-vision.fpt.ai. */
export function parseAnswer(body: unknown, problems: readonly AnswerProblem[] = []): Answer {
  const top = asRecord(body);
  if (top === null) return unrecognisedAnswer(problems);
  const liveness = asRecord(own(top, 'liveness'));
  const flat = FLAT_KEYS.some((key) => own(top, key) !== undefined);
  if (liveness !== null) return parseV3(top, liveness, flat ? [...problems, 'bothShapes'] : problems);
  if (flat) return parseV2(top, problems);
  const codeOnly = parseV3(top, null, problems);
  return codeOnly.code === null ? unrecognisedAnswer(problems) : codeOnly;
}

/** Keys that only the v2 shape has at the top; `face_match` is in both. */
const FLAT_KEYS = ['is_live', 'prob', 'need_to_review', 'is_deepfake', 'deepfake_prob', 'face_match_error'];

export function unrecognisedAnswer(problems: readonly AnswerProblem[]): Answer {
  return {
    shape: 'unrecognised',
    code: null,
    message: null,
    liveness: parseLiveness(null, 'spoof_prob', fieldReader()),
    faceMatch: null,
    malformed: [],
    absent: [],
    said: {},
    problems,
  };
}

/** True when a match was neither given nor refused: no block, or nothing but "N/A" in it. */
export function matchSaysNothing(answer: Answer): boolean {
  const match = answer.faceMatch;
  if (match === null) return true;
  const malformed = answer.malformed.some((field) => field.startsWith('face_match'));
  return !malformed && match.code === null && match.isMatch === 'unknown' && match.similarity === null;
}

function parseV3(top: JsonRecord, liveness: JsonRecord | null, problems: readonly AnswerProblem[]): Answer {
  const reader = fieldReader();
  const code = reader.code(own(top, 'code'), 'code');
  if (liveness === null && own(top, 'liveness') !== undefined) reader.flagMalformed('liveness.code');
  const block = parseLiveness(liveness, 'spoof_prob', reader);
  const faceMatch = parseV3Match(own(top, 'face_match'), reader);
  const { malformed, absent, said } = reader;
  const message = readText(own(top, 'message'));
  return { shape: 'v3', code, message, liveness: block, faceMatch, malformed, absent, said, problems };
}

function parseLiveness(block: JsonRecord | null, spoofKey: string, reader: FieldReader): LivenessBlock {
  return {
    code: reader.code(own(block, 'code'), 'liveness.code'),
    message: readText(own(block, 'message')),
    isLive: reader.tri(own(block, 'is_live'), 'liveness.is_live'),
    spoofProbability: reader.number(own(block, spoofKey), 'liveness.spoof_prob', 1),
    needToReview: reader.tri(own(block, 'need_to_review'), 'liveness.need_to_review'),
    isDeepfake: reader.tri(own(block, 'is_deepfake'), 'liveness.is_deepfake'),
    deepfakeProbability: reader.number(own(block, 'deepfake_prob'), 'liveness.deepfake_prob', 1),
    warning: readText(own(block, 'warning')),
  };
}

function parseV3Match(value: unknown, reader: FieldReader): FaceMatchBlock | null {
  if (value === undefined || value === null) return null;
  const block = asRecord(value);
  if (block === null) {
    if (typeof value === 'string' && readText(value) === null) return null;
    reader.flagMalformed('face_match.code');
  }
  return {
    code: reader.code(own(block, 'code'), 'face_match.code'),
    message: readText(own(block, 'message')),
    isMatch: reader.tri(own(block, 'isMatch'), 'face_match.isMatch'),
    similarity: reader.number(own(block, 'similarity'), 'face_match.similarity', 100),
    warning: readText(own(block, 'warning')),
  };
}

/** v2 has one code for liveness and the request together; its match has a code only when it failed. */
function parseV2(top: JsonRecord, problems: readonly AnswerProblem[]): Answer {
  const reader = fieldReader();
  const code = reader.code(own(top, 'code'), 'code');
  const livenessLike = { ...pick(top, ['code', 'message', 'prob', ...FLAT_KEYS, 'warning']) };
  const liveness = parseLiveness(livenessLike, 'prob', reader);
  const faceMatch = parseV2Match(top, code, reader);
  const { malformed, absent, said } = reader;
  const message = readText(own(top, 'message'));
  return { shape: 'v2', code, message, liveness, faceMatch, malformed, absent, said, problems };
}

function pick(record: JsonRecord, keys: readonly string[]): JsonRecord {
  return Object.fromEntries(keys.map((key) => [key, own(record, key)]));
}

function parseV2Match(top: JsonRecord, topCode: string | null, reader: FieldReader): FaceMatchBlock | null {
  const errorCode = parseV2MatchError(own(top, 'face_match_error'), reader);
  const block = parseV3Match(emptyToNull(own(top, 'face_match')), reader);
  if (block === null && errorCode === null) return null;
  const known = block !== null && block.isMatch !== 'unknown';
  return {
    code: errorCode ?? (known ? topCode : null),
    message: block?.message ?? null,
    isMatch: block?.isMatch ?? 'unknown',
    similarity: block?.similarity ?? null,
    warning: block?.warning ?? null,
  };
}

/** `{}` when the match worked, `{code, data}` when it did not. */
function parseV2MatchError(value: unknown, reader: FieldReader): string | null {
  const given = emptyToNull(value);
  if (given === null || (typeof given === 'string' && readText(given) === null)) return null;
  const code = reader.code(own(asRecord(given), 'code'), 'face_match.code');
  if (code === null) reader.flagMalformed('face_match.code');
  return code;
}

function emptyToNull(value: unknown): unknown {
  const record = asRecord(value);
  return record !== null && Object.keys(record).length === 0 ? null : (value ?? null);
}
