import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { CONSENT_SHA256, CONSENT_VERSION, consentEvidence, consentText } from '../../main/core/consent.ts';

const cases = (['vi', 'en'] as const).flatMap((language) =>
  [false, true].map((handsOver) => ({ language, handsOver })),
);

it.each(cases)(
  'the consent text ($language, handed over: $handsOver) is the one whose hash version ' +
    `${CONSENT_VERSION} names; who changes a word changes version and hash`,
  ({ language, handsOver }) => {
    const hash = createHash('sha256').update(consentText(language, handsOver)).digest('hex');
    expect(CONSENT_SHA256[language][handsOver ? 'handedOver' : 'wiped']).toBe(hash);
    expect(consentEvidence(language, handsOver).textSha256).toBe(hash);
  },
);

it('the four texts differ, and only the one for a hand-over speaks of a copy for the bank', () => {
  expect(new Set(cases.map(({ language, handsOver }) => consentText(language, handsOver))).size).toBe(4);
  expect(consentText('en', true)).toContain('hands a locked copy to the bank');
  expect(consentText('en', false)).not.toContain('locked copy');
});
