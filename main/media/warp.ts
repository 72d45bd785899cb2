import type { Point, Size } from '../core/framing.ts';
import type { Quad } from './quad.ts';
import type { Still } from './stills.ts';

/** Straightens a quadrangle (clockwise from top left) into a rectangle, bilinear. */
export function warpQuad(still: Still, quad: Quad, size: Size): Still {
  const [a, b, c, d] = squareToQuad(quad);
  const rgb = new Uint8Array(size.width * size.height * 3);
  for (let row = 0, to = 0; row < size.height; row++) {
    const v = (row + 0.5) / size.height;
    for (let column = 0; column < size.width; column++, to += 3) {
      const u = (column + 0.5) / size.width;
      const w = d.x * u + d.y * v + 1;
      sampleInto(still, (a.x * u + b.x * v + c.x) / w - 0.5, (a.y * u + b.y * v + c.y) / w - 0.5, rgb, to);
    }
  }
  return { ...size, rgb };
}

/** Turns the picture so that the line at `angleRad` lies level, about `centre`; same size, edges repeated. */
export function levelStill(still: Still, centre: Point, angleRad: number): Still {
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const rgb = new Uint8Array(still.width * still.height * 3);
  for (let row = 0, to = 0; row < still.height; row++) {
    for (let column = 0; column < still.width; column++, to += 3) {
      const x = column - centre.x;
      const y = row - centre.y;
      sampleInto(still, centre.x + x * cos - y * sin, centre.y + x * sin + y * cos, rgb, to);
    }
  }
  return { width: still.width, height: still.height, rgb };
}

/** Coefficients of the projective map from the unit square (Heckbert 1989). */
function squareToQuad([p0, p1, p2, p3]: Quad): readonly [Point, Point, Point, Point] {
  const sx = p0.x - p1.x + p2.x - p3.x;
  const sy = p0.y - p1.y + p2.y - p3.y;
  const dx1 = p1.x - p2.x;
  const dx2 = p3.x - p2.x;
  const dy1 = p1.y - p2.y;
  const dy2 = p3.y - p2.y;
  const det = dx1 * dy2 - dx2 * dy1 || 1e-9;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return [
    { x: p1.x - p0.x + g * p1.x, y: p1.y - p0.y + g * p1.y },
    { x: p3.x - p0.x + h * p3.x, y: p3.y - p0.y + h * p3.y },
    { x: p0.x, y: p0.y },
    { x: g, y: h },
  ];
}

function sampleInto(still: Still, x: number, y: number, out: Uint8Array, to: number): void {
  const maxX = still.width - 1;
  const maxY = still.height - 1;
  const cx = x < 0 ? 0 : x > maxX ? maxX : x;
  const cy = y < 0 ? 0 : y > maxY ? maxY : y;
  const left = Math.min(maxX - 1, Math.floor(cx));
  const top = Math.min(maxY - 1, Math.floor(cy));
  const fx = cx - left;
  const fy = cy - top;
  const a = (top * still.width + left) * 3;
  const b = a + still.width * 3;
  for (let k = 0; k < 3; k++) {
    const upper = still.rgb[a + k] + (still.rgb[a + 3 + k] - still.rgb[a + k]) * fx;
    const lower = still.rgb[b + k] + (still.rgb[b + 3 + k] - still.rgb[b + k]) * fx;
    out[to + k] = upper + (lower - upper) * fy + 0.5;
  }
}
