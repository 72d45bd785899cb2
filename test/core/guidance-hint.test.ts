import { describe, expect, it } from 'vitest';
import type { Guidance } from '../../main/core/guidance-hint.ts';
import {
  COUNTDOWN_MS,
  countdownSince,
  guide,
  isSpoiled,
  startGuidance,
} from '../../main/core/guidance-hint.ts';
import type { SeenFace } from '../../main/core/guidance.ts';
import { FACE_ASPECT } from '../../main/core/framing.ts';

const window = { width: 1280, height: 960 };
const LOOK_MS = 80;
const VIEW = { widthPx: 1920, viewDeg: 78 };

function face(share: number): SeenFace {
  const height = Math.sqrt((share * window.width * window.height) / FACE_ASPECT);
  const width = height * FACE_ASPECT;
  return {
    box: { x: (window.width - width) / 2, y: (window.height - height) / 2, width, height },
    pose: { yawDeg: 0, pitchDeg: 0, rollDeg: 0 },
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

const good = face(0.36);
const far = face(0.15);
const near = face(0.5);

/** Shows one face for a while, a look every 80 ms. */
function watch(from: Guidance, startMs: number, lastsMs: number, seen: SeenFace | null): Guidance {
  let guidance = from;
  for (let atMs = startMs; atMs < startMs + lastsMs; atMs += LOOK_MS) {
    guidance = guide(guidance, { atMs, faces: seen === null ? 0 : 1, face: seen }, window, VIEW);
  }
  return guidance;
}

describe('guide', () => {
  it('says nothing at the first look and the hint once it has settled', () => {
    expect(watch(startGuidance(0), 0, LOOK_MS, far).hint).toBeNull();
    expect(watch(startGuidance(0), 0, 600, far).hint).toBe('closer');
  });

  it('keeps a hint long enough to be read before the next', () => {
    const first = watch(startGuidance(0), 0, 600, far);
    expect(watch(first, 600, 600, near).hint).toBe('closer');
    expect(watch(first, 600, 2000, near).hint).toBe('farther');
  });

  it('passes good news on at once, without waiting for the reading time', () => {
    const first = watch(startGuidance(0), 0, 500, far);
    expect(watch(first, 500, 500, good).hint).toBeNull();
  });

  it('overlooks a single odd look', () => {
    const well = watch(startGuidance(0), 0, 2000, good);
    expect(watch(well, 2000, LOOK_MS, null).hint).toBeNull();
  });

  it('tells somebody who sways to hold still, although every turn is a moment of rest', () => {
    let guidance = startGuidance(0);
    for (let atMs = 0; atMs < 2000; atMs += LOOK_MS) {
      // Twice a second from side to side, a tenth of the face each way.
      const x = good.box.x + 76 * Math.sin((atMs / 1000) * 4 * Math.PI);
      const swaying = { ...good, box: { ...good.box, x } };
      guidance = guide(guidance, { atMs, faces: 1, face: swaying }, window, VIEW);
    }
    expect(guidance.hint).toBe('holdStill');
    expect(watch(guidance, 2000, 500, good).hint).toBeNull();
  });

  it('says more when a hint has been up for long without effect', () => {
    expect(watch(startGuidance(0), 0, 5000, far).insistent).toBe(false);
    expect(watch(startGuidance(0), 0, 12_000, far).insistent).toBe(true);
  });
});

describe('countdownSince', () => {
  it('starts after all has been well for a while and survives a short lapse', () => {
    const early = watch(startGuidance(0), 0, 500, good);
    expect(countdownSince(null, early, 500)).toBeNull();
    const well = watch(startGuidance(0), 0, 1500, good);
    expect(countdownSince(null, well, 1500)).toBe(1500);
    const lapsed = watch(well, 1500, 240, null);
    expect(countdownSince(1500, lapsed, 1740)).toBe(1500);
  });

  it('ends when it stays wrong', () => {
    const well = watch(startGuidance(0), 0, 1500, good);
    const gone = watch(well, 1500, 900, null);
    expect(countdownSince(1500, gone, 2400)).toBeNull();
  });

  it('is long enough to be seen', () => {
    expect(COUNTDOWN_MS).toBeGreaterThanOrEqual(2000);
  });
});

describe('isSpoiled', () => {
  it('drops a recording whose face is gone for good, not for a moment', () => {
    const well = watch(startGuidance(0), 0, 1500, good);
    const blink = watch(well, 1500, 320, null);
    expect(isSpoiled(blink, 1820)).toBe(false);
    const gone = watch(well, 1500, 1000, null);
    expect(isSpoiled(gone, 2500)).toBe(true);
  });

  it('lets natural movement pass', () => {
    const turned = { ...good, pose: { yawDeg: 30, pitchDeg: 0, rollDeg: 0 } };
    const well = watch(startGuidance(0), 0, 1500, good);
    expect(isSpoiled(watch(well, 1500, 2000, turned), 3500)).toBe(false);
  });
});
