import type { ReactElement } from 'react';
import type { CardGuidance } from '../../main/core/card-guidance.ts';
import type { Size } from '../../main/core/framing.ts';

/** Width to height of an ID-1 card, 85.60 x 53.98 mm. */
const CARD_ASPECT = 1.586;

/** Share of the picture's side that the frame takes where it is tightest. */
const FILL = 0.88;

interface CardOverlayProps {
  readonly window: Size;
  readonly guidance: CardGuidance | null;
}

/** The outline of the card that is seen; until one is, the frame where it should lie. */
export function CardOverlay({ window, guidance }: CardOverlayProps): ReactElement {
  const corners = guidance?.last?.corners ?? null;
  if (corners === null) return <CardFrame window={window} />;
  const outline = `M${corners.map(({ x, y }) => `${x.toFixed(0)} ${y.toFixed(0)}`).join('L')}Z`;
  const tone = guidance !== null && guidance.failing.length === 0 ? 'good' : 'wish';
  return (
    <>
      <path
        className="overlay-dim"
        fillRule="evenodd"
        d={`M0 0H${window.width}V${window.height}H0Z${outline}`}
      />
      <path className={`overlay-card overlay-${tone}`} d={outline} />
    </>
  );
}

function CardFrame({ window }: { readonly window: Size }): ReactElement {
  const width = Math.min(window.width * FILL, window.height * FILL * CARD_ASPECT);
  const height = width / CARD_ASPECT;
  const x = (window.width - width) / 2;
  const y = (window.height - height) / 2;
  return <rect className="overlay-card" x={x} y={y} width={width} height={height} rx={width * 0.037} />;
}
