const WIDTH = 900;
const HEIGHT = 240;

/** One series as a small SVG: who looks sees a leak sooner than who reads. */
export function drawLines(title: string, values: readonly number[]): string {
  const max = Math.max(...values, 1e-9);
  const points = values.map((value, index) => {
    const x = 40 + (index / Math.max(values.length - 1, 1)) * (WIDTH - 60);
    const y = HEIGHT - 30 - (value / max) * (HEIGHT - 60);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="14">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<text x="40" y="20">${title}, ${values.length} sessions, from 0 to ${max.toFixed(1)}</text>`,
    `<polyline fill="none" stroke="#0b5394" stroke-width="2" points="${points.join(' ')}"/>`,
    '</svg>\n',
  ].join('\n');
}
