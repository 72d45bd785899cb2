import { scaleLog } from 'd3-scale';
import { exponentOf, type Growth } from './figures.ts';

const SIZE = { width: 640, height: 400, left: 80, bottom: 50, top: 40, right: 20 } as const;

/** Measured points on logarithmic axes with the fitted line between them. */
export function drawGrowth(growth: Growth): string {
  const { name, x, y, points } = growth;
  const xs = points.map(([at]) => at);
  const ys = points.map(([, value]) => value);
  const toX = scaleLog([Math.min(...xs) / 1.2, Math.max(...xs) * 1.2], [SIZE.left, SIZE.width - SIZE.right]);
  const toY = scaleLog([Math.min(...ys) / 1.5, Math.max(...ys) * 1.5], [SIZE.height - SIZE.bottom, SIZE.top]);
  const exponent = exponentOf(growth);
  const middle = (values: readonly number[]): number =>
    Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
  const fitted = (at: number): number => middle(ys) * (at / middle(xs)) ** exponent;
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const dots = points.map(
    ([at, value]) =>
      `<circle cx="${toX(at).toFixed(1)}" cy="${toY(value).toFixed(1)}" r="4" fill="#0b5394"/><text x="${toX(at).toFixed(1)}" y="${(toY(value) - 9).toFixed(1)}" text-anchor="middle">${value.toPrecision(3)}</text><text x="${toX(at).toFixed(1)}" y="${SIZE.height - 28}" text-anchor="middle">${at.toPrecision(3)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="13">`,
    `<rect width="${SIZE.width}" height="${SIZE.height}" fill="white"/>`,
    `<text x="${SIZE.left}" y="22">${name} (${y}) grows with ${x} to the power ${exponent.toFixed(2)}</text>`,
    `<line x1="${toX(first)}" y1="${toY(fitted(first))}" x2="${toX(last)}" y2="${toY(fitted(last))}" stroke="#999" stroke-width="2"/>`,
    ...dots,
    `<text x="${SIZE.width / 2}" y="${SIZE.height - 8}" text-anchor="middle">${x}</text>`,
    '</svg>\n',
  ].join('\n');
}
