import type { CardVision } from './card-vision.ts';
import { distance, orderCorners, polygonArea, type Quad } from './quad.ts';
import { resizeStill, type Still } from './stills.ts';
import { warpQuad } from './warp.ts';

export interface StraightCard {
  readonly still: Still;
  /** Native pixels along the card's longer side, before straightening. */
  readonly cardWidthPx: number;
}

/** Edges are looked for at this size; straightening is done in the full picture. */
const SEARCH_SIDE = 640;
/** ID-1 (CCCD, driving licence) and ID-2; passports' data page is 1.42. */
const ASPECTS = [1.586, 1.42];

/** Finds the card on the desk and straightens it at its own resolution; null when no quadrangle looks like a card. */
export async function findCard(vision: CardVision, still: Still): Promise<StraightCard | null> {
  const scale = Math.min(1, SEARCH_SIDE / Math.max(still.width, still.height));
  const small = await resizeStill(still, {
    width: Math.round(still.width * scale),
    height: Math.round(still.height * scale),
  });
  const best = bestQuad(vision, small);
  if (!best) return null;
  const corners = best.map(({ x, y }) => ({ x: x / scale, y: y / scale })) as unknown as Quad;
  return straighten(still, corners);
}

function straighten(still: Still, corners: Quad): StraightCard {
  const [a, b, c, d] = corners;
  const across = Math.max(distance(a, b), distance(d, c));
  const down = Math.max(distance(b, c), distance(a, d));
  const size = { width: Math.max(16, Math.round(across)), height: Math.max(16, Math.round(down)) };
  return { still: warpQuad(still, corners, size), cardWidthPx: Math.round(Math.max(across, down)) };
}

function bestQuad(vision: CardVision, small: Still): Quad | null {
  let best: Quad | null = null;
  let bestScore = 0.12;
  for (const { quad, fit } of vision.findQuads(small)) {
    const ordered = orderCorners(quad);
    const score = scoreQuad(ordered, fit, small);
    if (score > bestScore) [best, bestScore] = [ordered, score];
  }
  return best;
}

/** Hull fit x parallel sides x a card's aspect x size; a quadrangle cut by the frame is worth less. */
function scoreQuad(quad: Quad, fit: number, frame: Still): number {
  const area = polygonArea(quad) / (frame.width * frame.height);
  if (area < 0.06 || area > 0.93) return 0;
  const [a, b, c, d] = quad;
  const across = (distance(a, b) + distance(d, c)) / 2;
  const down = (distance(b, c) + distance(a, d)) / 2;
  const aspect = Math.max(across, down) / Math.max(1, Math.min(across, down));
  const nearest = Math.min(...ASPECTS.map((one) => Math.abs(Math.log(aspect / one))));
  const prior = Math.exp(-((nearest / 0.16) ** 2));
  const parallel = ratio(distance(a, b), distance(d, c)) * ratio(distance(b, c), distance(a, d));
  const isCut = quad.some(({ x, y }) => x < 3 || y < 3 || x > frame.width - 4 || y > frame.height - 4);
  return fit ** 3 * parallel * prior * Math.sqrt(area) * (isCut ? 0.4 : 1);
}

function ratio(a: number, b: number): number {
  return Math.min(a, b) / Math.max(1, a, b);
}
