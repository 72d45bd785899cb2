import type { RuleId } from './requirements.ts';

/**
 * The order in which the service most likely refuses: first what it needs to read the file, then finding the face,
 * then the face's quality, and last what its liveness stage says. Why, and what speaks for another order:
 * resources/docs/decisions/0012-order-of-codes.md.
 */
export const codeOrder = [
  'video.decodable',
  'video.damaged',
  'video.container',
  'video.size',
  'video.tooShort',
  'video.tooLong',
  'video.frameRate',
  'video.frameGap',
  'video.resolution',
  'face.none',
  'face.several',
  'face.lost',
  'face.outOfFrame',
  'face.tooDark',
  'face.tooBright',
  'face.burnt',
  'face.backlit',
  'face.spotlight',
  'face.blurred',
  'face.noDetail',
  'face.covered',
  'face.eyesHidden',
  'face.tooSmall',
  'face.notFrontal',
  'video.still',
  'video.rigidFace',
  'card.decodable',
  'card.size',
  'card.resolution',
  'card.noFace',
] as const satisfies readonly RuleId[];
