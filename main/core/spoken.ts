import { cardChecks, type CardCheck } from './card-guidance.ts';
import { hints, type Hint } from './guidance.ts';
import type { StartCatalogue } from './messages/start-catalogue.ts';
import type { StateName } from './session-shape.ts';

const stateLines = ['faceReady', 'faceRecording', 'faceChecking', 'cardReady', 'cardChecking'] as const;
type StateLine = (typeof stateLines)[number];

/** One thing that can be said; also the name of its clip. */
export type SpokenKey =
  `hint-${Hint}` | `more-${Hint}` | `card-${CardCheck}` | `state-${StateLine}` | 'good' | 'cardGood';

/** Everything that can be said, in the order of the catalogue. */
export const spokenKeys: readonly SpokenKey[] = [
  ...stateLines.map((line) => `state-${line}` as const),
  ...hints.flatMap((hint) => [`hint-${hint}`, `more-${hint}`] as const),
  'good',
  ...cardChecks.map((check) => `card-${check}` as const),
  'cardGood',
];

/** What the page knows that decides what is said. */
export interface SpokenFacts {
  readonly state: StateName;
  /** What the face engine wishes now; undefined without one. */
  readonly face: { readonly hint: Hint | null; readonly isGood: boolean; readonly insistent: boolean } | null;
  /** What the card still lacks, most important first; null without guidance. */
  readonly card: readonly CardCheck[] | null;
}

const STATE_LINE: Readonly<Partial<Record<StateName, StateLine>>> = {
  'face.ready': 'faceReady',
  'face.recording': 'faceRecording',
  'face.checking': 'faceChecking',
  'card.ready': 'cardReady',
  'card.checking': 'cardChecking',
};

/** What to say on coming to a state; null where nothing is said. */
export function spokenOnEntry(state: StateName): SpokenKey | null {
  const line = STATE_LINE[state];
  return line === undefined ? null : `state-${line}`;
}

/** The one thing the caption asks for now; null while there is nothing to say. */
export function spokenHint({ state, face, card }: SpokenFacts): SpokenKey | null {
  if (state === 'face.ready' && face !== null) {
    if (face.hint !== null) return face.insistent ? `more-${face.hint}` : `hint-${face.hint}`;
    return face.isGood ? 'good' : null;
  }
  if (state !== 'card.ready' || card === null) return null;
  const [first] = card;
  return first === undefined ? 'cardGood' : `card-${first}`;
}

/** The words of a key: the very ones the screen shows. */
export function spokenWords(key: SpokenKey, { screens }: StartCatalogue): string {
  const { guidance } = screens;
  if (key === 'good') return guidance.good;
  if (key === 'cardGood') return guidance.cardGood;
  const [kind = '', name = ''] = key.split(/-(.*)/s);
  if (kind === 'state') return stateWords(name as StateLine, screens);
  if (kind === 'card') return guidance.cardChecks[name as CardCheck].wish;
  const words = guidance.hints[name as Hint];
  return kind === 'more' ? words.more : words.say;
}

function stateWords(line: StateLine, screens: StartCatalogue['screens']): string {
  switch (line) {
    case 'faceReady':
      return `${screens.faceReady.title}. ${screens.faceReady.lead}`;
    case 'faceRecording':
      return screens.faceRecording.lead;
    case 'faceChecking':
      return screens.checking.faceTitle;
    case 'cardReady':
      return `${screens.cardReady.title}. ${screens.cardReady.lead}`;
    case 'cardChecking':
      return screens.checking.cardTitle;
  }
}
