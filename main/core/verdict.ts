import { matchSaysNothing } from './response.ts';
import type { Answer } from './response.ts';
import { blamedCapture, CODE_MEANINGS, contradictsCode } from './verdict-codes.ts';
import type { BlamedCapture, CodeMeaning } from './verdict-codes.ts';
import { judgeFields } from './verdict-fields.ts';
import type { FieldFinding } from './verdict-fields.ts';
import { DOCUMENTED_STRICTNESS } from './verdict-policy.ts';
import type { Strictness } from './verdict-policy.ts';
import { FIELD_REASONS, PROBLEM_REASONS } from './verdict-reasons.ts';
import type { FieldReason, VerdictReason } from './verdict-reasons.ts';
import type { Mode, NextStep, Verdict, VerdictOutcome } from './verdict-shape.ts';

export interface VerdictContext {
  readonly mode: Mode;
  /** Whether this submission held a card image. */
  readonly cardSent: boolean;
  readonly strictness?: Strictness;
}

interface Decision {
  readonly outcome: VerdictOutcome;
  readonly nextStep: NextStep;
  readonly reasons: readonly VerdictReason[];
}

/**
 * The one function that decides. Pure and total: any answer gets a verdict, and none is approved unless
 * every required field agrees. SECURITY: law 2 of the design. Test: verdict-property.test.ts
 */
export function decideVerdict(answer: Answer, context: VerdictContext): Verdict {
  const { cardSent, strictness = DOCUMENTED_STRICTNESS } = context;
  const findings = judgeFields(answer, { cardSent, strictness });
  return toVerdict(answer, context.mode, decide(answer, cardSent, findings), findings);
}

/** A verdict about an answer that says nothing to judge: gateway pages, junk, the wrong service. */
export function serviceVerdict(mode: Mode, reason: VerdictReason, nextStep: NextStep): Verdict {
  return {
    mode,
    outcome: 'serviceError',
    reasons: [reason],
    fields: [],
    nextStep,
    code: null,
    similarity: null,
    spoofProbability: null,
    deepfakeProbability: null,
    warnings: [],
  };
}

function toVerdict(
  answer: Answer,
  mode: Mode,
  decision: Decision,
  findings: readonly FieldFinding[],
): Verdict {
  const warnings = [answer.liveness.warning, answer.faceMatch?.warning ?? null];
  return {
    mode,
    outcome: decision.outcome,
    reasons: [...new Set(decision.reasons)],
    fields: findings.map(({ field, value, agrees }) => ({ field, value, agrees })),
    nextStep: decision.nextStep,
    code: answer.code,
    similarity: answer.faceMatch?.similarity ?? null,
    spoofProbability: answer.liveness.spoofProbability,
    deepfakeProbability: answer.liveness.deepfakeProbability,
    warnings: warnings.filter((warning) => warning !== null),
  };
}

function decide(answer: Answer, cardSent: boolean, findings: readonly FieldFinding[]): Decision {
  const problems = answer.problems.map((problem) => PROBLEM_REASONS[problem]);
  if (answer.shape === 'unrecognised') return unrecognised(answer, problems);
  if (problems.length > 0) return toReview([...problems, ...reasonsOf(findings)]);
  const codes = codesOf(answer);
  const undocumented = codes.some((code) => !Object.hasOwn(CODE_MEANINGS, code));
  if (undocumented) return { outcome: 'unknown', nextStep: 'callSupport', reasons: ['codeUnknown'] };
  return codes.length === 0
    ? decideByFields(answer, cardSent, findings)
    : decideByCodes(codes, answer, cardSent, findings);
}

function unrecognised(answer: Answer, problems: readonly VerdictReason[]): Decision {
  if (answer.problems.includes('html'))
    return { outcome: 'serviceError', nextStep: 'tryLater', reasons: problems };
  return {
    outcome: 'unknown',
    nextStep: 'callSupport',
    reasons: problems.length > 0 ? problems : ['answerNotUnderstood'],
  };
}

/** Every code in the answer that is not 200; the top one first. */
function codesOf(answer: Answer): readonly string[] {
  const codes = [answer.code, answer.liveness.code, answer.faceMatch?.code ?? null];
  return [...new Set(codes.filter((code): code is string => code !== null && code !== '200'))];
}

function decideByFields(answer: Answer, cardSent: boolean, findings: readonly FieldFinding[]): Decision {
  const reasons = reasonsOf(findings);
  const has = (kind: (typeof FIELD_REASONS)[FieldReason]): boolean =>
    reasons.some((reason) => FIELD_REASONS[reason] === kind);
  if (has('notLive')) return { outcome: 'rejected', nextStep: 'askReviewer', reasons };
  if (has('doubt') || has('missing')) return toReview(reasons);
  if (has('notMatch')) return { outcome: 'rejected', nextStep: 'retakeCard', reasons };
  return { outcome: 'approved', nextStep: 'finish', reasons: approvalReasons(answer, cardSent) };
}

function toReview(reasons: readonly VerdictReason[]): Decision {
  const onlyCardIsMissing = reasons.every((reason) => reason === 'bankRequiresCard');
  return { outcome: 'review', nextStep: onlyCardIsMissing ? 'retakeCard' : 'askReviewer', reasons };
}

function approvalReasons(answer: Answer, cardSent: boolean): readonly VerdictReason[] {
  const assessed = answer.liveness.isDeepfake !== 'unknown';
  return [
    cardSent ? 'liveAndMatched' : 'liveWithoutCard',
    assessed ? 'deepfakeNotFound' : 'deepfakeNotAssessed',
  ];
}

interface BlamedCode {
  readonly code: string;
  readonly meaning: CodeMeaning;
  readonly capture: BlamedCapture;
}

function decideByCodes(
  codes: readonly string[],
  answer: Answer,
  cardSent: boolean,
  findings: readonly FieldFinding[],
): Decision {
  const blamed = codes.flatMap((code): BlamedCode[] => {
    const meaning = CODE_MEANINGS[code];
    return meaning === undefined
      ? []
      : [{ code, meaning, capture: blamedCapture(code, meaning, answer, cardSent) }];
  });
  const reasons = blamed.map(reasonOf);
  if (codes.some((code) => contradictsCode(code, answer))) {
    return toReview([...reasons, 'codeContradictsFields', ...reasonsOf(findings, 'doubt')]);
  }
  if (!cardSent && (blamed.some(({ capture }) => capture === 'card') || !matchIsOfNoCard(answer))) {
    return toReview([...reasons, 'matchWithoutCard']);
  }
  const attack = blamed.some(({ meaning, capture }) => meaning.verdict === 'rejected' && capture === 'face');
  if (attack) return { outcome: 'rejected', nextStep: 'askReviewer', reasons };
  return decideRetake(blamed, reasons, findings);
}

/** Without a card the match block may be silent, or repeat the code of the whole request. */
function matchIsOfNoCard(answer: Answer): boolean {
  const match = answer.faceMatch;
  if (match === null || matchSaysNothing(answer)) return true;
  return match.isMatch === 'unknown' && match.similarity === null && match.code === answer.code;
}

function decideRetake(
  blamed: readonly BlamedCode[],
  reasons: readonly VerdictReason[],
  findings: readonly FieldFinding[],
): Decision {
  const both = blamed.some(({ capture }) => capture === 'both');
  const blamesFace = both || blamed.some(({ capture }) => capture === 'face');
  const blamesCard = both || blamed.some(({ capture }) => capture === 'card');
  if (blamesFace && blamesCard) return { outcome: 'retakeBoth', nextStep: 'retakeBoth', reasons };
  if (blamesFace) return { outcome: 'retakeFace', nextStep: 'retakeFace', reasons };
  return decideCardRetake(blamed, reasons, findings);
}

/** Only the card is to blame, so the video is kept: which asks that nothing speaks against the video. */
function decideCardRetake(
  blamed: readonly BlamedCode[],
  reasons: readonly VerdictReason[],
  findings: readonly FieldFinding[],
): Decision {
  const aboutLiveness = findings.filter(
    ({ field }) => field.startsWith('liveness') && field !== 'liveness.code',
  );
  const against = reasonsOf(aboutLiveness);
  if (against.some((reason) => FIELD_REASONS[reason] === 'notLive')) {
    return { outcome: 'rejected', nextStep: 'askReviewer', reasons: [...against, ...reasons] };
  }
  const doubts = reasonsOf(aboutLiveness, 'doubt');
  if (doubts.length > 0) return toReview([...reasons, ...doubts]);
  const matchDoubts = reasonsOf(findings, 'doubt').filter(
    (reason) => reason === 'matchContradictsSimilarity',
  );
  if (matchDoubts.length > 0) return toReview([...reasons, ...matchDoubts]);
  const differs = blamed.some(({ meaning }) => meaning.verdict === 'rejected');
  return { outcome: differs ? 'rejected' : 'retakeCard', nextStep: 'retakeCard', reasons };
}

/** The reason of a code, said of the capture it blames. */
function reasonOf({ code, meaning, capture }: BlamedCode): VerdictReason {
  if (code === '409')
    return capture === 'card' ? 'cardImageInvalid' : capture === 'face' ? 'videoInvalid' : 'inputInvalid';
  return capture === 'card' && meaning.capture === 'face' ? 'cardFaceUnusable' : meaning.reason;
}

function reasonsOf(
  findings: readonly FieldFinding[],
  kind?: (typeof FIELD_REASONS)[FieldReason],
): readonly FieldReason[] {
  const all = findings.flatMap(({ reasons }) => reasons);
  return [...new Set(kind === undefined ? all : all.filter((reason) => FIELD_REASONS[reason] === kind))];
}
