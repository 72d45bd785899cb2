import type { Language } from './language.ts';
import { catalogues } from './messages/catalogue.ts';

/**
 * The consent text is versioned: who changes a word changes the version and the hashes below
 * (test/core/consent.test.ts), so that the journal proves which words a person agreed to.
 */
export const CONSENT_VERSION = '2026-11-23';

/** What happens to the media at the end; the text the customer reads differs. */
type Ending = 'wiped' | 'handedOver';

/** SHA-256 in hex of `consentText`. */
export const CONSENT_SHA256 = {
  vi: {
    wiped: '2b32b99d6062ad5fc5cc666826f8c65f9b162b654f68e6a91c9c0ce7955e44ec',
    handedOver: 'edbf3177f19e965d16578e81a0d322c80c1cfb53dddeca40d0b9061b339c1862',
  },
  en: {
    wiped: 'ec05631d2ff9d3a5dae4ff184ec085b2ab0f00083d395bcc5abd34750c9e119e',
    handedOver: '863613e7ea94cdd9397878c3dedc8bf2a3b92cbb0266bf6097d80a72b6836a29',
  },
} as const satisfies Record<Language, Record<Ending, string>>;

/** The journal's proof of one consent: which text, in which language, by which act. */
export interface ConsentEvidence {
  readonly language: Language;
  readonly textVersion: string;
  readonly textSha256: string;
  /** The box was ticked by the person and the button pressed; nothing is ticked before. */
  readonly act: 'tickAndPress';
}

export function consentEvidence(language: Language, handsOver: boolean): ConsentEvidence {
  const textSha256 = CONSENT_SHA256[language][handsOver ? 'handedOver' : 'wiped'];
  return { language, textVersion: CONSENT_VERSION, textSha256, act: 'tickAndPress' };
}

/** Every word of the consent screen in its order; "{seconds}" stands for the length of the recording. */
export function consentText(language: Language, handsOver: boolean): string {
  const words = catalogues[language].screens.consent;
  const terms = [
    [words.whatTitle, words.what('{seconds}')],
    [words.whyTitle, words.why],
    [words.whereTitle, words.where],
    [words.keptTitle, handsOver ? words.keptByBank : words.kept],
    [words.rightsTitle, words.rights],
  ];
  return [words.title, words.lead, ...terms.flat(), words.check].join('\n').normalize('NFC');
}
