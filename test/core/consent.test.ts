import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { CONSENT_SHA256, CONSENT_VERSION, consentEvidence, consentText } from '../../main/core/consent.ts';

const cases = (['vi', 'en'] as const).flatMap((language) =>
  [false, true].flatMap((handsOver) =>
    (['tickAndPress', 'signature'] as const).map((act) => ({ language, handsOver, act })),
  ),
);
const ENDINGS = {
  tickAndPress: { kept: 'wiped', handedOver: 'handedOver' },
  signature: { kept: 'signedWiped', handedOver: 'signedHandedOver' },
} as const;

it.each(cases)(
  'the consent text ($language, handed over: $handsOver, $act) is the one whose hash version ' +
    `${CONSENT_VERSION} names; who changes a word changes version and hash`,
  ({ language, handsOver, act }) => {
    const hash = createHash('sha256')
      .update(consentText(language, handsOver, act))
      .digest('hex');
    expect(CONSENT_SHA256[language][ENDINGS[act][handsOver ? 'handedOver' : 'kept']]).toBe(hash);
    const proof = { act, strokesSha256: null };
    expect(consentEvidence(language, handsOver, proof)).toMatchObject({ textSha256: hash, act });
  },
);

it('the texts differ, and only the one for a hand-over speaks of a copy for the bank', () => {
  expect(
    new Set(cases.map(({ language, handsOver, act }) => consentText(language, handsOver, act))).size,
  ).toBe(8);
  expect(consentText('en', true)).toContain('hands a locked copy to the bank');
  expect(consentText('en', false)).not.toContain('locked copy');
});
