import { describe, expect, it } from 'vitest';
import type { CardGlimpse } from '../../main/core/card-guidance.ts';
import { CARD_STEADY_MS, guideCard, mayTakeCard, startCardGuidance } from '../../main/core/card-guidance.ts';
import type { ColourPicture, Corners } from '../../main/core/card-outline.ts';
import { outlineCard } from '../../main/core/card-outline.ts';

const DESK = [74, 64, 56] as const;
const CARD = [222, 236, 232] as const;

/** A card of the given size, turned, in the middle of a desk. */
function paintCard(widthPx: number, heightPx: number, tiltDeg = 0, shiftX = 0): ColourPicture {
  const [width, height] = [320, 240];
  const data = new Uint8ClampedArray(width * height * 4);
  const angle = (tiltDeg * Math.PI) / 180;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dx = x - width / 2 - shiftX;
      const dy = y - height / 2;
      const u = dx * Math.cos(angle) + dy * Math.sin(angle);
      const v = dy * Math.cos(angle) - dx * Math.sin(angle);
      const isCard = Math.abs(u) <= widthPx / 2 && Math.abs(v) <= heightPx / 2;
      const colour = isCard ? CARD : DESK;
      data.set([...colour, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

describe('outlineCard', () => {
  it.each([0, 2, -5, 10])('finds the corners of a card turned by %d degrees to within 4 pixels', (tilt) => {
    const corners = outlineCard(paintCard(254, 160, tilt));
    const angle = (tilt * Math.PI) / 180;
    const topLeft = {
      x: 160 - 127 * Math.cos(angle) + 80 * Math.sin(angle),
      y: 120 - 127 * Math.sin(angle) - 80 * Math.cos(angle),
    };
    expect(corners).not.toBeNull();
    expect(Math.hypot((corners?.[0].x ?? 0) - topLeft.x, (corners?.[0].y ?? 0) - topLeft.y)).toBeLessThan(4);
  });

  it('sees nothing on a bare desk', () => {
    expect(outlineCard(paintCard(0, 0))).toBeNull();
  });

  it('finds the photo page of a passport, which is nearer to a square', () => {
    const corners = outlineCard(paintCard(213, 150, 2));
    expect(corners).not.toBeNull();
  });

  it('sees a card that the edge of the picture cuts off, whatever shape is left of it', () => {
    const corners = outlineCard(paintCard(254, 160, 0, -120));
    expect(corners?.[0].x).toBe(0);
  });

  it('does not take a square or a small thing for a card', () => {
    expect(outlineCard(paintCard(160, 160))).toBeNull();
    expect(outlineCard(paintCard(40, 25))).toBeNull();
  });
});

const camera = { width: 2592, height: 1944 };

const flat = (dx = 0): Corners => [
  { x: 150 + dx, y: 250 },
  { x: 2450 + dx, y: 250 },
  { x: 2450 + dx, y: 1700 },
  { x: 150 + dx, y: 1700 },
];

const look = (atMs: number, changes: Partial<CardGlimpse> = {}): CardGlimpse => ({
  atMs,
  corners: flat(),
  glareShare: 0,
  sharpness: 0.05,
  ...changes,
});

const failingAfter = (changes: Partial<CardGlimpse>): readonly string[] =>
  guideCard(guideCard(startCardGuidance(), look(0), camera), look(120, changes), camera).failing;

describe('guideCard', () => {
  it('has nothing to say about a card that lies well', () => {
    expect(failingAfter({})).toEqual([]);
  });

  it.each<[string, Partial<CardGlimpse>]>([
    ['seen', { corners: null }],
    ['clear', { glareShare: 0.1 }],
    ['sharp', { sharpness: 0.001 }],
    ['still', { corners: flat(60) }],
  ])('says %s', (check, changes) => {
    expect(failingAfter(changes)).toContain(check);
  });

  it('says whole for a corner at the edge, large for a far card, straight for a tilted sheet', () => {
    const [a, b, c, d] = flat();
    expect(failingAfter({ corners: [{ x: 3, y: 250 }, b, c, d] })).toContain('whole');
    expect(failingAfter({ corners: [{ x: 400, y: 250 }, { x: 2200, y: 250 }, c, d] })).toContain('straight');
    const small: Corners = [a, { x: 1150, y: 250 }, { x: 1150, y: 880 }, { x: 150, y: 880 }];
    expect(failingAfter({ corners: small })).toContain('large');
  });

  it('takes the picture after all has been well for a while, and not before', () => {
    let guidance = startCardGuidance();
    for (let atMs = 0; atMs <= CARD_STEADY_MS; atMs += 120)
      guidance = guideCard(guidance, look(atMs), camera);
    expect(mayTakeCard(guidance)).toBe(false);
    guidance = guideCard(guidance, look(CARD_STEADY_MS + 240), camera);
    expect(mayTakeCard(guidance)).toBe(true);
    expect(mayTakeCard(guideCard(guidance, look(1400, { glareShare: 0.2 }), camera))).toBe(false);
  });
});
