import type { ReactElement } from 'react';
import type {
  CardCheck,
  CardGuidance,
  CardMeter,
  CardMeters,
  MeteredCheck,
} from '../../main/core/card-guidance.ts';
import { cardChecks, meteredChecks } from '../../main/core/card-guidance.ts';
import type { Language } from '../../main/core/language.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import { formatNumber } from './format.ts';
import { Icon } from './icons.tsx';

interface CardChecksProps {
  readonly guidance: CardGuidance;
  readonly text: StartCatalogue;
}

/** What is well about the card and what is not yet: by icon, word and colour. */
export function CardChecks({
  guidance,
  language,
  text,
}: CardChecksProps & { readonly language: Language }): ReactElement {
  const words = text.screens.guidance;
  const isSeen = !guidance.failing.includes('seen');
  return (
    <ul className="checks" aria-label={words.cardChecksLabel}>
      {cardChecks.map((check) => {
        const isWell = isSeen && !guidance.failing.includes(check);
        return (
          <li key={check} className={isWell ? 'check check-well' : 'check'}>
            <Icon name={isWell ? 'check' : 'dash'} />
            <span className="check-name">
              {words.cardChecks[check].name}
              {guidance.meters !== null && isMetered(check) ? (
                <Meter check={check} meters={guidance.meters} language={language} text={text} />
              ) : null}
            </span>
            <span className="check-said">{isWell ? words.well : words.notYet}</span>
          </li>
        );
      })}
    </ul>
  );
}

const isMetered = (check: CardCheck): check is MeteredCheck => meteredChecks.some((one) => one === check);

interface MeterProps extends Pick<CardChecksProps, 'text'> {
  readonly check: MeteredCheck;
  readonly meters: CardMeters;
  readonly language: Language;
}

/** How far it is from well: full when it is, and in words beside it. */
function Meter({ check, meters, language, text }: MeterProps): ReactElement {
  const { cardChecks: names } = text.screens.guidance;
  const said = METER_WORDS[check](meters[check], language, text);
  return (
    <>
      <meter min={0} max={1} value={meters[check].level} aria-label={names[check].name} title={said} />
      <small>{said}</small>
    </>
  );
}

type Say = (meter: CardMeter, language: Language, text: StartCatalogue) => string;

const METER_WORDS: Readonly<Record<MeteredCheck, Say>> = {
  whole: ({ measured }, _language, text) =>
    text.screens.guidance.cardMeters.whole(Math.round(measured * 100)),
  large: ({ measured, limit }, language, text) =>
    text.screens.guidance.cardMeters.large(
      formatNumber(measured, language, 0),
      formatNumber(limit, language, 0),
    ),
  straight: ({ measured }, _language, text) =>
    text.screens.guidance.cardMeters.straight(Math.round(measured)),
  clear: ({ measured }, _language, text) =>
    text.screens.guidance.cardMeters.clear(Math.round(measured * 100)),
  sharp: ({ level }, _language, text) => text.screens.guidance.cardMeters.sharp(Math.round(level * 100)),
};

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
