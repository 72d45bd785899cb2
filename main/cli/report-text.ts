import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { PrecheckReport } from '../core/precheck-report.ts';
import { changeText } from './report-findings.ts';

/** The report in plain sentences for a person at a terminal. */
export function describeReport(report: PrecheckReport, language: Language): string {
  const words = catalogues[language].cli.precheck;
  const lines = [words.outcome[report.outcome](report.predictedCode), ''];
  for (const finding of report.findings) {
    const when =
      finding.fromMs === null
        ? ''
        : ` [${seconds(finding.fromMs)}-${seconds(finding.toMs ?? finding.fromMs)} s]`;
    const change = changeText(finding, language);
    const changed = change === null ? '' : ` (${change})`;
    const label = finding.assessed ? `${words.severity[finding.severity]}: ` : '';
    lines.push(
      `${label}${finding.text[language]}${when}${changed}  ${finding.code ?? ''} ${finding.rule}`.trimEnd(),
    );
  }
  if (report.findings.length > 0) lines.push('');
  lines.push(...describeMeasurements(report, language), words.neverAssessed);
  return `${lines.join('\n')}\n`;
}

/** The few numbers a person asks for. */
export function describeMeasurements({ video, card }: PrecheckReport, language: Language): string[] {
  const words = catalogues[language].cli.precheck;
  const lines: string[] = [];
  if (video) {
    const shares = video.samples.flatMap(({ face }) => (face ? [face.share] : [])).toSorted((a, b) => a - b);
    const share = shares[shares.length >> 1];
    lines.push(
      `${words.video}: ${video.widthPx}x${video.heightPx}, ${video.codec}, ${seconds(video.durationMs)} s, ` +
        `${video.framesPerSecond.toFixed(1)} fps, ${(video.sizeBytes / 1e6).toFixed(2)} MB, ` +
        `${words.face} ${share === undefined ? '-' : `${(share * 100).toFixed(0)} %`}`,
    );
  }
  if (card) {
    const sent = card.sent === null ? words.notSent : words.sent[card.sent];
    const size = card.sentWidthPx === null ? '' : `, ${card.sentWidthPx}x${card.sentHeightPx ?? 0}`;
    const share = card.faceShare === null ? '-' : `${(card.faceShare * 100).toFixed(0)} %`;
    const native =
      card.nativeCropWidthPx === null
        ? ''
        : `, ${words.nativePixels} ${card.nativeCropWidthPx}x${card.nativeCropHeightPx ?? 0}`;
    lines.push(
      `${words.card}: ${card.widthPx}x${card.heightPx} -> ${sent}${size}${native}, ${words.face} ${share}`,
    );
  }
  return lines;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
