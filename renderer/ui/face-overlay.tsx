import type { CSSProperties, ReactElement } from 'react';
import { ovalIn, type Size } from '../../main/core/framing.ts';

interface FaceOverlayProps {
  readonly window: Size;
  /** Length of the recording that the oval counts down, ms; null before it. */
  readonly recordingMs: number | null;
  readonly tone: 'wait' | 'wish' | 'good';
}

/** The oval the face has to fill, everything else dimmed; while recording, progress runs around it. */
export function FaceOverlay({ window, recordingMs, tone }: FaceOverlayProps): ReactElement {
  const box = ovalIn(window);
  const oval = {
    cx: box.x + box.width / 2,
    cy: box.y + box.height / 2,
    rx: box.width / 2,
    ry: box.height / 2,
  };
  const run: CSSProperties = { animationDuration: `${recordingMs ?? 0}ms` };
  const around = `M${oval.cx} ${oval.cy - oval.ry}a${oval.rx} ${oval.ry} 0 0 1 0 ${oval.ry * 2}a${oval.rx} ${oval.ry} 0 0 1 0 ${-oval.ry * 2}Z`;
  return (
    <>
      <path
        className="overlay-dim"
        fillRule="evenodd"
        d={`M0 0H${window.width}V${window.height}H0Z${around}`}
      />
      <path className={`overlay-oval overlay-${tone}`} d={around} />
      {recordingMs === null ? null : (
        <path className="overlay-progress" d={around} pathLength={1} style={run} />
      )}
    </>
  );
}
