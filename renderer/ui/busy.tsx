import type { ReactElement } from 'react';

/** Something is going on and its length is not known. */
export function Busy(): ReactElement {
  return (
    <svg className="busy" viewBox="0 0 100 100" width={112} height={112} aria-hidden="true">
      <ellipse className="busy-track" cx={50} cy={50} rx={36} ry={44} />
      <ellipse className="busy-run" cx={50} cy={50} rx={36} ry={44} pathLength={1} />
    </svg>
  );
}
