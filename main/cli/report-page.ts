import type { Language } from '../core/language.ts';
import type { CardMeasurement } from '../core/measurement.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { PrecheckReport } from '../core/precheck-report.ts';
import type { Finding } from '../core/report.ts';
import type { Thumbnail } from '../media/worker-protocol.ts';
import { describeMeasurements } from './report-text.ts';
import { drawTimeline } from './timeline.ts';

/** One HTML file without outside references: verdict in words, timeline, pixelated pictures, numbers. */
export function renderPage(
  report: PrecheckReport,
  thumbnails: readonly Thumbnail[],
  _card: CardMeasurement | null,
  language: Language,
): string {
  const words = catalogues[language].cli;
  const body = [
    `<h1>${words.page.title}</h1>`,
    `<p class="verdict ${report.outcome}">${escapeHtml(words.precheck.outcome[report.outcome](report.predictedCode))}</p>`,
    `<p>${words.page.practice} ${words.precheck.neverAssessed}</p>`,
    section(words.page.findings, renderFindings(report.findings, language)),
    report.video
      ? section(words.page.timeline, drawTimeline(report.video, report.findings, words.page.series))
      : '',
    thumbnails.length > 0
      ? section(words.page.pictures, renderThumbnails(thumbnails, report.findings, language))
      : '',
    section(
      words.page.numbers,
      describeMeasurements(report, language)
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join(''),
    ),
  ];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${words.page.title}: ${report.predictedCode}</title><style>${STYLE}</style></head>
<body>${body.join('\n')}</body></html>
`;
}

function section(title: string, content: string): string {
  return `<section><h2>${title}</h2>${content}</section>`;
}

function renderFindings(findings: readonly Finding[], language: Language): string {
  const words = catalogues[language].cli;
  if (findings.length === 0) return `<p>${words.page.nothing}</p>`;
  const items = findings.map((one) => {
    const when =
      one.fromMs === null
        ? ''
        : ` <small>${(one.fromMs / 1000).toFixed(1)}-${((one.toMs ?? one.fromMs) / 1000).toFixed(1)} s</small>`;
    const changed = one.overridden ? ` <small>(${words.precheck.overridden})</small>` : '';
    const label = one.assessed ? `<b>${words.precheck.severity[one.severity]}</b> ` : '';
    return `<li class="${one.severity}">${label}${escapeHtml(one.text[language])}${when}${changed} <small>${one.code ?? ''} ${one.rule}</small></li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

function renderThumbnails(
  thumbnails: readonly Thumbnail[],
  findings: readonly Finding[],
  language: Language,
): string {
  return thumbnails
    .map(({ tMs, rule, jpeg }) => {
      const text = findings.find((one) => one.rule === rule)?.text[language] ?? rule;
      const image = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;
      return `<figure><img src="${image}" alt="${escapeHtml(text)}"><figcaption>${(tMs / 1000).toFixed(1)} s: ${escapeHtml(text)}</figcaption></figure>`;
    })
    .join('');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}.verdict{font-size:1.2rem;padding:.8rem 1rem;border-left:.5rem solid}
.pass{border-color:#1a7f37;background:#1a7f3718}.warn.verdict{border-color:#9a6700;background:#9a670018}.fail{border-color:#b42318;background:#b4231818}
ul{padding:0;list-style:none}li{padding:.4rem .6rem;border-left:.25rem solid #777;margin:.3rem 0}li.block{border-color:#b42318}li.warn{border-color:#9a6700}
figure{display:inline-block;width:17rem;margin:.4rem;vertical-align:top}figure img{width:100%}figcaption{font-size:.85rem}
svg{width:100%;height:auto;display:block;margin:.4rem 0}small{opacity:.7}`;
