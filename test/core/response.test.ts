import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ANSWER_CHARACTERS, parseAnswerText } from '../../main/core/answer-text.ts';
import { matchSaysNothing, parseAnswer } from '../../main/core/response.ts';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';
import { bent, successAnswer, successV2 } from './answers.ts';

/** What JSON is made of, so that random texts come close to it. */
const JSON_LETTERS = ['{', '}', '[', ']', '"', ':', ',', '\\', ' ', 'a', '1'];

describe('a v3 answer', () => {
  it('reads every field of the success sample', () => {
    expect(parseAnswer(successAnswer())).toMatchObject({
      shape: 'v3',
      code: '200',
      liveness: {
        code: '200',
        isLive: 'yes',
        spoofProbability: 0.3587,
        needToReview: 'no',
        isDeepfake: 'unknown',
        deepfakeProbability: null,
        warning: null,
      },
      faceMatch: { code: '200', isMatch: 'yes', similarity: 99.97, warning: null },
      malformed: [],
      absent: [],
      problems: [],
    });
  });

  it('keeps the warning of the first sample', () => {
    const { answer } = parseAnswerText(SAMPLE_ANSWERS.matchContradiction);
    expect(answer.liveness.warning).toContain('Resolution of video is too low');
  });

  it.each([
    ['TRUE', 'yes'],
    [' False ', 'no'],
    [true, 'yes'],
    [false, 'no'],
    ['N/A', 'unknown'],
    ['n/a', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
    [1, 'unknown'],
    ['yes', 'unknown'],
    [[true], 'unknown'],
    [{ value: true }, 'unknown'],
  ])('reads is_live %j as %s', (given, expected) => {
    expect(parseAnswer(bent({ is_live: given })).liveness.isLive).toBe(expected);
  });

  it.each([
    ['0.0015', 0.0015],
    [0.25, 0.25],
    ['1e-3', 0.001],
    ['0', 0],
    ['1', 1],
    ['N/A', null],
  ])('reads spoof_prob %j as %j', (given, expected) => {
    const answer = parseAnswer(bent({ spoof_prob: given }));
    expect(answer.liveness.spoofProbability).toBe(expected);
    expect(answer.malformed).toEqual([]);
  });

  it.each([
    'NaN',
    'Infinity',
    '-0.1',
    '1.01',
    '0,5',
    '0x0',
    '12%',
    'low',
    NaN,
    Infinity,
    -1,
    2,
    [0.1],
    {},
    true,
  ])('flags spoof_prob %j as malformed instead of taking it for a number', (given) => {
    const answer = parseAnswer(bent({ spoof_prob: given }));
    expect(answer.liveness.spoofProbability).toBeNull();
    expect(answer.malformed).toContain('liveness.spoof_prob');
  });

  it.each(['100.01', -1, '1e99'])('flags similarity %j as malformed', (given) => {
    const answer = parseAnswer(bent({}, { similarity: given }));
    expect(answer.faceMatch?.similarity).toBeNull();
    expect(answer.malformed).toEqual(['face_match.similarity']);
  });

  it('takes codes as strings or numbers', () => {
    expect(parseAnswer(bent({ code: 200 }, { code: 200 }, { code: 200 }))).toMatchObject({
      code: '200',
      liveness: { code: '200' },
      faceMatch: { code: '200' },
    });
  });

  it('tells a missing field from "N/A"', () => {
    expect(parseAnswer(bent({ is_deepfake: undefined })).absent).toEqual(['liveness.is_deepfake']);
    expect(parseAnswer(bent({ is_deepfake: 'N/A' })).absent).toEqual([]);
  });

  it('says that a match block full of "N/A" says nothing', () => {
    const answer = parseAnswerText(SAMPLE_ANSWERS.stillImage).answer;
    expect(matchSaysNothing(answer)).toBe(true);
    expect(matchSaysNothing(parseAnswer(successAnswer()))).toBe(false);
  });

  it('knows an answer that is nothing but a code', () => {
    expect(parseAnswer({ code: '409', message: 'No video uploaded' })).toMatchObject({
      shape: 'v3',
      code: '409',
    });
  });
});

describe('a v2 answer', () => {
  it('maps the flat fields onto the same model', () => {
    expect(parseAnswer(successV2())).toMatchObject({
      shape: 'v2',
      code: '200',
      liveness: {
        code: '200',
        isLive: 'yes',
        spoofProbability: 0.006677149,
        needToReview: 'no',
        isDeepfake: 'no',
        deepfakeProbability: 0.0016087113,
      },
      faceMatch: { code: '200', isMatch: 'yes', similarity: 97.5 },
      malformed: [],
    });
  });

  it('takes the code of a failed match from face_match_error', () => {
    const raw = {
      ...successV2(),
      face_match: {},
      face_match_error: { code: 407, data: 'No faces detected' },
    };
    expect(parseAnswer(raw).faceMatch).toMatchObject({ code: '407', isMatch: 'unknown', similarity: null });
  });

  it('has no match block when both parts are empty', () => {
    expect(parseAnswer({ ...successV2(), face_match: {}, face_match_error: {} }).faceMatch).toBeNull();
  });

  it('flags a match error without a code', () => {
    const raw = { ...successV2(), face_match_error: { data: 'something' } };
    expect(parseAnswer(raw).malformed).toContain('face_match.code');
  });
});

describe('anything else', () => {
  it.each([
    null,
    undefined,
    'text',
    12,
    true,
    [],
    {},
    [{ code: '200' }],
    { message: 'No API key found in request' },
  ])('is unrecognised: %j', (body) => {
    expect(parseAnswer(body).shape).toBe('unrecognised');
  });

  it('reads own properties only', () => {
    const polluted: unknown = JSON.parse(`{"__proto__":${SAMPLE_ANSWERS.success}}`);
    expect(parseAnswer(polluted).shape).toBe('unrecognised');
    expect(parseAnswer(Object.create(successAnswer())).shape).toBe('unrecognised');
    expect(Object.hasOwn(Object.prototype, 'code')).toBe(false);
  });

  it('names an answer that mixes both shapes', () => {
    expect(parseAnswer({ ...successV2(), ...successAnswer() }).problems).toEqual(['bothShapes']);
  });

  it('never throws, whatever the value (10,000 runs)', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (value) => {
        const everywhere = {
          code: value,
          liveness: value,
          face_match: value,
          is_live: value,
          face_match_error: value,
        };
        const inside = { liveness: { is_live: value, spoof_prob: value }, face_match: { isMatch: value } };
        const shapes = [value, everywhere, { code: '200', ...inside }].map((body) => parseAnswer(body).shape);
        expect(['v3', 'v2', 'unrecognised']).toEqual(expect.arrayContaining(shapes));
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('answer text', () => {
  it.each([
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['<html><body>502 Bad Gateway</body></html>', 'html'],
    ['{"code":"200"', 'notJson'],
    ['not json', 'notJson'],
    ['{"a":'.repeat(100_000), 'tooDeep'],
    ['['.repeat(1_000_000), 'tooDeep'],
    [`"${'a'.repeat(MAX_ANSWER_CHARACTERS)}"`, 'tooLarge'],
  ])('%# is refused by name', (text, problem) => {
    expect(parseAnswerText(text)).toMatchObject({
      answer: { shape: 'unrecognised', problems: [problem] },
      body: null,
    });
  });

  it('reads past a byte order mark', () => {
    expect(parseAnswerText(`\uFEFF${SAMPLE_ANSWERS.success}`).answer.code).toBe('200');
  });

  it.each([
    '{"code":"301","code":"200","liveness":{}}',
    '{"code":"301","c\\u006fde":"200","liveness":{}}',
    '{"code"   \n :"301", "code":"200","liveness":{}}',
    '{"liveness":{"is_live":"false","is_live":"true"}}',
  ])('names a field given twice: %s', (text) => {
    expect(parseAnswerText(text).answer.problems).toEqual(['duplicateKeys']);
  });

  it('does not take equal keys of different objects, or equal values, for duplicates', () => {
    expect(
      parseAnswerText('{"code":"code","liveness":{"code":"code"},"x":["code","code"]}').answer.problems,
    ).toEqual([]);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.string({ unit: fc.constantFrom(...JSON_LETTERS) })),
        (text) => {
          expect(parseAnswerText(text)).toHaveProperty('answer');
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
