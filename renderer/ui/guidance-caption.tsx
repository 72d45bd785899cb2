import type { ReactElement } from 'react';
import type { Hint } from '../../main/core/guidance.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { CaptionFacts } from '../camera/caption-facts.ts';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';

const HINT_ICON = {
  noFace: 'face',
  manyFaces: 'person',
  closer: 'distance',
  farther: 'distance',
  centre: 'fill',
  lookStraight: 'face',
  holdStill: 'clock',
  moreLight: 'light',
  lessLight: 'light',
  lightBehind: 'light',
  uncover: 'mask',
  cleanLens: 'camera',
} as const satisfies Record<Hint, IconName>;

interface CaptionProps {
  /** Null where nobody watches. */
  readonly facts: CaptionFacts | null;
  readonly text: StartCatalogue;
}

/** The one thing the customer reads, right where the customer looks. */
export function GuidanceCaption({ facts, text }: CaptionProps): ReactElement | null {
  if (facts === null) return null;
  const words = text.screens.guidance;
  const { tone, hint, countdownS } = facts;
  return (
    <output className={`caption caption-${tone}`} data-testid="hint" data-hint={hint ?? tone}>
      <Icon name={hint === null ? (tone === 'good' ? 'check' : 'face') : HINT_ICON[hint]} />
      <span className="caption-words">
        <span>
          {hint === null ? (tone === 'good' ? words.good : words.starting) : sayHint(hint, facts, text)}
        </span>
        {hint !== null && facts.insistent ? <small>{words.hints[hint].more}</small> : null}
      </span>
      {countdownS === null ? null : (
        <span className="caption-count" aria-label={words.countdown(countdownS)}>
          {countdownS}
        </span>
      )}
    </output>
  );
}

/** Below this the distance is not worth a number, cm. */
const WORTH_SAYING_CM = 10;

function sayHint(hint: Hint, { moveCm }: CaptionFacts, text: StartCatalogue): string {
  const words = text.screens.guidance;
  if (hint === 'closer' && moveCm >= WORTH_SAYING_CM) return words.closerBy(moveCm);
  if (hint === 'farther' && -moveCm >= WORTH_SAYING_CM) return words.fartherBy(-moveCm);
  return words.hints[hint].say;
}
