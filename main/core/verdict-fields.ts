import type { AnswerField } from './answer-fields.ts';
import { matchSaysNothing } from './response.ts';
import type { Answer } from './response.ts';
import { DOCUMENTED_LIMITS } from './verdict-policy.ts';
import type { Strictness } from './verdict-policy.ts';
import type { FieldReason } from './verdict-reasons.ts';

export interface FieldFinding {
  readonly field: AnswerField;
  readonly value: string | null;
  readonly agrees: 'yes' | 'no' | 'notAssessed';
  readonly reasons: readonly FieldReason[];
}

export interface FieldContext {
  readonly cardSent: boolean;
  readonly strictness: Strictness;
}

/**
 * Holds every required field against what an approval needs.
 * A field agrees only by saying the right thing: silence, "N/A" and junk do not agree.
 */
export function judgeFields(answer: Answer, context: FieldContext): readonly FieldFinding[] {
  const finding = (field: AnswerField, reasons: readonly FieldReason[], isKnown: boolean): FieldFinding => {
    const malformed = answer.malformed.includes(field);
    const all: readonly FieldReason[] = malformed ? ['fieldMalformed', ...reasons] : reasons;
    const agrees = all.length === 0 && isKnown ? 'yes' : isKnown || malformed ? 'no' : 'notAssessed';
    return { field, value: answer.said[field] ?? null, agrees, reasons: all };
  };
  return [
    finding('code', codeAgreement(answer.code), answer.code !== null),
    ...livenessFindings(answer, context.strictness, finding),
    ...deepfakeFindings(answer, context.strictness, finding),
    ...matchFindings(answer, context, finding),
  ];
}

type MakeFinding = (field: AnswerField, reasons: readonly FieldReason[], isKnown: boolean) => FieldFinding;

const codeAgreement = (code: string | null): readonly FieldReason[] =>
  code === null ? ['fieldMissing'] : code === '200' ? [] : ['codeUnexpected'];

function livenessFindings(answer: Answer, strictness: Strictness, finding: MakeFinding): FieldFinding[] {
  const { code, isLive, spoofProbability: spoof, needToReview } = answer.liveness;
  const spoofIsLow = spoof === null ? null : spoof < DOCUMENTED_LIMITS.spoofProbabilityBelow;
  const contradiction: readonly FieldReason[] =
    isLive !== 'unknown' && spoofIsLow !== null && (isLive === 'yes') !== spoofIsLow
      ? ['liveContradictsProbability']
      : [];
  const liveReasons: readonly FieldReason[] =
    isLive === 'unknown'
      ? ['fieldMissing']
      : isLive === 'no' && contradiction.length === 0
        ? ['notLive']
        : [];
  const withinBankLimit = spoof !== null && spoof <= (strictness.maxSpoofProbability ?? 1);
  const bankReasons: readonly FieldReason[] = withinBankLimit ? [] : ['spoofAboveBankLimit'];
  const spoofReasons: readonly FieldReason[] =
    spoofIsLow === null ? ['fieldMissing'] : spoofIsLow ? bankReasons : isLive === 'yes' ? [] : ['notLive'];
  return [
    finding('liveness.code', codeAgreement(code), code !== null),
    finding('liveness.is_live', [...liveReasons, ...contradiction], isLive !== 'unknown'),
    finding('liveness.spoof_prob', [...spoofReasons, ...contradiction], spoof !== null),
    finding(
      'liveness.need_to_review',
      needToReview === 'yes' ? ['reviewRequested'] : needToReview === 'no' ? [] : ['fieldMissing'],
      needToReview !== 'unknown',
    ),
  ];
}

/** "N/A" for both is the service's ordinary answer for HD video: not assessed, which is not "none found". */
function deepfakeFindings(answer: Answer, strictness: Strictness, finding: MakeFinding): FieldFinding[] {
  const { isDeepfake, deepfakeProbability: probability } = answer.liveness;
  const reasons = deepfakeReasons(answer, strictness);
  return [
    finding('liveness.is_deepfake', reasons, isDeepfake !== 'unknown'),
    finding('liveness.deepfake_prob', reasons, probability !== null),
  ];
}

function deepfakeReasons(answer: Answer, strictness: Strictness): readonly FieldReason[] {
  const { isDeepfake, deepfakeProbability: probability } = answer.liveness;
  const isHigh = probability === null ? null : probability >= DOCUMENTED_LIMITS.deepfakeProbabilityBelow;
  if (isDeepfake !== 'unknown' && isHigh !== null && (isDeepfake === 'yes') !== isHigh) {
    return ['deepfakeContradictsProbability'];
  }
  if (isDeepfake === 'yes' || isHigh === true) return ['deepfakeReported'];
  if (isDeepfake === 'no' && isHigh === false) return [];
  const notAvailable = isDeepfake === 'unknown' && isHigh === null && !deepfakeIsAbsent(answer);
  if (!notAvailable) return ['deepfakeIncomplete'];
  return strictness.reviewWhenNotAssessed === true ? ['deepfakeMustBeAssessed'] : [];
}

const deepfakeIsAbsent = (answer: Answer): boolean =>
  answer.absent.includes('liveness.is_deepfake') || answer.absent.includes('liveness.deepfake_prob');

function matchFindings(answer: Answer, context: FieldContext, finding: MakeFinding): FieldFinding[] {
  if (matchSaysNothing(answer)) {
    const required = context.strictness.requireCard === true;
    const reasons: readonly FieldReason[] = context.cardSent
      ? ['matchMissing']
      : required
        ? ['bankRequiresCard']
        : [];
    return MATCH_FIELDS.map((field) => finding(field, reasons, false));
  }
  if (!context.cardSent) return MATCH_FIELDS.map((field) => finding(field, ['matchWithoutCard'], true));
  return sentMatchFindings(answer, context.strictness, finding);
}

const MATCH_FIELDS = ['face_match.code', 'face_match.isMatch', 'face_match.similarity'] as const;

function sentMatchFindings(answer: Answer, strictness: Strictness, finding: MakeFinding): FieldFinding[] {
  const code = answer.faceMatch?.code ?? null;
  const isMatch = answer.faceMatch?.isMatch ?? 'unknown';
  const similarity = answer.faceMatch?.similarity ?? null;
  const isHigh = similarity === null ? null : similarity >= DOCUMENTED_LIMITS.minSimilarity;
  const contradiction: readonly FieldReason[] =
    isMatch !== 'unknown' && isHigh !== null && (isMatch === 'yes') !== isHigh
      ? ['matchContradictsSimilarity']
      : [];
  const matchReasons: readonly FieldReason[] =
    isMatch === 'unknown'
      ? ['matchMissing']
      : isMatch === 'no' && contradiction.length === 0
        ? ['faceNotMatched']
        : [];
  const withinBankLimit = similarity !== null && similarity >= (strictness.minSimilarity ?? 0);
  const bankReasons: readonly FieldReason[] = withinBankLimit ? [] : ['similarityBelowBankLimit'];
  const similarityReasons: readonly FieldReason[] =
    isHigh === null ? ['fieldMissing'] : isHigh ? bankReasons : isMatch === 'yes' ? [] : ['faceNotMatched'];
  return [
    finding('face_match.code', codeAgreement(code), code !== null),
    finding('face_match.isMatch', [...matchReasons, ...contradiction], isMatch !== 'unknown'),
    finding('face_match.similarity', [...similarityReasons, ...contradiction], similarity !== null),
  ];
}
