import type { CSSProperties, ReactElement } from 'react';
import { countScale } from '../../main/charts/scales.ts';

interface Pair {
  readonly predicted: string;
  readonly actual: string;
  readonly count: number;
}

interface CodeMatrixProps {
  readonly title: string;
  /** What stands in the corner: rows are what was expected, columns what came. */
  readonly corner: string;
  readonly pairs: readonly Pair[];
}

/** Expected codes against answered ones: a real table whose cells are shaded by how often; agreement is outlined. */
export function CodeMatrix({ title, corner, pairs }: CodeMatrixProps): ReactElement | null {
  const rows = namesOf(pairs.map(({ predicted }) => predicted));
  const columns = namesOf(pairs.map(({ actual }) => actual));
  const { scale } = countScale(Math.max(0, ...pairs.map(({ count }) => count)), 1, 1);
  if (pairs.length === 0) return null;
  return (
    <div className="table-wrap">
      <table className="table matrix">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((actual) => (
              <th key={actual} scope="col" translate="no">
                {actual}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((predicted) => (
            <tr key={predicted}>
              <th scope="row" translate="no">
                {predicted}
              </th>
              {columns.map((actual) => (
                <Cell
                  key={actual}
                  agrees={actual === predicted}
                  count={countOf(pairs, predicted, actual)}
                  scale={scale}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly agrees: boolean;
  readonly count: number;
  readonly scale: (count: number) => number;
}

function Cell({ agrees, count, scale }: CellProps): ReactElement {
  const shade: CSSProperties & { '--share': string } = { '--share': `${(scale(count) * 100).toFixed(0)}%` };
  return (
    <td className={agrees ? 'matrix-cell matrix-agrees' : 'matrix-cell'} style={shade}>
      {count === 0 ? '–' : count}
    </td>
  );
}

const namesOf = (codes: readonly string[]): readonly string[] => [...new Set(codes)].toSorted();

const countOf = (pairs: readonly Pair[], predicted: string, actual: string): number =>
  pairs.find((pair) => pair.predicted === predicted && pair.actual === actual)?.count ?? 0;
