import type { ReactElement } from 'react';
import type { Guidance } from '../../main/core/guidance-hint.ts';
import { COUNTDOWN_MS } from '../../main/core/guidance-hint.ts';
import type { Hint } from '../../main/core/guidance.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import type { CaptureState } from '../camera/capture-state.ts';
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

type Tone = 'wait' | 'wish' | 'good';

/** How the oval and the caption look: waiting for a face, wishing something, or well. */
export function toneOf({ guidance }: Pick<CaptureState, 'guidance'>): Tone {
  if (guidance === null || guidance.last === null) return 'wait';
  return guidance.hint === null && guidance.goodSinceMs !== null ? 'good' : 'wish';
}

interface CaptionProps {
  readonly camera: CaptureState;
  readonly text: Catalogue;
}

/** The one thing the customer reads, right where the customer looks. */
export function GuidanceCaption({ camera, text }: CaptionProps): ReactElement | null {
  const { guidance } = camera;
  if (guidance === null) return null;
  const words = text.screens.guidance;
  const tone = toneOf(camera);
  const { hint } = guidance;
  const seconds = secondsLeft(camera, guidance);
  return (
    <output className={`caption caption-${tone}`} data-testid="hint" data-hint={hint ?? tone}>
      <Icon name={hint === null ? (tone === 'good' ? 'check' : 'face') : HINT_ICON[hint]} />
      <span className="caption-words">
        <span>
          {hint === null ? (tone === 'good' ? words.good : words.starting) : sayHint(hint, guidance, text)}
        </span>
        {hint !== null && guidance.insistent ? <small>{words.hints[hint].more}</small> : null}
      </span>
      {seconds === null ? null : (
        <span className="caption-count" aria-label={words.countdown(seconds)}>
          {seconds}
        </span>
      )}
    </output>
  );
}

/** Below this the distance is not worth a number, cm. */
const WORTH_SAYING_CM = 10;

function sayHint(hint: Hint, { moveCm }: Guidance, text: Catalogue): string {
  const words = text.screens.guidance;
  if (hint === 'closer' && moveCm >= WORTH_SAYING_CM) return words.closerBy(moveCm);
  if (hint === 'farther' && -moveCm >= WORTH_SAYING_CM) return words.fartherBy(-moveCm);
  return words.hints[hint].say;
}

function secondsLeft({ countdownSinceMs }: CaptureState, { last }: Guidance): number | null {
  if (countdownSinceMs === null || last === null) return null;
  const leftMs = COUNTDOWN_MS - Math.max(0, last.atMs - countdownSinceMs);
  return Math.max(1, Math.ceil(leftMs / 1000));
}
