import type { CustomerGuide } from '../../main/core/customer-view.ts';
import { COUNTDOWN_MS } from '../../main/core/guidance-hint.ts';
import type { CaptureState } from './capture-state.ts';

/** What stands over the face's picture, on the teller's screen and on the customer's. */
export type CaptionFacts = Pick<CustomerGuide, 'tone' | 'hint' | 'moveCm' | 'insistent' | 'countdownS'>;

/** Null where nobody watches the face. */
export function captionOf(state: CaptureState): CaptionFacts | null {
  const { guidance } = state;
  if (guidance === null) return null;
  const { hint, moveCm, insistent } = guidance;
  return { tone: toneOf(state), hint, moveCm, insistent, countdownS: secondsLeft(state) };
}

/** How the oval and the caption look: waiting for a face, wishing something, or well. */
export function toneOf({ guidance }: Pick<CaptureState, 'guidance'>): CaptionFacts['tone'] {
  if (guidance === null || guidance.last === null) return 'wait';
  return guidance.hint === null && guidance.goodSinceMs !== null ? 'good' : 'wish';
}

function secondsLeft({ countdownSinceMs, guidance }: CaptureState): number | null {
  const last = guidance?.last ?? null;
  if (countdownSinceMs === null || last === null) return null;
  const leftMs = COUNTDOWN_MS - Math.max(0, last.atMs - countdownSinceMs);
  return Math.max(1, Math.ceil(leftMs / 1000));
}
