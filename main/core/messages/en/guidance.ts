import type { CardCheck } from '../../card-guidance.ts';
import type { Hint } from '../../guidance.ts';

interface CardWords {
  readonly name: string;
  readonly wish: string;
}

interface HintWords {
  /** What to do, read at a glance. */
  readonly say: string;
  /** Said in addition when it does not get better by itself. */
  readonly more: string;
}

const hints = {
  noFace: {
    say: 'Please look at the camera',
    more: 'We do not see a face. Sit in front of the camera.',
  },
  manyFaces: { say: 'One person only, please', more: 'Please ask the others to step out of the picture.' },
  closer: { say: 'Please come closer', more: 'Move your chair forward until the face fills the oval.' },
  farther: { say: 'Please move back a little', more: 'The whole face has to fit into the oval.' },
  centre: { say: 'Place your face in the oval', more: 'Move sideways, or up and down, into the oval.' },
  lookStraight: {
    say: 'Look straight at the camera',
    more: 'Lift or lower your chin until you face the camera.',
  },
  holdStill: { say: 'Hold still for a moment', more: 'Rest your arms on the counter.' },
  moreLight: { say: 'It is too dark here', more: 'Please turn on a lamp in front of the face.' },
  lessLight: { say: 'The light is too strong', more: 'Please turn the lamp away from the face.' },
  lightBehind: {
    say: 'The light is behind you',
    more: 'Close the blind, or turn the camera away from the window.',
  },
  uncover: {
    say: 'Please show the whole face',
    more: 'Take off mask and dark glasses; keep hair and hands off the face.',
  },
  cleanLens: { say: 'The picture is blurred', more: 'Please wipe the lens of the camera.' },
} as const satisfies Record<Hint, HintWords>;

export const guidanceTexts = {
  hints,
  closerBy: (centimetres: number) => `Please come about ${centimetres} cm closer`,
  fartherBy: (centimetres: number) => `Please move back about ${centimetres} cm`,
  good: 'Very good. Stay like this',
  countdown: (seconds: number) => `Recording starts in ${seconds}`,
  starting: 'Looking for your face',
  cardChecks: {
    seen: { name: 'Card seen', wish: 'Lay the card under the camera' },
    whole: { name: 'All four corners', wish: 'Move the card wholly into the picture' },
    large: { name: 'Large enough', wish: 'Bring the card nearer to the camera' },
    straight: { name: 'Straight and flat', wish: 'Lay the card straight and flat' },
    clear: { name: 'No shine', wish: 'Turn the lamp or the card a little: it shines' },
    sharp: { name: 'Sharp', wish: 'The picture is not sharp yet' },
    still: { name: 'Lies still', wish: 'Take your hand away' },
  } satisfies Record<CardCheck, CardWords>,
  cardMeters: {
    whole: (share: number) => (share <= 0 ? 'cut off' : `${share} % from the edge`),
    large: (across: string, needed: string) => `${across} points across, ${needed} are needed`,
    straight: (degrees: number) => `tilted ${degrees}°`,
    clear: (share: number) => `${share} % shines`,
    sharp: (percent: number) => `${percent} % of what is needed`,
  },
  cardChecksLabel: 'What the camera sees',
  cardGood: 'Very good. The picture is being taken',
  well: 'good',
  notYet: 'not yet',
} as const;
