import type { Language } from '../core/language.ts';
import type { FaceSample, VideoMeasurement } from '../core/measurement.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { formatValue } from '../core/messages/describe-finding.ts';
import { effectiveRequirement, type PrecheckPolicy } from '../core/precheck-policy.ts';
import { median } from '../core/rule.ts';
import type { RuleId } from '../core/requirements.ts';
import { FRONTAL } from '../core/rules-look.ts';
import { escapeHtml } from './escape-html.ts';

type Row = readonly [what: string, measured: string, limit: string];

/** The clip's numbers beside what is wanted of them, medians over the clip for the face. */
export function renderNumbers(video: VideoMeasurement, policy: PrecheckPolicy, language: Language): string {
  const { table } = catalogues[language].cli.page;
  const rows = [...fileRows(video, policy, language), ...faceRows(video, policy, language)];
  const cells = rows.map((row) => `<tr>${row.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`);
  const head = [table.what, table.measured, table.limit].map((text) => `<th>${text}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${cells.join('')}</tbody></table>`;
}

function fileRows(video: VideoMeasurement, policy: PrecheckPolicy, language: Language): readonly Row[] {
  const { rows } = catalogues[language].cli.page;
  const limit = limitsOf(policy);
  const size = `${video.widthPx}x${video.heightPx}`;
  return [
    [
      rows.picture,
      `${size}, ${video.container} ${video.codec} ${video.pixelFormat}`,
      `≥ ${limit('video.resolution')}`,
    ],
    [
      rows.length,
      formatValue(video.durationMs, 'ms'),
      `${limit('video.tooShort')} – ${limit('video.tooLong')}`,
    ],
    [rows.rate, formatValue(video.framesPerSecond, 'fps'), `≥ ${limit('video.frameRate')}`],
    [rows.gap, formatValue(video.largestGapMs, 'ms'), `≤ ${limit('video.frameGap')}`],
    [rows.size, formatValue(video.sizeBytes, 'bytes'), `≤ ${limit('video.size')}`],
  ];
}

function faceRows({ samples }: VideoMeasurement, policy: PrecheckPolicy, language: Language): readonly Row[] {
  const { rows, series } = catalogues[language].cli.page;
  const limit = limitsOf(policy);
  const faces = samples.flatMap(({ face }) => (face ? [face] : []));
  const middle = (read: (face: FaceSample) => number | null): number | null => {
    const values = faces.map(read).filter((value) => value !== null);
    return values.length > 0 ? median(values) : null;
  };
  const { yawDeg, pitchUpDeg, pitchDownDeg, rollDeg } = FRONTAL;
  return [
    [rows.found, `${faces.length}/${samples.length}`, ''],
    [
      series.share,
      formatValue(
        middle((face) => face.share),
        'share',
      ),
      `≥ ${limit('face.tooSmall')}`,
    ],
    [
      series.brightness,
      formatValue(
        middle((face) => face.brightness),
        'luma',
      ),
      `${limit('face.tooDark')} – ${limit('face.tooBright')}`,
    ],
    [
      series.sharpness,
      formatValue(
        middle((face) => face.sharpness),
        'score',
      ),
      `≥ ${limit('face.blurred')}`,
    ],
    [
      series.yaw,
      formatValue(
        middle((face) => face.yawDeg),
        'degrees',
      ),
      `±${yawDeg}°`,
    ],
    [
      series.pitch,
      formatValue(
        middle((face) => face.pitchDeg),
        'degrees',
      ),
      `${pitchUpDeg}° – ${pitchDownDeg}°`,
    ],
    [
      series.roll,
      formatValue(
        middle((face) => face.rollDeg),
        'degrees',
      ),
      `±${rollDeg}°`,
    ],
  ];
}

/** The limit in force, with its unit. */
const limitsOf =
  (policy: PrecheckPolicy) =>
  (rule: RuleId): string => {
    const { limit, unit } = effectiveRequirement(rule, policy);
    return formatValue(limit, unit);
  };
