import { z } from 'zod';

/** By which act policy wants a customer to consent. */
export const consentActSchema = z.enum(['tickAndPress', 'signature']);
export type ConsentAct = z.infer<typeof consentActSchema>;

/** The signing area as the page measures it, whatever its size on the screen: units of its width and height. */
export const PAD = { width: 10_000, height: 4000 } as const;

/** The longest drawing that main takes: an hour of it would be no signature. */
export const MAX_STROKES = 60;
export const MAX_POINTS = 1500;

const pointSchema = z
  .tuple([
    z.number().int().min(0).max(PAD.width),
    z.number().int().min(0).max(PAD.height),
    /** Milliseconds since the first touch. */
    z.number().int().min(0).max(600_000),
  ])
  .readonly();

/** What was drawn, stroke by stroke. */
export const strokesSchema = z
  .array(z.array(pointSchema).min(1).max(MAX_POINTS).readonly())
  .max(MAX_STROKES)
  .readonly();
export type Strokes = z.infer<typeof strokesSchema>;

/** What the customer did besides pressing the button, where policy asks for a signature. */
export const signedSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('signature'), strokes: strokesSchema }),
  /** For those who can't draw: the words of agreement, typed. */
  z.strictObject({ by: z.literal('typed'), words: z.string().max(40) }),
]);
export type Signed = z.infer<typeof signedSchema>;

/** A stroke of so many points, and so long, is drawn on purpose: a touch, a tremor or a tick is shorter. */
const LEAST = { points: 8, length: 1500 } as const;

/** True when at least one stroke is a real one. */
export const isRealSignature = (strokes: Strokes): boolean =>
  strokes.some((stroke) => stroke.length >= LEAST.points && lengthOf(stroke) >= LEAST.length);

function lengthOf(stroke: Strokes[number]): number {
  return stroke.slice(1).reduce((sum, [x, y], n) => {
    const [fromX, fromY] = stroke[n] ?? [x, y];
    return sum + Math.hypot(x - fromX, y - fromY);
  }, 0);
}

/** The drawing as its one spelling: what the journal's SHA-256 is of, and what the bank's bundle holds. */
export const strokesText = (strokes: Strokes): string => JSON.stringify({ pad: PAD, strokes });

/** One stroke as the points of an SVG polyline; a dot becomes a line of no length. */
export const polylineOf = (stroke: Strokes[number]): string =>
  [...stroke, ...stroke.slice(0, 1).filter(() => stroke.length === 1)].map(([x, y]) => `${x},${y}`).join(' ');

/** The drawing as a picture that any program shows. */
export function signatureSvg(strokes: Strokes): string {
  const lines = strokes.map((stroke) => `  <polyline points="${polylineOf(stroke)}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAD.width} ${PAD.height}">`,
    '<g fill="none" stroke="#000" stroke-width="60" stroke-linecap="round" stroke-linejoin="round">',
    ...lines,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
