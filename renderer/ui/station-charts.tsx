import type { ReactElement } from 'react';
import { useId } from 'react';
import { edgedScale, pathThrough, roundMarks } from '../../main/charts/scales.ts';
import type { Language } from '../../main/core/language.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { MAX_GAP_MS } from '../../main/core/pace.ts';
import { gapsOf, secondsOf, type StationTrace } from '../../main/core/station-trace.ts';
import { formatNumber } from './format.ts';
import { LightChart } from './light-chart.tsx';
import { ReadersTable } from './readers-table.tsx';
import { SecondsAxis } from './seconds-axis.tsx';

interface ChartsProps {
  /** Null where the face camera gave nothing to draw. */
  readonly trace: StationTrace | null;
  readonly text: Catalogue;
  readonly language: Language;
}

/** What the face camera gave while it was measured: how evenly, and in which light. */
export function StationCharts({ trace, text, language }: ChartsProps): ReactElement | null {
  if (trace === null || trace.timesMs.length < 2) return null;
  return (
    <section className="history-charts station-charts" data-testid="station-charts">
      <PaceChart trace={trace} text={text} language={language} />
      <LightChart trace={trace} text={text} language={language} />
    </section>
  );
}

type DrawingProps = ChartsProps & { readonly trace: StationTrace };

/** In units of the drawing, which is as wide as its place. */
const WIDTH = 480;
const HEIGHT = 200;
const LEFT = 44;
const AXIS = 24;
const TOP = 12;
/** The dashed line stays in the drawing however even the camera is. */
const LEAST_TOP_MS = MAX_GAP_MS * 1.25;

/** The pause before every picture, with the pause that begins to hide movement dashed. */
function PaceChart({ trace, text, language }: DrawingProps): ReactElement {
  const id = useId();
  const words = text.station.charts;
  const gaps = gapsOf(trace);
  const endS = Math.max(1, gaps.at(-1)?.atS ?? 1);
  const mostMs = Math.max(LEAST_TOP_MS, ...gaps.map(({ ms }) => ms));
  const x = edgedScale([0, endS], [LEFT, WIDTH - 8]);
  const y = edgedScale([0, mostMs], [HEIGHT, TOP]);
  return (
    <figure className="panel chart-figure" aria-labelledby={id}>
      <figcaption id={id}>{words.pace}</figcaption>
      <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT + AXIS}`} aria-hidden="true">
        {roundMarks(0, mostMs, 4).map((mark) => (
          <g key={mark} transform={`translate(0 ${y(mark)})`}>
            <line className="chart-mark" x1={LEFT} x2={WIDTH - 8} />
            <text className="chart-scale" x={LEFT - 6} y={4} textAnchor="end">
              {formatNumber(mark, language, 0)}
            </text>
          </g>
        ))}
        <SecondsAxis endS={endS} x={x} height={HEIGHT} language={language} />
        <line className="chart-limit" x1={LEFT} x2={WIDTH - 8} y1={y(MAX_GAP_MS)} y2={y(MAX_GAP_MS)} />
        <path className="chart-line" d={pathThrough(gaps.map(({ atS, ms }) => [x(atS), y(ms)]))} />
      </svg>
      <p className="hint">{words.paceHint(formatNumber(MAX_GAP_MS, language, 0))}</p>
      <PaceTable trace={trace} text={text} language={language} />
    </figure>
  );
}

function PaceTable({ trace, text, language }: DrawingProps): ReactElement {
  const words = text.station.charts;
  const whole = (value: number): string => formatNumber(value, language, 0);
  return (
    <ReadersTable
      caption={words.pace}
      titles={[words.second, words.pictures, words.longest]}
      rows={secondsOf(trace).map(({ second, pictures, longestGapMs }) => [
        whole(second),
        whole(pictures),
        whole(longestGapMs),
      ])}
    />
  );
}
