import type { Point } from '../core/framing.ts';

export type Quad = readonly [Point, Point, Point, Point];

/** Clockwise from the corner that is top left when the longer side lies across. */
export function orderCorners(points: readonly Point[]): Quad {
  const centreX = points.reduce((total, point) => total + point.x, 0) / 4;
  const centreY = points.reduce((total, point) => total + point.y, 0) / 4;
  const round = points.toSorted(
    (p, q) => Math.atan2(p.y - centreY, p.x - centreX) - Math.atan2(q.y - centreY, q.x - centreX),
  );
  const start = round.reduce((best, point, i) => (point.x + point.y < sum(round[best]) ? i : best), 0);
  const turned = [0, 1, 2, 3].map((i) => round[(start + i) % 4]) as unknown as Quad;
  const [a, b, , d] = turned;
  return distance(a, b) >= distance(a, d) ? turned : ([1, 2, 3, 0].map((i) => turned[i]) as unknown as Quad);
}

function sum(point: Point | undefined): number {
  return point ? point.x + point.y : Infinity;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function polygonArea(points: readonly Point[]): number {
  let twice = 0;
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length] ?? point;
    twice += point.x * next.y - next.x * point.y;
  });
  return Math.abs(twice) / 2;
}
