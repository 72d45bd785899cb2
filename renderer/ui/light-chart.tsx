import type { ReactElement } from 'react';
import { useId } from 'react';
import { edgedScale } from '../../main/charts/scales.ts';
import type { Language } from '../../main/core/language.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { swingsOf, type StationTrace } from '../../main/core/station-trace.ts';
import { formatNumber } from './format.ts';
import { ReadersTable } from './readers-table.tsx';
import { SecondsAxis } from './seconds-axis.tsx';

interface LightProps {
  readonly trace: StationTrace;
  readonly text: Catalogue;
  readonly language: Language;
}

/** In units of the drawing, which is as wide as its place. */
const WIDTH = 480;
const HEIGHT = 200;
const AXIS = 24;
/** A change of a light that nobody sees is not blown up to fill the scale, per cent. */
const LEAST_FULL_PERCENT = 3;
/** Shades to either side of a band's own light. */
const SHADES = [1, 2, 3] as const;
const SIDES = ['low', 'high'] as const;

/** Bands of rows from the top, picture after picture, lighter and darker than they are on average. */
export function LightChart({ trace, text, language }: LightProps): ReactElement | null {
  const id = useId();
  const words = text.station.charts;
  const swings = swingsOf(trace);
  if (swings.length < 2) return null;
  const fullPercent = Math.max(LEAST_FULL_PERCENT, ...swings.flat().map((swing) => Math.abs(swing ?? 0)));
  const endS = (trace.timesMs[swings.length - 1] ?? 1000) / 1000;
  const x = edgedScale([0, endS], [0, WIDTH]);
  const swing = formatNumber(fullPercent, language);
  return (
    <figure className="panel chart-figure" aria-labelledby={id}>
      <figcaption id={id}>{words.light}</figcaption>
      <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT + AXIS}`} aria-hidden="true">
        <rect className="chart-ground" width={WIDTH} height={HEIGHT} />
        {SIDES.flatMap((side) =>
          SHADES.map((shade) => (
            <path
              key={`${side}${shade}`}
              className={`chart-${side} chart-shade-${shade}`}
              d={cellsOf(swings, side, shade, fullPercent)}
            />
          )),
        )}
        <SecondsAxis endS={endS} x={x} height={HEIGHT} language={language} />
      </svg>
      <p className="chart-key" aria-hidden="true">
        <span className="chart-key-low" /> −{swing} %
        <span className="chart-key-high" /> +{swing} %
      </p>
      <p className="hint">{words.lightHint}</p>
      <LightTable trace={trace} text={text} language={language} />
    </figure>
  );
}

/** One path for all cells of a shade: rectangles of one picture's time and one band's height. */
function cellsOf(
  swings: readonly (readonly (number | null)[])[],
  side: (typeof SIDES)[number],
  shade: (typeof SHADES)[number],
  fullPercent: number,
): string {
  const width = WIDTH / swings.length;
  const sign = side === 'low' ? -1 : 1;
  return swings
    .flatMap((bands, picture) =>
      bands.map((swing, band) => {
        const height = HEIGHT / bands.length;
        const level = Math.round(((swing ?? 0) * sign * SHADES.length) / fullPercent);
        return level === shade
          ? `M${(picture * width).toFixed(1)} ${(band * height).toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h-${width.toFixed(1)}z`
          : '';
      }),
    )
    .join('');
}

/** The same told in tenths of the picture's height would be as long as a page: darkest and lightest tell it. */
function LightTable({ trace, text, language }: LightProps): ReactElement {
  const words = text.station.charts;
  const share = (value: number): string => `${formatNumber(value, language)} %`;
  return (
    <ReadersTable
      caption={words.light}
      titles={[words.band, words.darkest, words.lightest]}
      rows={rangesOf(trace).map(({ band, darkest, lightest }) => [
        formatNumber(band, language, 0),
        share(darkest),
        share(lightest),
      ])}
    />
  );
}

interface BandRange {
  /** 1 for the topmost. */
  readonly band: number;
  readonly darkest: number;
  readonly lightest: number;
}

function rangesOf(trace: StationTrace): readonly BandRange[] {
  const swings = swingsOf(trace);
  return (swings[0] ?? []).map((_, at) => {
    const own = swings.map((picture) => picture[at] ?? 0);
    return { band: at + 1, darkest: Math.min(...own), lightest: Math.max(...own) };
  });
}
