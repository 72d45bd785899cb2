import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { CARD, drawCard, PORTRAIT } from '../fixtures/card-scene.ts';
import type { Label } from './labels.ts';

/** A scan as a document camera gives it: 1920x1440, the card 1500 pixels across unless the recipe says otherwise. */
const SCENE = { width: 1920, height: 1440 };
const CARD_ACROSS = 1500;

export interface CardRecipe {
  readonly name: string;
  readonly codes: Label['codes'];
  /** A rule that has to speak; the code alone does not tell a blurred portrait from a good one. */
  readonly rule?: string;
  readonly desk?: string;
  /** Grain on the desk. */
  readonly isWood?: boolean;
  /** A second, smaller portrait on the right, as many cards have. */
  readonly hasGhost?: boolean;
  readonly across?: number;
  readonly turnDeg?: number;
  /** Drawn over the card, in its own 2300x1450 pixels. */
  readonly onCard?: string;
  /** Drawn over the whole scene. */
  readonly onScene?: string;
  readonly portrait?: (portrait: Sharp) => Sharp;
  readonly card?: (card: Sharp) => Sharp;
  readonly scene?: (scene: Sharp) => Sharp;
}

const DARK = '#4a4038';
const CARD_COLOUR = '#d9ebee';
const clean = (name: string, more: Partial<CardRecipe> = {}): CardRecipe => ({
  name,
  codes: ['200'],
  ...more,
});
const poor = (name: string, rule: string, more: Partial<CardRecipe>): CardRecipe => ({
  name,
  codes: ['200', '407'],
  rule,
  ...more,
});
/** The portrait is covered, missing or on the other side. */
const withoutFace = (name: string, onCard: string): CardRecipe => ({ name, codes: ['407'], onCard });
/** Print without a picture. */
const LINES = Array.from(
  { length: 14 },
  (_, i) => `<rect x="160" y="${180 + i * 82}" width="${900 + ((i * 397) % 1000)}" height="26" fill="#444"/>`,
).join('');
const middle = { x: PORTRAIT.left + PORTRAIT.width / 2, y: PORTRAIT.top + PORTRAIT.height / 2 };
const ellipse = (dx: number, dy: number, rx: number, ry: number, fill: string, opacity = 1): string =>
  `<ellipse cx="${middle.x + dx}" cy="${middle.y + dy}" rx="${rx}" ry="${ry}" fill="${fill}" opacity="${opacity}"/>`;
const WOOD = Array.from(
  { length: 36 },
  (_, i) => `<rect y="${i * 40}" width="1920" height="${18 + ((i * 7) % 15)}" fill="#000" opacity=".1"/>`,
).join('');

/** Every way a card may lie, with the answer it should get. */
export const cardRecipes: readonly CardRecipe[] = [
  clean('good'),
  clean('onWhite', { desk: '#f2f2f0' }),
  clean('onBlack', { desk: '#101014' }),
  clean('onWood', { desk: '#a9784a', isWood: true }),
  clean('onItsColour', { desk: CARD_COLOUR }),
  clean('tilted', { turnDeg: 9, across: 1400 }),
  clean('turned90', { turnDeg: 90, across: 1300 }),
  clean('turned180', { turnDeg: 180 }),
  clean('turned270', { turnDeg: 270, across: 1300 }),
  clean('sensorNoise', { scene: (scene) => scene.modulate({ brightness: 0.85 }) }),
  clean('grey', { scene: (scene) => scene.grayscale() }),
  clean('fingersAtTheEdge', {
    onScene:
      '<g fill="#c58c6d"><rect x="1640" y="700" width="300" height="90" rx="45"/><rect x="1620" y="840" width="320" height="95" rx="45"/></g>',
  }),
  clean('sleeveAtTheCorner', { onScene: '<path d="M1920 1440H1350L1920 950Z" fill="#22304a"/>' }),
  clean('reflectionBeside', {
    onCard: '<ellipse cx="1600" cy="500" rx="420" ry="150" fill="#fff" opacity=".9"/>',
  }),
  poor('small', 'card.smallFace', { across: 560 }),
  poor('blurred', 'card.blurred', { scene: (scene) => scene.blur(9) }),
  poor('blurredPortrait', 'card.blurred', { portrait: (one) => one.blur(14) }),
  poor('veryBlurred', 'card.blurred', { scene: (scene) => scene.blur(16) }),
  poor('glare', 'card.glare', { onCard: ellipse(60, -40, 150, 190, '#fff') }),
  poor('glareSoft', 'card.glare', { onCard: ellipse(0, 30, 220, 150, '#fff', 0.96) }),
  poor('fingerOverFace', 'card.covered', {
    onCard: `<rect x="${middle.x - 90}" y="${middle.y - 120}" width="180" height="900" rx="90" fill="#c58c6d"/>`,
  }),
  poor('sleeveOverFace', 'card.covered', {
    onCard: `<rect x="0" y="${middle.y + 10}" width="900" height="700" fill="#22304a"/>`,
  }),
  poor('secondPortrait', 'card.severalFaces', { hasGhost: true }),
  withoutFace('faceHidden', `<rect x="60" y="380" width="760" height="930" fill="#8c5a3c"/>`),
  withoutFace('faceTaped', `<rect x="100" y="410" width="680" height="860" fill="#d8cfae" opacity=".97"/>`),
  withoutFace('noPortrait', `<rect x="110" y="420" width="660" height="842" fill="${CARD_COLOUR}"/>`),
  withoutFace('back', `<rect width="2300" height="1450" fill="#e4ddcf"/>${LINES}`),
];

/** The same with what was never in view: other strengths, other desks, other places. Drawn with held-out people. */
export const heldOutCardRecipes: readonly CardRecipe[] = [
  clean('good'),
  clean('onGreen', { desk: '#5f7258' }),
  clean('onBeige', { desk: '#cbb694' }),
  clean('onNearlyItsColour', { desk: '#cfe0e2' }),
  clean('tiltedLeft', { turnDeg: -14, across: 1350 }),
  clean('turned83', { turnDeg: 83, across: 1250 }),
  clean('smaller', { across: 1000 }),
  clean('dim', { scene: (scene) => scene.modulate({ brightness: 0.7 }) }),
  clean('warm', { scene: (scene) => scene.tint('#ffe9c8').modulate({ brightness: 1.02 }) }),
  clean('shadow', { onScene: '<path d="M0 0H1100L500 1440H0Z" fill="#000" opacity=".28"/>' }),
  clean('fingerFromTheLeft', {
    onScene: '<rect x="-40" y="260" width="330" height="100" rx="50" fill="#b97f62"/>',
  }),
  clean('reflectionAbove', {
    onCard: '<ellipse cx="1500" cy="260" rx="500" ry="110" fill="#fff" opacity=".9"/>',
  }),
  poor('small', 'card.smallFace', { across: 640 }),
  poor('blurred', 'card.blurred', { scene: (scene) => scene.blur(11) }),
  poor('blurredPortrait', 'card.blurred', { portrait: (one) => one.blur(18) }),
  poor('glare', 'card.glare', { onCard: ellipse(-70, -60, 140, 170, '#fff') }),
  poor('thumbOverFace', 'card.covered', {
    onCard: `<rect x="${middle.x - 60}" y="${middle.y - 40}" width="900" height="190" rx="95" fill="#a86f52"/>`,
  }),
  withoutFace('faceHidden', `<rect x="40" y="400" width="800" height="900" fill="#31485a"/>`),
  withoutFace('back', `<rect width="2300" height="1450" fill="#c9d8d2"/>${LINES}`),
];

/** Draws the recipe with this portrait; JPEG as a document camera writes it. */
export async function drawScan(recipe: CardRecipe, portraitPng: Buffer): Promise<Buffer> {
  const source = sharp(portraitPng).resize(PORTRAIT.width, PORTRAIT.height);
  const portrait = await (recipe.portrait?.(source) ?? source).png().toBuffer();
  const ghost = await sharp(portraitPng).resize(420, 540).png().toBuffer();
  const drawn = await sharp(await drawCard(portrait))
    .composite([
      { input: overlay(CARD, recipe.onCard ?? '') },
      ...(recipe.hasGhost === true ? [{ input: ghost, left: 1750, top: 700 }] : []),
    ])
    .png({ compressionLevel: 1 })
    .toBuffer();
  const small = await sharp(drawn)
    .resize(recipe.across ?? CARD_ACROSS)
    .toBuffer();
  const laid = await sharp(small)
    .rotate(recipe.turnDeg ?? 0, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  const left = Math.round((SCENE.width - laid.info.width) / 2);
  const top = Math.round((SCENE.height - laid.info.height) / 2);
  const scene = await sharp({ create: { ...SCENE, channels: 3, background: recipe.desk ?? DARK } })
    .composite([
      { input: overlay(SCENE, recipe.isWood === true ? WOOD : '') },
      { input: laid.data, left, top },
      { input: overlay(SCENE, recipe.onScene ?? '') },
    ])
    .png({ compressionLevel: 1 })
    .toBuffer();
  return (recipe.scene?.(sharp(scene)) ?? sharp(scene)).jpeg({ quality: 90 }).toBuffer();
}

const overlay = (size: { width: number; height: number }, svg: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${svg}</svg>`,
  );

/** Pictures that are no scan: portraits ready to send, and files that are not what they are called. */
export async function plainPictures(dir: string, portraitPng: Buffer, scan: Buffer): Promise<Label[]> {
  const portrait = (): Sharp => sharp(portraitPng).resize(960, 1226);
  const noise = Buffer.from(Array.from({ length: 1800 * 1200 * 3 }, (_, i) => (i * 2654435761) >>> 24));
  const files: readonly (readonly [string, readonly string[], Buffer])[] = [
    ['portrait.jpg', ['200'], await portrait().jpeg().toBuffer()],
    ['portrait.png', ['200'], await portrait().png().toBuffer()],
    ['portraitSixteenBit.png', ['200'], await portrait().toColourspace('rgb16').png().toBuffer()],
    ['portraitGrey.jpg', ['200'], await portrait().grayscale().jpeg().toBuffer()],
    ['portraitSmall.jpg', ['409'], await portrait().resize(500, 640).jpeg().toBuffer()],
    [
      'scanOnItsSideByExif.jpg',
      ['200'],
      await sharp(scan).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer(),
    ],
    ['scan.png', ['200'], await sharp(scan).png().toBuffer()],
    // A crop of a thumbnail is large enough by its pixels: 407 or not is the service's guess; that it is poor has to be said.
    ['tiny.jpg', ['200', '407'], await sharp(scan).resize(240).jpeg().toBuffer()],
    ['cut.jpg', ['409'], scan.subarray(0, scan.length / 3)],
    ['headerOnly.jpg', ['409'], scan.subarray(0, 300)],
    ['svg.jpg', ['409'], overlay(SCENE, '<rect width="900" height="700"/>')],
    ['gif.jpg', ['409'], Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
    ['webp.jpg', ['409'], await portrait().webp().toBuffer()],
    [
      'noise.png',
      ['407'],
      await sharp(noise, { raw: { width: 1800, height: 1200, channels: 3 } })
        .png()
        .toBuffer(),
    ],
    [
      'desk.jpg',
      ['407'],
      await sharp({ create: { ...SCENE, channels: 3, background: DARK } })
        .jpeg()
        .toBuffer(),
    ],
  ];
  for (const [name, , bytes] of files) await writeFile(join(dir, `card_${name}`), bytes);
  return files.map(([name, codes]) => ({ file: `card_${name}`, codes, kind: 'card', rule: null, group: '' }));
}
