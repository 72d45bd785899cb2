import { edgedScale, pathThrough, roundMarks, type Scale } from '../charts/scales.ts';
import type { FaceSample, FrameSample, VideoMeasurement } from '../core/measurement.ts';
import { effectiveRequirement, type PrecheckPolicy } from '../core/precheck-policy.ts';
import type { RuleId } from '../core/requirements.ts';
import type { Finding } from '../core/report.ts';
import { FRONTAL } from '../core/rules-look.ts';

interface Series {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** Drawn as dashed lines. */
  readonly limits: readonly number[];
  readonly read: (sample: FrameSample) => number | null;
}

const WIDTH = 900;
const HEIGHT = 58;
const LEFT = 230;
const AXIS_HEIGHT = 22;

export interface SeriesNames {
  readonly faces: string;
  readonly share: string;
  readonly brightness: string;
  readonly sharpness: string;
  readonly yaw: string;
  readonly pitch: string;
  readonly roll: string;
  readonly motion: string;
}

/** One inline SVG strip for each measure, the limits in force dashed, the times of findings shaded. */
export function drawTimeline(
  video: VideoMeasurement,
  findings: readonly Finding[],
  policy: PrecheckPolicy,
  names: SeriesNames,
): string {
  const endMs = Math.max(1, video.durationMs, video.samples[video.samples.length - 1]?.tMs ?? 0);
  const limit = (rule: RuleId): number => effectiveRequirement(rule, policy).limit;
  return [...clipSeries(names), ...faceSeries(names, limit)]
    .map((series) => drawStrip(series, video.samples, findings, endMs))
    .concat(drawAxis(endMs))
    .join('');
}

function clipSeries(names: SeriesNames): Series[] {
  const count = (sample: FrameSample): number | null => (sample.face === null ? 0 : sample.faces);
  return [
    { label: names.faces, low: 0, high: 3, unit: '', limits: [], read: count },
    { label: names.motion, low: 0, high: 6, unit: '', limits: [], read: (sample) => sample.motion },
  ];
}

function faceSeries(names: SeriesNames, limit: (rule: RuleId) => number): Series[] {
  const face = (read: (one: FaceSample) => number | null) => (sample: FrameSample) =>
    sample.face ? read(sample.face) : null;
  const angle = (label: string, limits: readonly number[], read: (one: FaceSample) => number): Series => ({
    label,
    low: -45,
    high: 45,
    unit: '°',
    limits,
    read: face(read),
  });
  return [
    {
      label: names.share,
      low: 0,
      high: 60,
      unit: ' %',
      limits: [limit('face.tooSmall') * 100],
      read: face((one) => one.share * 100),
    },
    {
      label: names.brightness,
      low: 0,
      high: 255,
      unit: '',
      limits: [limit('face.tooDark'), limit('face.tooBright')],
      read: face((one) => one.brightness),
    },
    {
      label: names.sharpness,
      low: 0,
      high: 2,
      unit: '',
      limits: [limit('face.blurred')],
      read: face((one) => one.sharpness),
    },
    angle(names.yaw, [-FRONTAL.yawDeg, FRONTAL.yawDeg], (one) => one.yawDeg),
    angle(names.pitch, [FRONTAL.pitchUpDeg, FRONTAL.pitchDownDeg], (one) => one.pitchDeg),
    angle(names.roll, [-FRONTAL.rollDeg, FRONTAL.rollDeg], (one) => one.rollDeg),
  ];
}

function drawStrip(
  series: Series,
  samples: readonly FrameSample[],
  findings: readonly Finding[],
  endMs: number,
): string {
  const x = timeScale(endMs);
  const y = edgedScale([series.low, series.high], [HEIGHT - 8, 8]);
  const shades = findings
    .filter((one) => one.fromMs !== null && one.severity !== 'info')
    .map((one) => {
      const from = x(one.fromMs ?? 0);
      const width = Math.max(3, x(one.toMs ?? one.fromMs ?? 0) - from);
      return `<rect x="${from.toFixed(1)}" y="4" width="${width.toFixed(1)}" height="${HEIGHT - 8}" fill="${one.severity === 'block' ? '#b42318' : '#9a6700'}" opacity=".14"/>`;
    });
  const limits = series.limits.map((value) => {
    const at = y(value).toFixed(1);
    return `<line x1="${LEFT}" x2="${WIDTH - 10}" y1="${at}" y2="${at}" stroke="#b42318" stroke-dasharray="4 4"/>`;
  });
  const ends = [series.high, series.low].map(
    (value) =>
      `<text x="${LEFT - 5}" y="${(y(value) + (value === series.high ? 7 : 1)).toFixed(1)}" font-size="10" fill="currentColor" opacity=".7" text-anchor="end">${value}${series.unit}</text>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${series.label}"><rect x="${LEFT}" y="4" width="${WIDTH - LEFT - 10}" height="${HEIGHT - 8}" fill="none" stroke="#8886"/>${shades.join('')}${limits.join('')}${ends.join('')}${drawLine(series, samples, x, y)}<text x="4" y="${HEIGHT / 2 + 4}" font-size="13" fill="currentColor">${series.label}</text></svg>`;
}

/** Whole seconds below the strips. */
function drawAxis(endMs: number): string {
  const x = timeScale(endMs);
  const marks = roundMarks(0, endMs / 1000, 12)
    .filter((second) => Number.isInteger(second))
    .map(
      (second) =>
        `<text x="${x(second * 1000).toFixed(1)}" y="13" font-size="12" fill="currentColor" opacity=".8" text-anchor="middle">${second} s</text>`,
    );
  return `<svg viewBox="0 0 ${WIDTH} ${AXIS_HEIGHT}" aria-hidden="true">${marks.join('')}</svg>`;
}

const timeScale = (endMs: number): Scale => edgedScale([0, endMs], [LEFT, WIDTH - 10]);

/** Gaps stay gaps: a lost face is not drawn over. */
function drawLine(series: Series, samples: readonly FrameSample[], x: Scale, y: Scale): string {
  const points = samples.flatMap((sample) => {
    const value = series.read(sample);
    // Sharpness is measured on every other sample only.
    if (value === null && sample.face !== null) return [];
    return [value === null ? null : ([x(sample.tMs), y(value)] as const)];
  });
  return `<path d="${pathThrough(points)}" fill="none" stroke="#2563eb" stroke-width="2"/>`;
}
