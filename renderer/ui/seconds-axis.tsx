import type { ReactElement } from 'react';
import { roundMarks } from '../../main/charts/scales.ts';
import type { Language } from '../../main/core/language.ts';
import { formatNumber } from './format.ts';

interface AxisProps {
  readonly endS: number;
  readonly x: (value: number) => number;
  /** Where the drawing ends and its axis begins. */
  readonly height: number;
  readonly language: Language;
}

/** Seconds under a drawing; its title says that they are seconds. */
export function SecondsAxis({ endS, x, height, language }: AxisProps): ReactElement {
  return (
    <>
      {roundMarks(0, endS, 5).map((mark) => (
        <text
          key={mark}
          className="chart-scale"
          x={x(mark)}
          y={height + 17}
          textAnchor={mark === 0 ? 'start' : mark > endS * 0.97 ? 'end' : 'middle'}
        >
          {formatNumber(mark, language)}
        </text>
      ))}
    </>
  );
}
