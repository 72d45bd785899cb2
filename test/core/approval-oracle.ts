import * as fc from 'fast-check';

/** Written from the API's page alone, knowing nothing of the program: may this JSON be approved? */
export function mayBeApproved(body: unknown, cardSent: boolean): boolean {
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

/** An answer of the v3 shape that is close to an approval. */
export const v3Answer = fc.record({
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

/** An answer of the v2 shape that is close to an approval. */
export const v2Answer = fc.record({
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
