import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeConsentAct } from '../../main/core/consent-act.ts';
import {
  MAX_POINTS,
  MAX_STROKES,
  PAD,
  signatureSvg,
  signedSchema,
  strokesSchema,
  type Strokes,
} from '../../main/core/signature.ts';

/** A stroke to the right of so many points and such a length, ten milliseconds a point. */
const stroke = (points: number, length: number): Strokes[number] =>
  Array.from({ length: points }, (_, n) => [Math.round((n / (points - 1)) * length), 2000, n * 10]);

const judge = (signed: Parameters<typeof judgeConsentAct>[1]) => judgeConsentAct('signature', signed, 'vi');
const refused = { ok: false, failure: { code: 'consentNotSigned' } };

describe('consent where policy asks for a signature', () => {
  it('is given by one real stroke, however many dots stand beside it', () => {
    const strokes = [stroke(2, 10), stroke(40, 4000)];
    expect(judge({ by: 'signature', strokes })).toEqual({ ok: true, value: { act: 'signature', strokes } });
  });

  it.each([
    ['nothing', undefined],
    ['an empty area', { by: 'signature', strokes: [] }],
    ['a dot', { by: 'signature', strokes: [[[5000, 2000, 0]]] }],
    ['a long line of too few points', { by: 'signature', strokes: [stroke(7, 9000)] }],
    ['many points that go nowhere', { by: 'signature', strokes: [stroke(200, 1499)] }],
    [
      'many strokes of which none is a real one',
      { by: 'signature', strokes: Array(60).fill(stroke(7, 1400)) },
    ],
    ['other words', { by: 'typed', words: 'TÔI KHÔNG ĐỒNG Ý' }],
    ['the words of another language', { by: 'typed', words: 'I AGREE' }],
  ] as const)('is not given by %s', (_, signed) => {
    expect(judge(signed)).toEqual(refused);
  });

  it.each(['TÔI ĐỒNG Ý', ' tôi  đồng ý ', 'Tôi đồng ý'.normalize('NFD')])(
    'is given, and recorded as typed, by the words "%s"',
    (words) => {
      expect(judge({ by: 'typed', words })).toEqual({ ok: true, value: { act: 'typed', strokes: null } });
    },
  );

  it('is judged for every drawing that the schema lets through', () => {
    const point = fc.tuple(
      fc.integer({ min: 0, max: PAD.width }),
      fc.integer({ min: 0, max: PAD.height }),
      fc.nat(600_000),
    );
    const strokes = fc.array(fc.array(point, { minLength: 1, maxLength: 30 }), { maxLength: 8 });
    fc.assert(
      fc.property(strokes, (drawn) => {
        const given = judge({ by: 'signature', strokes: strokesSchema.parse(drawn) });
        const isLongEnough = drawn.some(({ length }) => length >= 8);
        expect(given.ok && !isLongEnough).toBe(false);
        expect(signatureSvg(drawn).match(/<polyline/g) ?? []).toHaveLength(drawn.length);
      }),
    );
  });
});

it('where a tick is asked, a tick is what is recorded, whatever else is sent along', () => {
  const strokes = [stroke(40, 4000)];
  expect(judgeConsentAct('tickAndPress', { by: 'signature', strokes }, 'vi')).toEqual({
    ok: true,
    value: { act: 'tickAndPress', strokes: null },
  });
});

it.each([
  ['too many strokes', Array.from({ length: MAX_STROKES + 1 }, () => [[0, 0, 0]])],
  ['too many points', [Array.from({ length: MAX_POINTS + 1 }, () => [0, 0, 0])]],
  ['a stroke without a point', [[]]],
  ['points outside', [[[PAD.width + 1, 0, 0]]]],
  ['fractions', [[[0.5, 0, 0]]]],
  ['a point with more in it', [[[0, 0, 0, 0]]]],
])('a drawing with %s is refused at the door', (_, strokes) => {
  expect(signedSchema.safeParse({ by: 'signature', strokes }).success).toBe(false);
});
