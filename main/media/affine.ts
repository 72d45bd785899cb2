import type { MeshPoints } from '../core/framing.ts';

/** Six numbers a..f: u = a x + b y + c, v = d x + e y + f. */
export type Affine = Float64Array;

/** Every fourth point is enough; an outline that slides with the pose weighs less so. */
const STRIDE = 12;

/** Best affine map from one mesh to another, least squares. */
export function fitAffine(from: MeshPoints, to: MeshPoints): Affine {
  const normal = new Float64Array(9);
  const rightX = new Float64Array(3);
  const rightY = new Float64Array(3);
  for (let i = 0; i + 2 < from.length; i += STRIDE) {
    const point = [from[i], from[i + 1], 1];
    for (let row = 0; row < 3; row++) {
      rightX[row] += point[row] * to[i];
      rightY[row] += point[row] * to[i + 1];
      for (let column = 0; column < 3; column++) normal[row * 3 + column] += point[row] * point[column];
    }
  }
  return Float64Array.of(...solveLinear(normal.slice(), rightX), ...solveLinear(normal, rightY));
}

/** Root mean square distance left after the best affine map, in the pixels of `to`. */
export function affineResidual(from: MeshPoints, to: MeshPoints): number {
  const [a, b, c, d, e, f] = fitAffine(from, to);
  let squares = 0;
  let count = 0;
  for (let i = 0; i + 2 < from.length; i += STRIDE, count++) {
    const x = from[i];
    const y = from[i + 1];
    squares += (a * x + b * y + c - to[i]) ** 2 + (d * x + e * y + f - to[i + 1]) ** 2;
  }
  return Math.sqrt(squares / Math.max(1, count));
}

/** Solves a square system by elimination with pivots; both arguments are used up. */
export function solveLinear(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  for (let i = 0; i < n; i++) {
    swapRows(matrix, right, i, pivotOf(matrix, n, i));
    const pivot = matrix[i * n + i] || 1e-12;
    for (let row = i + 1; row < n; row++) {
      const factor = matrix[row * n + i] / pivot;
      for (let column = i; column < n; column++) matrix[row * n + column] -= factor * matrix[i * n + column];
      right[row] -= factor * right[i];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let column = i + 1; column < n; column++) right[i] -= matrix[i * n + column] * right[column];
    right[i] /= matrix[i * n + i] || 1e-12;
  }
  return right;
}

function pivotOf(matrix: Float64Array, n: number, column: number): number {
  let best = column;
  for (let row = column + 1; row < n; row++)
    if (Math.abs(matrix[row * n + column]) > Math.abs(matrix[best * n + column])) best = row;
  return best;
}

function swapRows(matrix: Float64Array, right: Float64Array, a: number, b: number): void {
  if (a === b) return;
  const n = right.length;
  for (let column = 0; column < n; column++)
    [matrix[a * n + column], matrix[b * n + column]] = [matrix[b * n + column], matrix[a * n + column]];
  [right[a], right[b]] = [right[b], right[a]];
}
