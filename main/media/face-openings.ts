import type { MeshPoints } from '../core/framing.ts';

/** Eye opening over eye width, mean of both eyes. */
export function eyeOpening(points: MeshPoints): number {
  const ratio = (top: number, bottom: number, outer: number, inner: number): number =>
    distance(points, top, bottom) / Math.max(1e-6, distance(points, outer, inner));
  return (ratio(159, 145, 33, 133) + ratio(386, 374, 263, 362)) / 2;
}

/** Gap between the inner lips over mouth width. */
export function mouthOpening(points: MeshPoints): number {
  return distance(points, 13, 14) / Math.max(1e-6, distance(points, 61, 291));
}

function distance(points: MeshPoints, a: number, b: number): number {
  return Math.hypot(points[a * 3] - points[b * 3], points[a * 3 + 1] - points[b * 3 + 1]);
}
