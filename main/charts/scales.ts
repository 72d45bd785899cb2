import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/** The only importer of the chart library: numbers in, places and paths out, for the page and for reports alike. */

export interface Scale {
  (value: number): number;
}

/** Maps `from` onto `to`; what lies outside is put on the edge. */
export function edgedScale(from: readonly [number, number], to: readonly [number, number]): Scale {
  return scaleLinear().domain(from).range(to).clamp(true);
}

/** From 0 to a round number at or above `most`, with about `count` round marks in between. */
export function countScale(
  most: number,
  length: number,
  count: number,
): { readonly scale: Scale; readonly marks: readonly number[] } {
  const scale = scaleLinear()
    .domain([0, Math.max(1, most)])
    .nice(count)
    .range([0, length]);
  // Sessions are counted whole.
  return { scale, marks: scale.ticks(count).filter((mark) => Number.isInteger(mark)) };
}

/** Round marks between two values, such as the seconds of a clip. */
export const roundMarks = (from: number, to: number, count: number): readonly number[] =>
  scaleLinear().domain([from, to]).ticks(count);

/** The `d` of an SVG path through the points; null is a gap and stays one. Empty without any point. */
export function pathThrough(points: readonly (readonly [number, number] | null)[]): string {
  const draw = line<readonly [number, number] | null>()
    .defined((point) => point !== null)
    .x((point) => point?.[0] ?? 0)
    .y((point) => point?.[1] ?? 0)
    .digits(1);
  return draw([...points]) ?? '';
}
