import type { GivenAct } from './consent-act.ts';
import type { ConsentAct } from './signature.ts';
import type { Language } from './language.ts';
import { startCatalogues } from './messages/start-catalogue.ts';

/**
 * The consent text is versioned: who changes a word changes the version and the hashes below
 * (test/core/consent.test.ts), so that the journal proves which words a person agreed to.
 */
export const CONSENT_VERSION = '2026-11-24';

/** What happens to the media at the end; the text the customer reads differs. */
type Ending = 'wiped' | 'handedOver' | 'signedWiped' | 'signedHandedOver';

/** SHA-256 in hex of `consentText`. */
export const CONSENT_SHA256 = {
  vi: {
    wiped: '13252d874914a82b63c5c21b232ff75d614165e2d5b3adcd3445d84fc6426cc6',
    handedOver: '239869dc7f2d2eb2b20e69a5ffb9ad3dd5edcf903974538a65c8c4b0515a5bb2',
    signedWiped: 'da4679fab412fef58fce0dfa020c1fabdb92935329095e316a2194152b464577',
    signedHandedOver: '89ccd807bda208709d488b657692e59b41903d18d3c1f74e87f03418b91975d2',
  },
  en: {
    wiped: 'ec05631d2ff9d3a5dae4ff184ec085b2ab0f00083d395bcc5abd34750c9e119e',
    handedOver: '863613e7ea94cdd9397878c3dedc8bf2a3b92cbb0266bf6097d80a72b6836a29',
    signedWiped: '7989997ab09c3d4e6a0f8d1aa8f70432e880cac35e6a65860effd086516c8bb3',
    signedHandedOver: '37467c8dac9717c4f92255baec72db3dc9f50a95c8a034cdb32dd84cff6f4a9d',
  },
} as const satisfies Record<Language, Record<Ending, string>>;

/** By which act a person consented, and which drawing: evidence of an act holds no picture of it. */
export interface ConsentProof {
  readonly act: GivenAct['act'];
  /** SHA-256 in hex of the strokes; null where nothing was drawn. */
  readonly strokesSha256: string | null;
}

/** The journal's proof of one consent: which text, in which language, by which act. */
export interface ConsentEvidence {
  readonly language: Language;
  readonly textVersion: string;
  readonly textSha256: string;
  /** tickAndPress: the box was ticked by the person and the button pressed; nothing is ticked before. */
  readonly act: GivenAct['act'];
  readonly strokesSha256?: string;
}

const TICKED: ConsentProof = { act: 'tickAndPress', strokesSha256: null };

export function consentEvidence(
  language: Language,
  handsOver: boolean,
  { act, strokesSha256 }: ConsentProof = TICKED,
): ConsentEvidence {
  const textSha256 = CONSENT_SHA256[language][endingOf(handsOver, act)];
  const evidence = { language, textVersion: CONSENT_VERSION, textSha256, act };
  return strokesSha256 === null ? evidence : { ...evidence, strokesSha256 };
}

function endingOf(handsOver: boolean, act: GivenAct['act']): Ending {
  if (act === 'tickAndPress') return handsOver ? 'handedOver' : 'wiped';
  return handsOver ? 'signedHandedOver' : 'signedWiped';
}

/** Every word of the consent screen in its order; "{seconds}" stands for the length of the recording. */
export function consentText(
  language: Language,
  handsOver: boolean,
  asked: ConsentAct = 'tickAndPress',
): string {
  const words = startCatalogues[language].screens.consent;
  const terms = [
    [words.whatTitle, words.what('{seconds}')],
    [words.whyTitle, words.why],
    [words.whereTitle, words.where],
    [words.keptTitle, handsOver ? words.keptByBank : words.kept],
    [words.rightsTitle, words.rights],
  ];
  const signing = [words.sign.title, handsOver ? words.sign.keptByBank : words.sign.kept, words.sign.confirm];
  const act = asked === 'signature' ? signing : [words.check];
  return [words.title, words.lead, ...terms.flat(), ...act].join('\n').normalize('NFC');
}
