import { describe, expect, it } from 'vitest';
import { parseAnswerText } from '../../main/core/answer-text.ts';
import { decideReplyVerdict } from '../../main/core/gateway.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { parseAnswer, unrecognisedAnswer } from '../../main/core/response.ts';
import { documentedCodes } from '../../main/core/verdict-codes.ts';
import { strictnessSchema } from '../../main/core/verdict-policy.ts';
import { isVerdictReason, verdictReasons } from '../../main/core/verdict-reasons.ts';
import { decideVerdict } from '../../main/core/verdict.ts';
import type { VerdictContext } from '../../main/core/verdict.ts';
import { verdictSchema } from '../../main/core/verdict-shape.ts';
import type { Verdict } from '../../main/core/verdict-shape.ts';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';
import { bent, successAnswer, successV2 } from './answers.ts';

const withCard: VerdictContext = { mode: 'live', cardSent: true };
const noCard: VerdictContext = { mode: 'live', cardSent: false };
const judge = (body: unknown, context = withCard): Verdict => decideVerdict(parseAnswer(body), context);
const silentMatch = { code: 'N/A', message: 'N/A', isMatch: 'N/A', similarity: 'N/A', warning: 'N/A' };

describe("the page's six samples", () => {
  it.each([
    ['matchContradiction', 'rejected', 'retakeCard', 'faceNotMatched'],
    ['success', 'approved', 'finish', 'liveAndMatched'],
    ['notMatching', 'rejected', 'retakeCard', 'faceNotMatched'],
    ['noFaceInDocument', 'retakeCard', 'retakeCard', 'noFaceInDocument'],
    ['stillImage', 'retakeFace', 'retakeFace', 'videoIsStill'],
    ['invalidUpload', 'retakeCard', 'retakeCard', 'cardImageInvalid'],
  ] as const)('%s is %s, then %s, because %s', (name, outcome, nextStep, reason) => {
    const { answer } = parseAnswerText(SAMPLE_ANSWERS[name]);
    const verdict = decideVerdict(answer, withCard);
    expect(verdict).toMatchObject({ outcome, nextStep });
    expect(verdict.reasons[0]).toBe(reason);
  });

  it('shows the warning of the first sample', () => {
    const verdict = decideVerdict(parseAnswerText(SAMPLE_ANSWERS.matchContradiction).answer, withCard);
    expect(verdict.warnings).toEqual([
      'Resolution of video is too low. Please upload video with at least HD resolution to ensure accuracy',
    ]);
  });
});

describe('an approval', () => {
  it('says that deepfake was not assessed when the service says N/A', () => {
    const verdict = judge(successAnswer());
    expect(verdict.reasons).toEqual(['liveAndMatched', 'deepfakeNotAssessed']);
    expect(verdict.fields.find(({ field }) => field === 'liveness.is_deepfake')).toEqual({
      field: 'liveness.is_deepfake',
      value: null,
      agrees: 'notAssessed',
    });
  });

  it('lists every required field as agreeing', () => {
    const verdict = judge(bent({ is_deepfake: 'false', deepfake_prob: '0.0' }));
    expect(verdict.outcome).toBe('approved');
    expect(verdict.fields).toHaveLength(10);
    expect(new Set(verdict.fields.map(({ agrees }) => agrees))).toEqual(new Set(['yes']));
  });

  it('is possible without a card only when the match says nothing', () => {
    const answer = { ...successAnswer(), face_match: silentMatch };
    expect(judge(answer, noCard)).toMatchObject({ outcome: 'approved', nextStep: 'finish' });
    expect(judge({ ...answer, face_match: undefined }, noCard).outcome).toBe('approved');
    expect(judge(successAnswer(), noCard)).toMatchObject({
      outcome: 'review',
      reasons: ['matchWithoutCard'],
    });
  });

  it('never reads a silent match as a match when a card was sent', () => {
    const answer = { ...successAnswer(), face_match: silentMatch };
    expect(judge(answer)).toMatchObject({ outcome: 'review', reasons: ['matchMissing'] });
    expect(judge({ ...answer, face_match: undefined }).outcome).toBe('review');
  });

  it('is given to the v2 shape as well', () => {
    expect(judge(successV2())).toMatchObject({ outcome: 'approved', similarity: 97.5 });
  });
});

describe('contradictions and gaps', () => {
  it.each([
    ['is_live true, spoof 0.7', bent({ spoof_prob: '0.7' }), 'review', 'liveContradictsProbability'],
    ['is_live true, spoof 0.5', bent({ spoof_prob: '0.5' }), 'review', 'liveContradictsProbability'],
    [
      'is_live false, spoof 0.1',
      bent({ is_live: 'false', spoof_prob: '0.1' }),
      'review',
      'liveContradictsProbability',
    ],
    ['is_live false, spoof 0.9', bent({ is_live: 'false', spoof_prob: '0.9' }), 'rejected', 'notLive'],
    ['is_live N/A', bent({ is_live: 'N/A' }), 'review', 'fieldMissing'],
    ['spoof N/A', bent({ spoof_prob: 'N/A' }), 'review', 'fieldMissing'],
    ['spoof NaN', bent({ spoof_prob: 'NaN' }), 'review', 'fieldMalformed'],
    ['review asked for', bent({ need_to_review: 'true' }), 'review', 'reviewRequested'],
    ['review unknown', bent({ need_to_review: 'N/A' }), 'review', 'fieldMissing'],
    ['deepfake', bent({ is_deepfake: 'true', deepfake_prob: '0.9' }), 'rejected', 'deepfakeReported'],
    ['deepfake without number', bent({ is_deepfake: 'true' }), 'rejected', 'deepfakeReported'],
    ['deepfake 0.5 alone', bent({ deepfake_prob: '0.5' }), 'rejected', 'deepfakeReported'],
    [
      'deepfake true, 0.1',
      bent({ is_deepfake: 'true', deepfake_prob: '0.1' }),
      'review',
      'deepfakeContradictsProbability',
    ],
    [
      'deepfake false, 0.6',
      bent({ is_deepfake: 'false', deepfake_prob: '0.6' }),
      'review',
      'deepfakeContradictsProbability',
    ],
    ['deepfake half said', bent({ is_deepfake: 'false' }), 'review', 'deepfakeIncomplete'],
    [
      'deepfake left out',
      bent({ is_deepfake: undefined, deepfake_prob: undefined }),
      'review',
      'deepfakeIncomplete',
    ],
    ['match true, 79.9', bent({}, { similarity: '79.9' }), 'review', 'matchContradictsSimilarity'],
    [
      'match false, 80',
      bent({}, { isMatch: 'false', similarity: '80' }),
      'review',
      'matchContradictsSimilarity',
    ],
    ['match without similarity', bent({}, { similarity: 'N/A' }), 'review', 'fieldMissing'],
    ['match without code', bent({}, { code: undefined }), 'review', 'fieldMissing'],
    ['liveness without code', bent({ code: undefined }), 'review', 'fieldMissing'],
    ['no top code', bent({}, {}, { code: undefined }), 'review', 'fieldMissing'],
    ['no liveness block', { ...successAnswer(), liveness: undefined }, 'review', 'fieldMissing'],
    ['liveness is a list', { ...successAnswer(), liveness: [] }, 'review', 'fieldMissing'],
    [
      'not live and not matched',
      bent({ is_live: 'false', spoof_prob: '0.9' }, { isMatch: 'false', similarity: '3' }),
      'rejected',
      'notLive',
    ],
    [
      'not matched and in doubt',
      bent({ need_to_review: 'true' }, { isMatch: 'false', similarity: '3' }),
      'review',
      'reviewRequested',
    ],
  ])('%s', (_name, answer, outcome, reason) => {
    const verdict = judge(answer);
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.reasons).toContain(reason);
  });

  it('does not trust an answer that names a field twice', () => {
    const text = SAMPLE_ANSWERS.success.replace('"is_live"', '"is_live": "false", "is_live"');
    expect(decideVerdict(parseAnswerText(text).answer, withCard)).toMatchObject({
      outcome: 'review',
      reasons: ['answerNamesFieldTwice'],
    });
  });
});

describe('codes', () => {
  const coded = (code: string, liveness = {}, faceMatch: object = silentMatch): unknown => ({
    code,
    message: 'm',
    liveness: {
      ...bent({}).liveness,
      code,
      is_live: 'N/A',
      spoof_prob: 'N/A',
      need_to_review: 'N/A',
      ...liveness,
    },
    face_match: faceMatch,
  });

  it.each([
    ['301', 'rejected', 'askReviewer', 'faceIsSpoof'],
    ['302', 'rejected', 'askReviewer', 'faceSeemsDeepfake'],
    ['406', 'retakeFace', 'retakeFace', 'faceQualityPoor'],
    ['408', 'retakeFace', 'retakeFace', 'moreThanOneFace'],
    ['409', 'retakeBoth', 'retakeBoth', 'inputInvalid'],
    ['410', 'retakeFace', 'retakeFace', 'faceLost'],
    ['411', 'retakeFace', 'retakeFace', 'faceTooSmall'],
    ['412', 'retakeFace', 'retakeFace', 'faceBlurry'],
    ['413', 'retakeFace', 'retakeFace', 'videoIsStill'],
    ['422', 'retakeFace', 'retakeFace', 'faceNotFrontal'],
    ['423', 'retakeFace', 'retakeFace', 'faceOutOfFrame'],
  ])('%s is %s', (code, outcome, nextStep, reason) => {
    const verdict = judge(coded(code, {}, code === '409' ? { ...silentMatch, code } : silentMatch));
    expect(verdict).toMatchObject({ outcome, nextStep, reasons: [reason], code });
    expect(judge({ code, message: 'm' }).outcome).toBe(outcome);
  });

  it('covers every code the page documents', () => {
    expect(documentedCodes).toEqual('200 301 302 303 406 407 408 409 410 411 412 413 422 423'.split(' '));
  });

  it.each(['406', '408', '411', '412'])('%s in the match block alone blames the card', (code) => {
    const answer = bent({}, { ...silentMatch, code }, { code });
    expect(judge(answer)).toMatchObject({ outcome: 'retakeCard', reasons: ['cardFaceUnusable'] });
  });

  it.each([
    ['No video uploaded', 'retakeFace'],
    ['Video is too short', 'retakeFace'],
    ['Invalid upload image', 'retakeCard'],
    ['Invalid input', 'retakeBoth'],
    ['Wrong extension', 'retakeBoth'],
  ])('409 "%s" in both blocks is %s', (message, outcome) => {
    const block = { ...silentMatch, code: '409', message };
    expect(judge({ code: '409', message, liveness: block, face_match: block }).outcome).toBe(outcome);
  });

  it('409 without a card can only mean the video', () => {
    expect(decideVerdict(parseAnswerText(SAMPLE_ANSWERS.invalidUpload).answer, noCard)).toMatchObject({
      outcome: 'retakeFace',
      reasons: ['videoInvalid'],
    });
  });

  it('409 in the match block alone keeps the video', () => {
    expect(judge(bent({}, { ...silentMatch, code: '409' }, { code: '409' })).outcome).toBe('retakeCard');
  });

  it('asks for both when the face and the card failed', () => {
    const verdict = judge(coded('410', {}, { ...silentMatch, code: '407' }));
    expect(verdict).toMatchObject({ outcome: 'retakeBoth', reasons: ['faceLost', 'noFaceInDocument'] });
  });

  it('follows a block that failed under a top code 200', () => {
    expect(judge(bent({ code: '301', is_live: 'false', spoof_prob: '0.9' })).outcome).toBe('rejected');
    expect(judge(bent({ code: '406' })).outcome).toBe('retakeFace');
    expect(judge(bent({}, { code: '303', isMatch: 'false', similarity: '2' })).outcome).toBe('rejected');
  });

  it.each([
    ['301 and is_live true', bent({ code: '301' }, {}, { code: '301' })],
    [
      '302 and no deepfake',
      bent({ code: '302', is_deepfake: 'false', deepfake_prob: '0' }, {}, { code: '302' }),
    ],
    ['303 and isMatch true', bent({}, { code: '303' }, { code: '303' })],
    ['407 and isMatch true', bent({}, { code: '407' }, { code: '407' })],
    ['303 and similarity 95', bent({}, { code: '303', isMatch: 'false', similarity: '95' }, { code: '303' })],
    [
      '407 and review asked for',
      bent({ need_to_review: 'true' }, { ...silentMatch, code: '407' }, { code: '407' }),
    ],
  ])('%s is for a person to review', (_name, answer) => {
    expect(judge(answer)).toMatchObject({ outcome: 'review', nextStep: 'askReviewer' });
  });

  it('does not offer a new card scan to a face that is not live', () => {
    const answer = bent(
      { is_live: 'false', spoof_prob: '0.8' },
      { code: '303', isMatch: 'false', similarity: '1' },
      { code: '303' },
    );
    expect(judge(answer)).toMatchObject({ outcome: 'rejected', nextStep: 'askReviewer' });
  });

  it('sends a card code without a card to review', () => {
    expect(decideVerdict(parseAnswerText(SAMPLE_ANSWERS.notMatching).answer, noCard).outcome).toBe('review');
  });

  it.each(['201', '400', '999', '-1', 'toString', '__proto__', 'OK'])(
    '%s is unknown, never approved',
    (code) => {
      expect(judge(bent({}, {}, { code }))).toMatchObject({ outcome: 'unknown', reasons: ['codeUnknown'] });
      expect(judge(bent({ code })).outcome).toBe('unknown');
      expect(judge(bent({}, { code })).outcome).toBe('unknown');
    },
  );
});

describe("a bank's strictness", () => {
  const strict = (strictness: VerdictContext['strictness']): VerdictContext => ({ ...withCard, strictness });

  it.each([
    [{ minSimilarity: 99.98 }, 'similarityBelowBankLimit'],
    [{ maxSpoofProbability: 0.3 }, 'spoofAboveBankLimit'],
    [{ reviewWhenNotAssessed: true }, 'deepfakeMustBeAssessed'],
  ])('%j sends the success sample to review', (strictness, reason) => {
    expect(judge(successAnswer(), strict(strictness))).toMatchObject({
      outcome: 'review',
      reasons: [reason],
    });
  });

  it('asks for a card scan where a card is required', () => {
    const answer = { ...successAnswer(), face_match: undefined };
    expect(judge(answer, { ...noCard, strictness: { requireCard: true } })).toMatchObject({
      outcome: 'review',
      nextStep: 'retakeCard',
      reasons: ['bankRequiresCard'],
    });
  });

  it('cannot be laxer than the documented limits, even past its schema', () => {
    expect(strictnessSchema.safeParse({ minSimilarity: 50 }).success).toBe(false);
    expect(strictnessSchema.safeParse({ maxSpoofProbability: 0.6 }).success).toBe(false);
    expect(strictnessSchema.safeParse({ minSimilarty: 90 }).success).toBe(false);
    const lax = strict({ minSimilarity: 0, maxSpoofProbability: 1 });
    expect(judge(bent({ spoof_prob: '0.6' }, { similarity: '70' }), lax).outcome).toBe('review');
    expect(judge(bent({}, { similarity: '90' }), strict({ minSimilarity: NaN })).outcome).toBe('review');
  });
});

describe('answers of gateways', () => {
  const empty = unrecognisedAnswer(['empty']);

  it.each([
    [301, 'redirectRefused', 'callSupport'],
    [400, 'requestNotAccepted', 'callSupport'],
    [401, 'keyRefused', 'callSupport'],
    [403, 'accessRefused', 'callSupport'],
    [413, 'requestTooLarge', 'callSupport'],
    [429, 'tooManyRequests', 'tryLater'],
    [500, 'serviceFailed', 'tryLater'],
    [502, 'serviceBusy', 'tryLater'],
    [503, 'serviceBusy', 'tryLater'],
    [504, 'serviceBusy', 'tryLater'],
  ])('HTTP %i is %s, then %s', (status, reason, nextStep) => {
    expect(decideReplyVerdict(status, empty, withCard)).toMatchObject({
      outcome: 'serviceError',
      reasons: [reason],
      nextStep,
    });
    expect(decideReplyVerdict(status, parseAnswer(successAnswer()), withCard).outcome).toBe('serviceError');
  });

  it("believes the engine's own refusal whatever the HTTP status around it", () => {
    const { answer } = parseAnswerText(SAMPLE_ANSWERS.stillImage);
    expect(decideReplyVerdict(413, answer, withCard).outcome).toBe('retakeFace');
  });

  it('does not take the body of a gateway for a code of the engine', () => {
    expect(
      decideReplyVerdict(413, parseAnswer({ code: '413', message: 'too large' }), withCard).outcome,
    ).toBe('serviceError');
  });

  it('calls a web page under HTTP 200 a service error and junk unknown', () => {
    expect(decideReplyVerdict(200, unrecognisedAnswer(['html']), withCard).outcome).toBe('serviceError');
    expect(decideReplyVerdict(200, empty, withCard)).toMatchObject({
      outcome: 'unknown',
      nextStep: 'callSupport',
    });
  });
});

describe('a verdict', () => {
  it('fits its shape and gives only reasons that have sentences', () => {
    for (const sample of Object.values(SAMPLE_ANSWERS)) {
      const verdict = decideVerdict(parseAnswerText(sample).answer, withCard);
      expect(verdictSchema.parse(verdict)).toEqual(verdict);
      for (const reason of verdict.reasons) expect(isVerdictReason(reason)).toBe(true);
    }
    expect(verdictReasons.length).toBe(Object.keys(catalogues.vi.verdict.reasons).length);
  });
});
