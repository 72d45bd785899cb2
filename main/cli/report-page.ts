import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { PrecheckPolicy } from '../core/precheck-policy.ts';
import type { PrecheckReport } from '../core/precheck-report.ts';
import type { Finding } from '../core/report.ts';
import type { Thumbnail } from '../media/worker-protocol.ts';
import { escapeHtml } from './escape-html.ts';
import { renderFindings, renderOverrides } from './report-findings.ts';
import { renderNumbers } from './report-numbers.ts';
import { describeMeasurements } from './report-text.ts';
import { drawTimeline } from './timeline.ts';

export interface PageFacts {
  readonly report: PrecheckReport;
  readonly thumbnails: readonly Thumbnail[];
  readonly policy: PrecheckPolicy;
  /** Names of the files that were looked at, without their folders. */
  readonly files: readonly string[];
  readonly checkedAtMs: number;
  readonly language: Language;
}

/** One HTML file without outside references: verdict in words, findings, timeline, pixelated pictures, numbers. */
export function renderPage(facts: PageFacts): string {
  const { report, language } = facts;
  const words = catalogues[language].cli;
  const title = `${words.page.title}: ${facts.files.join(', ')} (${report.predictedCode})`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body>${[headOf(facts), ...sectionsOf(facts)].join('\n')}</body></html>
`;
}

function headOf({ report, files, checkedAtMs, language }: PageFacts): string {
  const words = catalogues[language].cli;
  const at = new Date(checkedAtMs).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
  const outcome = words.precheck.outcome[report.outcome](report.predictedCode);
  return [
    `<h1>${words.page.title}</h1>`,
    `<p class="of">${words.page.file}: <b>${escapeHtml(files.join(', '))}</b> · ${words.page.checkedAt}: ${at}</p>`,
    `<p class="verdict ${report.outcome}">${escapeHtml(outcome)}</p>`,
    `<p>${words.page.practice} ${words.precheck.neverAssessed}</p>`,
  ].join('\n');
}

function sectionsOf({ report, thumbnails, policy, language }: PageFacts): readonly string[] {
  const { page } = catalogues[language].cli;
  const { findings, overrides, video } = report;
  const lines = describeMeasurements(report, language).map((line) => `<p>${escapeHtml(line)}</p>`);
  const numbers = lines.join('') + (video ? renderNumbers(video, policy, language) : '');
  const legend = `<p class="of">${page.legend}</p>`;
  return [
    section(page.findings, renderFindings(findings, language)),
    overrides.length > 0 ? section(page.overrides, renderOverrides(overrides, policy, language)) : '',
    thumbnails.length > 0 ? section(page.pictures, renderThumbnails(thumbnails, findings, language)) : '',
    video ? section(page.timeline, legend + drawTimeline(video, findings, policy, page.series)) : '',
    section(page.numbers, numbers),
  ];
}

function section(title: string, content: string): string {
  return `<section><h2>${title}</h2>${content}</section>`;
}

/** One picture for each moment; findings that share one share it. */
function renderThumbnails(
  thumbnails: readonly Thumbnail[],
  findings: readonly Finding[],
  language: Language,
): string {
  const moments = [...new Set(thumbnails.map(({ tMs }) => tMs))].toSorted((a, b) => a - b);
  return moments
    .map((tMs) => {
      const here = thumbnails.filter((one) => one.tMs === tMs);
      const [first] = here;
      if (!first) return '';
      const texts = here.map(({ rule }) => findings.find((one) => one.rule === rule)?.text[language] ?? rule);
      const caption = escapeHtml([...new Set(texts)].join(' '));
      const image = `data:image/jpeg;base64,${Buffer.from(first.jpeg).toString('base64')}`;
      return `<figure><img src="${image}" alt="${caption}"><figcaption><b>${(tMs / 1000).toFixed(1)} s</b> ${caption}</figcaption></figure>`;
    })
    .join('');
}

const STYLE = `
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;margin-bottom:.2rem}h2{font-size:1.1rem;margin-top:2rem}.of{font-size:.85rem;opacity:.8;margin:.2rem 0}
.verdict{font-size:1.2rem;padding:.8rem 1rem;border-left:.5rem solid}
.pass{border-color:#1a7f37;background:#1a7f3718}.warn.verdict{border-color:#9a6700;background:#9a670018}.fail{border-color:#b42318;background:#b4231818}
ul{padding:0;list-style:none}li{padding:.4rem .6rem;border-left:.25rem solid #777;margin:.4rem 0}li.block{border-color:#b42318}li.warn{border-color:#9a6700}
li small{display:block;opacity:.75}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #8884}td{font-variant-numeric:tabular-nums}
figure{display:inline-block;width:17rem;margin:.4rem .8rem .4rem 0;vertical-align:top}figure img{width:100%}figcaption{font-size:.85rem}
svg{width:100%;height:auto;display:block;margin:.2rem 0}
@media print{body{margin:0;max-width:none}section{break-inside:avoid}}`;
