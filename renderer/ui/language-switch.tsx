import type { ReactElement } from 'react';
import type { Language } from '../../main/core/language.ts';

interface LanguageSwitchProps {
  readonly language: Language;
  readonly label: string;
  readonly onChoose: (language: Language) => void;
}

const LANGUAGE_NAMES = { vi: 'Tiếng Việt', en: 'English' } as const satisfies Record<Language, string>;

export function LanguageSwitch({ language, label, onChoose }: LanguageSwitchProps): ReactElement {
  return (
    <fieldset className="languages" aria-label={label}>
      {(['vi', 'en'] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          className="language"
          lang={choice}
          translate="no"
          data-testid={`language-${choice}`}
          aria-pressed={choice === language}
          onClick={() => onChoose(choice)}
        >
          {LANGUAGE_NAMES[choice]}
        </button>
      ))}
    </fieldset>
  );
}
