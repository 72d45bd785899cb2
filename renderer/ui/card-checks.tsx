import type { ReactElement } from 'react';
import type { CardGuidance } from '../../main/core/card-guidance.ts';
import { cardChecks } from '../../main/core/card-guidance.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { Icon } from './icons.tsx';

interface CardChecksProps {
  readonly guidance: CardGuidance;
  readonly text: Catalogue;
}

/** What is well about the card and what is not yet: by icon, word and colour. */
export function CardChecks({ guidance, text }: CardChecksProps): ReactElement {
  const words = text.screens.guidance;
  const isSeen = !guidance.failing.includes('seen');
  return (
    <ul className="checks" aria-label={words.cardChecksLabel}>
      {cardChecks.map((check) => {
        const isWell = isSeen && !guidance.failing.includes(check);
        return (
          <li key={check} className={isWell ? 'check check-well' : 'check'}>
            <Icon name={isWell ? 'check' : 'dash'} />
            <span>{words.cardChecks[check].name}</span>
            <span className="check-said">{isWell ? words.well : words.notYet}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** The one thing to do now, over the picture. */
export function CardCaption({ guidance, text }: CardChecksProps): ReactElement {
  const words = text.screens.guidance;
  const [first] = guidance.failing;
  return (
    <output
      className={first === undefined ? 'caption caption-good' : 'caption caption-wish'}
      data-testid="hint"
      data-hint={first ?? 'good'}
    >
      <Icon name={first === undefined ? 'check' : 'card'} />
      <span>{first === undefined ? words.cardGood : words.cardChecks[first].wish}</span>
    </output>
  );
}
