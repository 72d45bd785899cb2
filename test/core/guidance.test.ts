import { describe, expect, it } from 'vitest';
import type { Glimpse, Hint, SeenFace } from '../../main/core/guidance.ts';
import { judgeGlimpse } from '../../main/core/guidance.ts';
import { FACE_ASPECT, faceShare, ovalIn } from '../../main/core/framing.ts';

const window = { width: 1280, height: 960 };

function faceOfShare(share: number, dx = 0, dy = 0): SeenFace {
  const height = Math.sqrt((share * window.width * window.height) / FACE_ASPECT);
  const width = height * FACE_ASPECT;
  return {
    box: {
      x: (window.width - width) / 2 + dx,
      y: (window.height - height) / 2 + dy,
      width,
      height,
    },
    pose: { yawDeg: 2, pitchDeg: -3, rollDeg: 1 },
    presenceLogit: 25,
    brightness: 120,
    backgroundBrightness: 110,
    burntShare: 0,
    glareShare: 0,
    eyeToCheek: 0.8,
    eyeContrast: 0.2,
    lipChroma: 5,
    lowerChroma: 5,
    sharpness: 1.1,
    directionalSharpness: 0.8,
  };
}

const good = faceOfShare(0.36);

const look = (face: SeenFace | null, atMs = 1000, faces = face === null ? 0 : 1): Glimpse => ({
  atMs,
  faces,
  face,
});

const judge = (face: SeenFace | null, isGood = false): Hint | null =>
  judgeGlimpse(look(face), null, window, isGood);

describe('ovalIn', () => {
  it.each([[{ width: 1280, height: 960 }], [{ width: 1280, height: 720 }], [{ width: 960, height: 1280 }]])(
    'a face filling the oval of %j takes 33 to 40 per cent of it',
    (size) => {
      const share = faceShare(ovalIn(size), size);
      expect(share).toBeGreaterThanOrEqual(0.33);
      expect(share).toBeLessThanOrEqual(0.4);
    },
  );
});

describe('judgeGlimpse', () => {
  it('is content with a well-placed, well-lit face', () => {
    expect(judge(good)).toBeNull();
  });

  it.each<[Hint, SeenFace]>([
    ['closer', faceOfShare(0.1)],
    ['closer', faceOfShare(0.31)],
    ['farther', faceOfShare(0.45)],
    ['centre', faceOfShare(0.36, 160)],
    ['centre', faceOfShare(0.36, 0, 130)],
    ['moreLight', { ...good, brightness: 60 }],
    ['lessLight', { ...good, brightness: 210 }],
    ['lessLight', { ...good, burntShare: 0.2 }],
    ['lightBehind', { ...good, brightness: 85, backgroundBrightness: 180 }],
    ['uncover', { ...good, presenceLogit: 6 }],
    ['uncover', { ...good, presenceLogit: 16, lipChroma: 30 }],
    ['uncover', { ...good, eyeToCheek: 0.3 }],
    ['uncover', { ...good, eyeToCheek: 0.2, eyeContrast: 0.05, brightness: 85, backgroundBrightness: 180 }],
    ['lookStraight', { ...good, pose: { yawDeg: 25, pitchDeg: 0, rollDeg: 0 } }],
    ['lookStraight', { ...good, pose: { yawDeg: 0, pitchDeg: -22, rollDeg: 0 } }],
    ['lookStraight', { ...good, pose: { yawDeg: 0, pitchDeg: 0, rollDeg: 15 } }],
    ['lessLight', { ...good, glareShare: 0.12 }],
    ['uncover', { ...good, presenceLogit: 16, lowerChroma: 30 }],
    ['uncover', { ...good, eyeContrast: 0.02 }],
    ['cleanLens', { ...good, sharpness: 0.4 }],
    ['holdStill', { ...good, directionalSharpness: 0.15 }],
  ])('says %s', (hint, face) => {
    expect(judge(face)).toBe(hint);
  });

  it('says noFace without a face and manyFaces with two', () => {
    expect(judge(null)).toBe('noFace');
    expect(judgeGlimpse(look(good, 1000, 2), null, window, false)).toBe('manyFaces');
  });

  it('says holdStill when the face has moved far since the last look', () => {
    const before = look(faceOfShare(0.36, -50), 1000);
    expect(judgeGlimpse(look(good, 1080), before, window, false)).toBe('holdStill');
  });

  it('asks for light before distance, and for distance before the rest', () => {
    expect(judge({ ...faceOfShare(0.1), brightness: 30, backgroundBrightness: 40, presenceLogit: 8 })).toBe(
      'moreLight',
    );
    expect(judge({ ...faceOfShare(0.1), presenceLogit: 8 })).toBe('closer');
  });

  it('keeps a good face good a little beyond the limit, so that hints do not flicker', () => {
    const atTheBorder = faceOfShare(0.315);
    expect(judge(atTheBorder, false)).toBe('closer');
    expect(judge(atTheBorder, true)).toBeNull();
  });

  it('never calls good what the precheck refuses for size', () => {
    expect(judge(faceOfShare(0.3), true)).toBe('closer');
  });
});
