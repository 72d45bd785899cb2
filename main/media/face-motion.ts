import type { MeshPoints } from '../core/framing.ts';
import type { VideoMeasurement } from '../core/measurement.ts';
import { eyeOpening, mouthOpening } from './face-openings.ts';

/** Points that move with the skull and the skin; the outline is left out because it slides with the pose. */
const STRIDE = 4;
const MIN_FACES = 8;

/**
 * What a flat picture cannot do: the mesh's residual after the best affine fit to the clip's middle face
 * (a moved photograph is an affine picture of itself), and the play of eyes and mouth.
 */
export function measureRigidity(meshes: readonly (MeshPoints | null)[]): VideoMeasurement['liveness'] {
  const found = meshes.filter((mesh) => mesh !== null);
  if (found.length < MIN_FACES) return null;
  const reference = found[found.length >> 1];
  const residuals = found.map((mesh) => affineResidual(reference, mesh)).toSorted((a, b) => a - b);
  const eyes = found.map(eyeOpening);
  const mouths = found.map(mouthOpening);
  const meanEye = eyes.reduce((sum, value) => sum + value, 0) / eyes.length;
  return {
    residual90: residuals[Math.floor((residuals.length - 1) * 0.9)] ?? 0,
    eyeRange: (Math.max(...eyes) - Math.min(...eyes)) / Math.max(1e-6, meanEye),
    mouthRange: Math.max(...mouths) - Math.min(...mouths),
  };
}

/** Root mean square distance left after the best affine map from `a` to `b`, in outer eye-corner distances. */
function affineResidual(a: MeshPoints, b: MeshPoints): number {
  const sums = new Float64Array(12);
  for (let i = 0; i + 2 < a.length; i += 3 * STRIDE) accumulate(sums, a[i], a[i + 1], b[i], b[i + 1]);
  const mapX = solveAffine(sums, 6);
  const mapY = solveAffine(sums, 9);
  let squares = 0;
  let count = 0;
  for (let i = 0; i + 2 < a.length; i += 3 * STRIDE) {
    const x = a[i];
    const y = a[i + 1];
    squares +=
      (mapX[0] * x + mapX[1] * y + mapX[2] - b[i]) ** 2 +
      (mapY[0] * x + mapY[1] * y + mapY[2] - b[i + 1]) ** 2;
    count++;
  }
  const eyes = Math.hypot(b[33 * 3] - b[263 * 3], b[33 * 3 + 1] - b[263 * 3 + 1]);
  return Math.sqrt(squares / count) / Math.max(1, eyes);
}

/** [xx, xy, yy, x, y, n, xu, yu, u, xv, yv, v] */
function accumulate(sums: Float64Array, x: number, y: number, u: number, v: number): void {
  const terms = [x * x, x * y, y * y, x, y, 1, x * u, y * u, u, x * v, y * v, v];
  for (let k = 0; k < 12; k++) sums[k] += terms[k];
}

/** Least squares of three unknowns by Cramer's rule. */
function solveAffine(sums: Float64Array, at: number): readonly [number, number, number] {
  const [xx, xy, yy, x, y, n] = sums as unknown as [number, number, number, number, number, number];
  const p = sums[at];
  const q = sums[at + 1];
  const r = sums[at + 2];
  const det = (
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
    g: number,
    h: number,
    i: number,
  ): number => a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const all = det(xx, xy, x, xy, yy, y, x, y, n) || 1e-9;
  return [
    det(p, xy, x, q, yy, y, r, y, n) / all,
    det(xx, p, x, xy, q, y, x, r, n) / all,
    det(xx, xy, p, xy, yy, q, x, y, r) / all,
  ];
}
