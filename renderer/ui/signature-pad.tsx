import type { PointerEvent, ReactElement } from 'react';
import { useRef } from 'react';
import { MAX_POINTS, MAX_STROKES, PAD, polylineOf, type Strokes } from '../../main/core/signature.ts';

interface PadProps {
  readonly strokes: Strokes;
  readonly label: string;
  readonly hint: string;
  readonly onChange: (strokes: Strokes) => void;
}

type Point = Strokes[number][number];

/** Takes strokes of a pen, a finger or the mouse; what it shows is only what it was given. */
export function SignaturePad({ strokes, label, hint, onChange }: PadProps): ReactElement {
  /** The pointer that draws and when the first touch was; moves between two renders must not be lost. */
  const drawing = useRef<{ readonly pointer: number; strokes: Strokes } | null>(null);
  const startedMs = useRef(0);
  const pointAt = (event: PointerEvent<SVGSVGElement>, moment: globalThis.PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (share: number, most: number): number =>
      Math.round(Math.min(Math.max(share, 0), 1) * most);
    const x = within((moment.clientX - box.left) / box.width, PAD.width);
    const y = within((moment.clientY - box.top) / box.height, PAD.height);
    return [x, y, Math.round(Math.min(Math.max(moment.timeStamp - startedMs.current, 0), 600_000))];
  };
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (drawing.current !== null || event.button !== 0 || strokes.length >= MAX_STROKES) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (strokes.length === 0) startedMs.current = event.timeStamp;
    const now = [...strokes, [pointAt(event, event.nativeEvent)]];
    drawing.current = { pointer: event.pointerId, strokes: now };
    onChange(now);
  };
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    const { current } = drawing;
    if (current === null || current.pointer !== event.pointerId) return;
    const last = current.strokes.at(-1) ?? [];
    const moments = event.nativeEvent.getCoalescedEvents();
    const more = (moments.length === 0 ? [event.nativeEvent] : moments).map((each) => pointAt(event, each));
    current.strokes = [...current.strokes.slice(0, -1), [...last, ...more].slice(0, MAX_POINTS)];
    onChange(current.strokes);
  };
  const end = (event: PointerEvent<SVGSVGElement>): void => {
    if (drawing.current?.pointer === event.pointerId) drawing.current = null;
  };
  return (
    <div className="signature-pad">
      <svg
        role="img"
        aria-label={label}
        data-testid="signature-pad"
        viewBox={`0 0 ${PAD.width} ${PAD.height}`}
        preserveAspectRatio="none"
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line className="signature-base" x1="600" x2="9400" y1="3100" y2="3100" />
        {strokes.map((stroke) => (
          // No two strokes begin at one place and one moment.
          <polyline key={stroke[0]?.join(' ')} points={polylineOf(stroke)} />
        ))}
      </svg>
      {strokes.length === 0 ? <p aria-hidden="true">{hint}</p> : null}
    </div>
  );
}
