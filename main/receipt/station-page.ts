import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { StationCheck, StationReport } from '../core/station-check.ts';
import { escape, formatTime, sheet, tableRow } from './sheet.ts';

/** The result of a daily check for a manager's folder: one self-contained A4 page, no data of any customer. */
export function stationPage(report: StationReport, language: Language, fontFaces: string): string {
  const words = catalogues[language].station;
  const facts = (
    [
      [words.station, report.stationId],
      [words.checkedAt, formatTime(report.atMs, language)],
      [words.mode, words.modes[report.mode]],
    ] as const
  ).map(tableRow);
  const mark = report.mode === 'practice' ? `<p class="mark">${escape(words.practiceMark)}</p>` : '';
  const { check, state, detail, advice } = words.columns;
  const heads = [check, state, detail, advice].map((name) => `<th>${escape(name)}</th>`);
  return sheet({
    language,
    title: words.title,
    paper: 'A4',
    fontFaces,
    body: [
      `<style>${STYLE}</style>${mark}<h1>${escape(words.title)}</h1>`,
      `<p class="outcome">${escape(resultWords(report, language))}</p><table class="facts">${facts.join('')}</table>`,
      `<table class="lines"><thead><tr>${heads.join('')}</tr></thead><tbody>`,
      ...report.checks.map((line) => rowOf(line, language)),
      `</tbody></table><p class="sign">${escape(words.signature)}</p>`,
      `<p class="small">${escape(words.noPersonalData)}</p>`,
    ].join(''),
  });
}

/** Go, go with remarks, or not. */
function resultWords({ isGo, checks }: StationReport, language: Language): string {
  const words = catalogues[language].station;
  if (!isGo) return words.noGo;
  return checks.some(({ state }) => state === 'attention') ? words.goWithRemarks : words.go;
}

function rowOf({ name, state, cause, detail }: StationCheck, language: Language): string {
  const words = catalogues[language].station;
  const cells = [words.checks[name], words.states[state], detail, cause === null ? '' : words.advice[cause]];
  return `<tr class="${state}">${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;
}

const STYLE = `
.a4 main { padding: 14mm 15mm; font-size: 9.5pt }
table { margin: .6em 0 }
th, td { padding: .25em .5em .25em 0 }
.facts th { width: 25% }
.lines td { font-weight: 400 }
.lines th { width: auto }
.lines td:nth-child(1) { width: 24% }
.lines td:nth-child(2) { width: 13%; font-weight: 700 }
.lines td:nth-child(3) { width: 25% }
.lines tr { break-inside: avoid }
.broken td:nth-child(2) { border-left: 3pt solid #000; padding-left: .4em }
.sign { margin-top: 12mm; border-top: .75pt solid #000; width: 60%; padding-top: .3em }
`;
