import { describe, expect, it } from 'vitest';
import { measureFlicker, type RowProfiles } from '../../main/core/flicker.ts';

interface Scene {
  readonly framesPerSecond: number;
  /** Swing of the light, share of its mean. */
  readonly swing?: number;
  readonly lampHz?: number;
  /** Time stamps are late by up to this, ms. */
  readonly jitterMs?: number;
  readonly brightness?: number;
  readonly noise?: number;
  /** Somebody moves through part of the picture. */
  readonly mover?: boolean;
  readonly frames?: number;
  /** Every so many frames one is lost. */
  readonly losesEvery?: number;
}

const ROWS = 48;
/** A sensor reads all rows in this time. */
const READOUT_S = 0.025;

/** A repeatable sequence between 0 and 1. */
function randomly(): () => number {
  let state = 12345;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** What a rolling shutter makes of a lamp. */
function film(scene: Scene): RowProfiles {
  const { framesPerSecond, swing = 0, lampHz = 100, jitterMs = 0, brightness = 120, noise = 0.4 } = scene;
  const random = randomly();
  const numbers = Array.from({ length: scene.frames ?? 66 }, (_, index) => index).filter(
    (index) => scene.losesEvery === undefined || index % scene.losesEvery !== 3,
  );
  return {
    timesMs: numbers.map((number) => (number * 1000) / framesPerSecond + jitterMs * random()),
    profiles: numbers.map((number) =>
      Array.from({ length: ROWS }, (_, row) => {
        const atS = number / framesPerSecond + (row / ROWS) * READOUT_S;
        const light = 1 + swing * Math.cos(2 * Math.PI * lampHz * atS);
        const moved = scene.mover === true && row > 30 ? 14 * Math.sin(number / 9) : 0;
        return brightness * light + moved + (random() - 0.5) * 2 * noise;
      }),
    ),
  };
}

describe('mains flicker', () => {
  it.each<[string, Scene]>([
    ['30 pictures a second', { framesPerSecond: 30, swing: 0.04 }],
    ['late time stamps', { framesPerSecond: 30, swing: 0.04, jitterMs: 6 }],
    ['lost pictures', { framesPerSecond: 30, swing: 0.04, losesEvery: 11 }],
    ['mains a little off', { framesPerSecond: 30, swing: 0.04, lampHz: 100.3 }],
    ['29.97 pictures a second', { framesPerSecond: 29.97, swing: 0.04 }],
    ['24 pictures a second', { framesPerSecond: 24, swing: 0.04 }],
    ['60 pictures a second', { framesPerSecond: 60, swing: 0.04, frames: 120 }],
    ['somebody moving through part of the picture', { framesPerSecond: 30, swing: 0.04, mover: true }],
  ])('is seen with %s, and its strength named', (_name, scene) => {
    const flicker = measureFlicker(film(scene));
    expect(flicker).toMatchObject({ kind: 'measured', isSeen: true });
    expect(flicker.kind === 'measured' ? flicker.percent : 0).toBeGreaterThan(2.5);
    expect(flicker.kind === 'measured' ? flicker.percent : 0).toBeLessThan(5);
  });

  it.each<[string, Scene]>([
    ['steady light', { framesPerSecond: 30 }],
    ['noise', { framesPerSecond: 30, noise: 3 }],
    ['somebody moving', { framesPerSecond: 30, mover: true }],
    ['bands too weak to be seen', { framesPerSecond: 30, swing: 0.004 }],
    [
      '60 Hz lamps seen at 30 pictures a second, which stand still',
      { framesPerSecond: 30, swing: 0.04, lampHz: 120 },
    ],
  ])('is not seen in %s', (_name, scene) => {
    expect(measureFlicker(film(scene))).toMatchObject({ kind: 'measured', isSeen: false });
  });

  it.each<[string, Scene]>([
    ['tooFewFrames', { framesPerSecond: 30, frames: 30, swing: 0.04 }],
    ['bandsStandStill', { framesPerSecond: 25, swing: 0.04 }],
    ['bandsStandStill', { framesPerSecond: 50, swing: 0.04, frames: 100 }],
    ['tooDark', { framesPerSecond: 30, brightness: 8 }],
    ['tooBright', { framesPerSecond: 30, brightness: 250 }],
    ['restless', { framesPerSecond: 30, noise: 60 }],
  ])('is not assessed: %s', (why, scene) => {
    expect(measureFlicker(film(scene))).toEqual({ kind: 'notAssessed', why });
  });
});
