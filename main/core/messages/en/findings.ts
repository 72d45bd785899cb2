import type { RuleId } from '../../requirements.ts';
import type { Doubt } from '../../rule.ts';

type Sentence = (measured: string, limit: string) => string;

const rules = {
  'video.decodable': () => 'The file is damaged: no picture can be read from it. Record again.',
  'video.damaged': (measured) => `${measured} of the pictures are damaged. Record again.`,
  'video.damagedSlightly': (measured) => `${measured} of the pictures are damaged. Record again to be safe.`,
  'video.container': (measured) => `The file is ${measured}, not MP4. Record or export it as MP4.`,
  'video.fileName': (measured) =>
    `The file is ${measured}; the service asks for a file named .mp4. Rename it, or export it as MP4.`,
  'video.codec': (measured, limit) =>
    `The picture is stored as ${measured}; ${limit} is the safe choice. Export it again.`,
  'video.size': (measured, limit) =>
    `The video has ${measured}; at most ${limit} is accepted. Record again or lower the bit rate.`,
  'video.tooShort': (measured, limit) =>
    `The video lasts ${measured}; it must last at least ${limit}. Record again and hold still to the end.`,
  'video.tooLong': (measured, limit) =>
    `The video lasts ${measured}; it may last at most ${limit}. Record again.`,
  'video.frameRate': (measured, limit) =>
    `The video has ${measured}; at least ${limit} is needed. Add light or use another camera.`,
  'video.frameGap': (measured, limit) =>
    `The picture stands for ${measured} (limit ${limit}). Close other programs and record again.`,
  'video.uniqueFrames': (measured) =>
    `Only ${measured} of the pictures are new ones. Add light or use another camera.`,
  'video.resolution': (measured, limit) =>
    `The shorter side has ${measured}; at least ${limit} is needed. Set the camera to HD.`,
  'face.none': () => 'No face was found. Sit in front of the camera and face it.',
  'face.lost': () => 'The face was lost for a moment. Keep the face in view the whole time.',
  'face.lostBriefly': () => 'The face was missed in one picture. Keep the face in view and free.',
  'face.several': (measured) => `${measured} faces were seen. Only the customer may be in the picture.`,
  'face.severalBriefly': () =>
    'A second face may have been in the picture for a moment. Keep others out of view.',
  'face.outOfFrame': () => 'The face leaves the picture. Keep the whole face inside the oval.',
  'face.nearEdge': () => 'The face is very near the edge of the picture. Move to the middle.',
  'face.tooDark': (measured, limit) =>
    `The face is too dark (${measured}, at least ${limit}). Turn on a light in front of the customer.`,
  'face.dim': (measured) => `The face is rather dark (${measured}). More light in front helps.`,
  'face.tooBright': (measured, limit) =>
    `The face is too bright (${measured}, at most ${limit}). Reduce the light on the face.`,
  'face.burnt': (measured, limit) =>
    `${measured} of the face is burnt out (at most ${limit}). Reduce the light on the face.`,
  'face.bright': (measured) => `The face is rather bright (${measured}). A little less light helps.`,
  'face.backlit': () =>
    'The light comes from behind: the face is dark before a bright background. Turn away from the window.',
  'face.backlitSlightly': () =>
    'The background is much brighter than the face. Turn away from the window or add light in front.',
  'face.spotlight': (measured) => `A bright spot covers ${measured} of the face. Move the lamp aside.`,
  'face.glare': (measured) =>
    `A bright spot lies on ${measured} of the face. Move the lamp aside or take off shiny glasses.`,
  'face.sideLight': () => 'One side of the face is much darker. Put the light in front.',
  'face.blurred': () => 'The face is too blurry. Clean the lens, hold still, and let the camera focus.',
  'face.soft': () => 'The face is a little soft. Clean the lens and let the camera focus.',
  'face.noDetail': () =>
    'The face shows no fine detail, as if enlarged from a small picture. Clean the lens, let the camera focus, and record at full size.',
  'face.covered': () => 'The face is covered. Take off mask, hand, scarf or dark glasses.',
  'face.coveredPartly': () => 'Part of the face may be covered. Take off mask, hand, scarf or dark glasses.',
  'face.eyesHidden': () => 'The eyes cannot be seen. Take off dark glasses, hat or hand.',
  'face.darkGlasses': () => 'The eyes can hardly be seen. Take off dark glasses.',
  'face.tooSmall': (measured, limit) =>
    `The face fills ${measured} of the picture; at least ${limit} is needed. Come nearer.`,
  'face.nearlyTooSmall': (measured, limit) =>
    `The face fills ${measured} of the picture, close to the least allowed (${limit} is safe). Come a little nearer.`,
  'face.notFrontal': () => 'The face hardly ever looks straight at the camera. Look into the camera.',
  'face.rarelyFrontal': () => 'The face seldom looks straight at the camera. Look into the camera.',
  'video.still': () => 'The video stands still like a photograph. Record a living person who moves a little.',
  'video.freeze': (measured) => `The picture froze for ${measured}. Close other programs and record again.`,
  'video.rigidFace': () => 'The face never moves by itself, like a photograph. Record a living person.',
  'video.flatFace': () =>
    'The face moves like a flat picture. Make sure that a person, not a photo, is in front of the camera.',
  'card.decodable': () => 'The card picture cannot be read. Scan the card again.',
  'card.size': (measured, limit) =>
    `The card picture has ${measured}; at most ${limit} is accepted. Save it smaller.`,
  'card.resolution': (measured, limit) =>
    `The card picture has ${measured} pixels; at least ${limit} is needed. Scan it larger.`,
  'card.noFace': () => 'No portrait was found on the card. Lay the card flat, face side up, and scan again.',
  'card.severalFaces': (measured) =>
    `${measured} faces were found in the card picture; the largest is used. Check the portrait.`,
  'card.faceShare': (measured, limit) =>
    `The portrait fills ${measured} of the picture; at least ${limit} is asked for. Send the portrait crop.`,
  'card.enlarged': (measured, limit) =>
    `The portrait has only ${measured} of its own on the shorter side (${limit} asked for) and was enlarged. Scan the card larger.`,
  'card.blurred': () => 'The portrait on the card is blurry. Focus the document camera and scan again.',
  'card.glare': () =>
    'A reflection lies on the portrait. Tilt the card or turn off the lamp, then scan again.',
  'card.covered': () =>
    'Something may lie over the portrait. Take fingers, sleeves and covers off the card, then scan again.',
  'card.smallFace': (measured) =>
    `The portrait's face is only ${measured} high. Bring the card nearer to the camera.`,
} as const satisfies Record<RuleId, Sentence>;

/** What a rule that may go without an answer looks at. */
const subjects: Partial<Record<RuleId, string>> = {
  'face.tooDark': 'light on the face',
  'face.backlit': 'light from behind',
  'face.blurred': 'sharpness of the face',
  'face.covered': 'whether the face is covered',
  'face.notFrontal': 'whether the face looks straight',
  'video.rigidFace': 'whether the face moves by itself',
  'card.blurred': 'sharpness of the portrait',
  'card.covered': 'whether the portrait is covered',
};

const doubts: Record<Doubt, string> = {
  noFace: 'no face was found',
  tooFewFaces: 'the face is seen in too few pictures',
  tooDark: 'the face is too dark for a sure answer',
  tooBright: 'the face is too bright for a sure answer',
  blurred: 'the face is too blurry for a sure answer',
  cutOff: 'part of the face is outside the picture',
  tooSmall: 'the face is too small for a sure answer',
  hardlyAFace: 'the face can hardly be made out',
  noBackground: 'there is no background to compare with',
};

const notAssessed = (rule: RuleId, doubt: Doubt): string =>
  `Not assessed: ${subjects[rule] ?? rule}, because ${doubts[doubt]}.`;

export const findings: {
  readonly rules: Record<RuleId, Sentence>;
  readonly notAssessed: typeof notAssessed;
} = {
  rules,
  notAssessed,
};
