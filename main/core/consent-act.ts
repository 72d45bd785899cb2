import { failure } from './failure.ts';
import type { Language } from './language.ts';
import { startCatalogues } from './messages/start-catalogue.ts';
import { failed, ok, type Result } from './result.ts';
import { isRealSignature, type ConsentAct, type Signed, type Strokes } from './signature.ts';

/** The act as it is recorded, and the drawing where there is one. */
export interface GivenAct {
  readonly act: ConsentAct | 'typed';
  readonly strokes: Strokes | null;
}

/** Decides whether the customer did what policy asks for; fails with `consentNotSigned`. */
export function judgeConsentAct(
  asked: ConsentAct,
  signed: Signed | undefined,
  language: Language,
): Result<GivenAct> {
  if (asked === 'tickAndPress') return ok({ act: 'tickAndPress', strokes: null });
  if (signed?.by === 'signature' && isRealSignature(signed.strokes))
    return ok({ act: 'signature', strokes: signed.strokes });
  if (signed?.by === 'typed' && isAgreement(signed.words, language))
    return ok({ act: 'typed', strokes: null });
  return failed(failure('consentNotSigned'));
}

/** The words of agreement in the language of the screen, however they are spaced or capitalised. */
export const isAgreement = (words: string, language: Language): boolean =>
  plain(words) === plain(startCatalogues[language].screens.consent.sign.phrase);

const plain = (words: string): string =>
  words.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleUpperCase('vi');
