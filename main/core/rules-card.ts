import type { CardMeasurement } from './measurement.ts';
import { CARD_LONG_SIDE_PX, requirements, type RuleId } from './requirements.ts';
import { type Doubt, notAssessed, PASS, type Rule, when } from './rule.ts';
import { round } from './rules-clip.ts';

/** Rules on the image that goes out as `cmnd`. */
export const cardRules = {
  'card.decodable': (card) => when(!card.isDecodable, { measured: 'not readable', limit: 'readable' }),
  'card.size': (card, limit) => {
    const sizeBytes = card.sentSizeBytes ?? card.sizeBytes;
    return when(sizeBytes > limit, { measured: sizeBytes });
  },
  'card.resolution': (card, limit) => {
    const width = card.sentWidthPx ?? card.widthPx;
    const height = card.sentHeightPx ?? card.heightPx;
    const isLarge =
      Math.min(width, height) >= limit && Math.max(width, height) >= (limit * CARD_LONG_SIDE_PX) / 600;
    return when(!isLarge, {
      measured: `${width}x${height}`,
      limit: `${(limit * CARD_LONG_SIDE_PX) / 600}x${limit}`,
    });
  },
  'card.noFace': (card, limit) => when(card.faces < limit, { measured: card.faces }),
  'card.severalFaces': (card, limit) => when(card.faces > limit, { measured: card.faces }),
  'card.faceShare': (card, limit) =>
    when(card.faceShare !== null && card.faceShare < limit, { measured: round(card.faceShare ?? 0, 3) }),
  'card.enlarged': (card, limit) => {
    if (card.sent !== 'portraitCrop' || card.nativeCropWidthPx === null || card.nativeCropHeightPx === null)
      return PASS;
    const shorter = Math.min(card.nativeCropWidthPx, card.nativeCropHeightPx);
    return when(shorter < limit, { measured: shorter });
  },
  'card.blurred': (card, limit) => {
    if (card.faces > 0 && isTiny(card)) return notAssessed('tooSmall');
    return when(card.sharpness !== null && card.sharpness < limit, {
      measured: round(card.sharpness ?? 0, 3),
    });
  },
  'card.glare': (card, limit) =>
    when(card.glareShare !== null && card.glareShare > limit, { measured: round(card.glareShare ?? 0, 3) }),
  'card.covered': (card, limit) => {
    if (card.presenceLogit === null) return PASS;
    const doubt = doubtOfCover(card);
    if (doubt !== null) return notAssessed(doubt);
    return when(card.presenceLogit < limit, { measured: round(card.presenceLogit, 1) });
  },
  'card.smallFace': (card, limit) =>
    when(card.faceHeightPx !== null && card.faceHeightPx < limit, {
      measured: Math.round(card.faceHeightPx ?? 0),
    }),
} as const satisfies Partial<Record<RuleId, Rule<CardMeasurement>>>;

/** Fewer pixels than the measures look at (64 across a face that is a fifth higher than wide). */
const TINY_FACE_PX = 80;

/** A blurred or glared portrait also lowers the presence score; its own rule says why. */
function doubtOfCover(card: CardMeasurement): Doubt | null {
  if (isTiny(card)) return 'tooSmall';
  if ((card.sharpness ?? 0) < requirements['card.blurred'].limit) return 'blurred';
  return (card.glareShare ?? 0) > requirements['card.glare'].limit ? 'tooBright' : null;
}

function isTiny({ sharpness, faceHeightPx }: CardMeasurement): boolean {
  return sharpness === null || (faceHeightPx !== null && faceHeightPx < TINY_FACE_PX);
}
