import type { VideoMeasurement } from '../core/measurement.ts';
import { affineResidual } from './affine.ts';
import { differenceFrom, type FaceLook, patternOf } from './face-align.ts';
import { eyeOpening, mouthOpening } from './face-openings.ts';

const MIN_FACES = 8;
/** A mesh that bends this much in eye distances is no picture's (photographs reach 0.013): no second look is needed. */
const BENDING = 0.02;

/**
 * What a flat picture cannot do: the mesh's residual after the best affine fit to the clip's middle face, the play of
 * eyes and mouth, and, where the mesh hardly bends, what is left between the pictures of the face themselves.
 */
export function measureRigidity(looks: readonly (FaceLook | null)[]): VideoMeasurement['liveness'] {
  const found = looks.filter((look) => look !== null);
  if (found.length < MIN_FACES) return null;
  const middle = found[found.length >> 1];
  const residual90 = ninetieth(found.map(({ points }) => meshResidual(middle, points)));
  const eyes = found.map(({ points }) => eyeOpening(points));
  const mouths = found.map(({ points }) => mouthOpening(points));
  const meanEye = eyes.reduce((sum, value) => sum + value, 0) / eyes.length;
  return {
    residual90,
    eyeRange: (Math.max(...eyes) - Math.min(...eyes)) / Math.max(1e-6, meanEye),
    mouthRange: Math.max(...mouths) - Math.min(...mouths),
    difference90: residual90 < BENDING ? pictureDifference(middle, found) : null,
  };
}

/** In outer eye-corner distances. */
function meshResidual({ points: a }: FaceLook, b: FaceLook['points']): number {
  const eyes = Math.hypot(b[33 * 3] - b[263 * 3], b[33 * 3 + 1] - b[263 * 3 + 1]);
  return affineResidual(a, b) / Math.max(1, eyes);
}

function pictureDifference(middle: FaceLook, looks: readonly FaceLook[]): number {
  const pattern = patternOf(middle);
  return ninetieth(looks.filter((look) => look !== middle).map((look) => differenceFrom(pattern, look)));
}

/** The value that nine in ten stay below. */
function ninetieth(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * 0.9)] ?? 0;
}
