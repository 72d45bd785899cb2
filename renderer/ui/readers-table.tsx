import type { ReactElement } from 'react';

interface ReadersTableProps {
  readonly caption: string;
  readonly titles: readonly string[];
  /** The first of each row names it and is unlike all others. */
  readonly rows: readonly (readonly [name: string, ...values: string[]])[];
}

/** What a drawing shows, for those who cannot see it. */
export function ReadersTable({ caption, titles, rows }: ReadersTableProps): ReactElement {
  return (
    <div className="for-readers">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, column) => (
                <td key={titles[column + 1]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
