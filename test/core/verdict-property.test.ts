import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnswerText } from '../../main/core/answer-text.ts';
import { decideReplyVerdict } from '../../main/core/gateway.ts';
import { parseAnswer } from '../../main/core/response.ts';
import { decideVerdict } from '../../main/core/verdict.ts';
import { bent, successAnswer, successV2 } from './answers.ts';

/** Written from the API's page alone, knowing nothing of the program: may this JSON be approved? */
function mayBeApproved(body: unknown, cardSent: boolean): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const top = body as Record<string, unknown>;
  if (plain(top['code']).trim() !== '200') return false;
  const isV2 = top['liveness'] === undefined;
  const live = (isV2 ? top : top['liveness']) as Record<string, unknown> | null;
  if (live === null || typeof live !== 'object' || (!isV2 && plain(live['code']).trim() !== '200'))
    return false;
  const spoof = decimal(isV2 ? live['prob'] : live['spoof_prob']);
  const deepfake = decimal(live['deepfake_prob']);
  const isTrue = (value: unknown): boolean => /^\s*true\s*$/i.test(plain(value));
  const isFalse = (value: unknown): boolean => /^\s*false\s*$/i.test(plain(value));
  const isNa = (value: unknown): boolean => /^\s*n\/a\s*$/i.test(plain(value));
  if (!isTrue(live['is_live']) || !(spoof >= 0 && spoof < 0.5) || !isFalse(live['need_to_review']))
    return false;
  const cleared = isFalse(live['is_deepfake']) && deepfake >= 0 && deepfake < 0.5;
  if (!cleared && !(isNa(live['is_deepfake']) && isNa(live['deepfake_prob']))) return false;
  const match = top['face_match'] as Record<string, unknown> | null | undefined;
  if (!cardSent) return match === null || match === undefined || !isTrue(match['isMatch']);
  if (match === null || match === undefined || (!isV2 && plain(match['code']).trim() !== '200')) return false;
  const similarity = decimal(match['similarity']);
  return isTrue(match['isMatch']) && similarity >= 80 && similarity <= 100;
}

/** Text of a plain value; objects and lists say nothing. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${value}`
    : '';
}

function decimal(value: unknown): number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
    ? Number(value)
    : NaN;
}

const words = [
  'true',
  'false',
  'N/A',
  '',
  'TRUE',
  'no',
  '0',
  '1',
  '200',
  '301',
  '303',
  '407',
  '0.49',
  '0.5',
  '80',
  'NaN',
];
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  fc.boolean(),
  fc.constantFrom(0, 1, 0.2, 0.5, 79.9, 80, 100, 101, 200, -1, null, undefined),
  fc.jsonValue({ maxDepth: 2 }),
);
const maybe = (likely: unknown) => fc.oneof({ weight: 12, arbitrary: fc.constant(likely) }, value);

const v3Answer = fc.record({
  code: maybe('200'),
  liveness: fc.oneof(
    {
      weight: 15,
      arbitrary: fc.record({
        code: maybe('200'),
        is_live: maybe('true'),
        spoof_prob: maybe('0.1'),
        need_to_review: maybe('false'),
        is_deepfake: maybe('N/A'),
        deepfake_prob: maybe('N/A'),
      }),
    },
    value,
  ),
  face_match: fc.oneof(
    {
      weight: 15,
      arbitrary: fc.record({ code: maybe('200'), isMatch: maybe('true'), similarity: maybe('93.1') }),
    },
    value,
  ),
});

const v2Answer = fc.record({
  code: maybe('200'),
  is_live: maybe(true),
  prob: maybe('0.1'),
  need_to_review: maybe(false),
  is_deepfake: maybe(false),
  deepfake_prob: maybe('0.01'),
  face_match: fc.oneof(
    { weight: 15, arbitrary: fc.record({ isMatch: maybe(true), similarity: maybe(93.1) }) },
    value,
  ),
  face_match_error: fc.oneof({ weight: 15, arbitrary: fc.constant({}) }, value),
});

describe('no approval unless every required field agrees', () => {
  it('holds for 10,000 arbitrary JSON texts', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.boolean(), (text, cardSent) => {
        const verdict = decideVerdict(parseAnswerText(text).answer, { mode: 'live', cardSent });
        expect(verdict.outcome).not.toBe('approved');
      }),
      { numRuns: 10_000 },
    );
  });

  it('holds for 10,000 answers close to an approval, some of which are approved', () => {
    let approvals = 0;
    fc.assert(
      fc.property(
        fc.oneof(v3Answer, v2Answer),
        fc.boolean(),
        fc.integer({ min: 100, max: 599 }),
        (body, cardSent, status) => {
          const context = { mode: 'live', cardSent } as const;
          const verdict = decideVerdict(parseAnswer(body), context);
          const reply = decideReplyVerdict(status, parseAnswer(body), context);
          const isSuccess = status >= 200 && status <= 299;
          const approved = verdict.outcome === 'approved';
          if (approved) approvals += 1;
          const allAgree =
            mayBeApproved(body, cardSent) && verdict.fields.every(({ agrees }) => agrees !== 'no');
          return (!approved || allAgree) && (reply.outcome !== 'approved' || (isSuccess && allAgree));
        },
      ),
      { numRuns: 10_000 },
    );
    // The property would be empty if nothing ever came near.
    expect(approvals).toBeGreaterThan(100);
  });
});

describe('one field flipped', () => {
  const flips: [string, 'liveness' | 'face_match' | 'top', unknown[]][] = [
    ['code', 'top', ['301', '303', '407', '999', 'N/A', '', undefined, null, true, [], {}, ['200']]],
    ['code', 'liveness', ['301', '413', '999', 'N/A', '', undefined, null, true, ['200']]],
    ['is_live', 'liveness', ['false', false, 'N/A', '', 'yes', 1, undefined, null, [true], {}]],
    ['spoof_prob', 'liveness', ['0.5', '0.9', 'N/A', '', 'NaN', '-0.1', '1.1', undefined, null, [], '0x0']],
    ['need_to_review', 'liveness', ['true', true, 'N/A', '', 'no', 0, undefined, null]],
    ['is_deepfake', 'liveness', ['true', true, 'false', '', 'maybe', 0, undefined, null]],
    ['deepfake_prob', 'liveness', ['0.5', '0.9', '0.1', '', 'none', undefined, null]],
    ['code', 'face_match', ['303', '407', '999', 'N/A', '', undefined, null]],
    ['isMatch', 'face_match', ['false', false, 'N/A', '', 'yes', 1, undefined, null]],
    ['similarity', 'face_match', ['79.99', '0', 'N/A', '', 'NaN', '101', undefined, null, ['99']]],
  ];

  it.each(flips)('%s of %s keeps the success sample from approval', (field, block, values) => {
    const context = { mode: 'live', cardSent: true } as const;
    expect(decideVerdict(parseAnswer(successAnswer()), context).outcome).toBe('approved');
    for (const flipped of values) {
      const change = { [field]: flipped };
      const body =
        block === 'top' ? bent({}, {}, change) : block === 'liveness' ? bent(change) : bent({}, change);
      expect({ flipped, outcome: decideVerdict(parseAnswer(body), context).outcome }).not.toMatchObject({
        outcome: 'approved',
      });
    }
  });

  it.each(['code', 'is_live', 'prob', 'need_to_review', 'is_deepfake', 'deepfake_prob', 'face_match'])(
    '%s left out of the v2 shape keeps it from approval',
    (field) => {
      const body = { ...successV2(), [field]: undefined };
      expect(decideVerdict(parseAnswer(body), { mode: 'live', cardSent: true }).outcome).not.toBe('approved');
    },
  );
});
