import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnswerText } from '../../main/core/answer-text.ts';
import { decideReplyVerdict } from '../../main/core/gateway.ts';
import { parseAnswer } from '../../main/core/response.ts';
import { decideVerdict } from '../../main/core/verdict.ts';
import { bent, successAnswer, successV2 } from './answers.ts';
import { mayBeApproved, v2Answer, v3Answer } from './approval-oracle.ts';

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
