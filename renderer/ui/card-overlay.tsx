import type { ReactElement } from 'react';
import type { Size } from '../../main/core/framing.ts';

/** Width to height of an ID-1 card, 85.60 x 53.98 mm. */
const CARD_ASPECT = 1.586;

/** Share of the picture's side that the frame takes where it is tightest. */
const FILL = 0.88;

/** Where the card should lie: the frame of an ID-1 card, everything else dimmed. */
export function CardOverlay({ window }: { readonly window: Size }): ReactElement {
  const width = Math.min(window.width * FILL, window.height * FILL * CARD_ASPECT);
  const height = width / CARD_ASPECT;
  const x = (window.width - width) / 2;
  const y = (window.height - height) / 2;
  const radius = width * 0.037;
  return (
    <>
      <path
        className="overlay-dim"
        fillRule="evenodd"
        d={`M0 0H${window.width}V${window.height}H0ZM${x} ${y}h${width}v${height}h${-width}Z`}
      />
      <rect className="overlay-card" x={x} y={y} width={width} height={height} rx={radius} />
    </>
  );
}
