import type { ReactElement } from 'react';
import { useId } from 'react';
import { countScale } from '../../main/charts/scales.ts';
import type { Language } from '../../main/core/language.ts';
import { formatNumber } from './format.ts';

export interface Bar {
  readonly name: string;
  readonly count: number;
}

interface BarChartProps {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly language: Language;
}

/** In units of the drawing, which is as wide as its place. */
const WIDTH = 480;
const ROW = 46;
const BAR = 16;
const AXIS = 22;
/** Room for the number at the end of the longest bar. */
const END = 60;
const MARKS = 4;

/** Counts as lying bars with their names and numbers; the same as a table for screen readers. */
export function BarChart({ title, bars, language }: BarChartProps): ReactElement | null {
  const id = useId();
  const most = Math.max(0, ...bars.map(({ count }) => count));
  const { scale, marks } = countScale(most, WIDTH - END, MARKS);
  const height = bars.length * ROW;
  if (bars.length === 0) return null;
  return (
    <figure className="panel chart-figure" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <svg className="chart" viewBox={`0 0 ${WIDTH} ${height + AXIS}`} aria-hidden="true">
        {marks.map((mark) => (
          <g key={mark} transform={`translate(${scale(mark)} 0)`}>
            <line className="chart-mark" y1={0} y2={height} />
            <text className="chart-scale" y={height + AXIS - 6} textAnchor={mark === 0 ? 'start' : 'middle'}>
              {formatNumber(mark, language, 0)}
            </text>
          </g>
        ))}
        {bars.map(({ name, count }, index) => (
          <g key={name} transform={`translate(0 ${index * ROW})`}>
            <text className="chart-name" y={15}>
              {name}
            </text>
            <rect className="chart-bar" y={22} width={Math.max(1, scale(count))} height={BAR} rx={3} />
            <text className="chart-count" x={scale(count) + 6} y={22 + BAR - 3}>
              {formatNumber(count, language, 0)}
            </text>
          </g>
        ))}
      </svg>
      <div className="for-readers">
        <table>
          <caption>{title}</caption>
          <tbody>
            {bars.map(({ name, count }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{formatNumber(count, language, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
