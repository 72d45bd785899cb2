import { catalogues } from '../core/messages/catalogue.ts';
import type { ReceiptData } from '../core/ports.ts';
import type { Language } from '../core/language.ts';

export type Paper = 'A4' | '80mm';

/** The words of a verdict, handed in so that the page needs no knowledge of reason keys. */
export interface VerdictWords {
  readonly outcome: string;
  readonly reasons: readonly string[];
}

export interface PageParts {
  readonly words: VerdictWords;
  readonly paper: Paper;
  /** SVG markup of the QR code with the signed text. */
  readonly qr: string;
  readonly fontFaces: string;
}

/**
 * The receipt as one self-contained HTML page. No document number and no picture: the data has no room
 * for them. `fontFaces` is CSS with the bundled font inlined, so that every printer has Vietnamese.
 */
export function receiptPage(data: ReceiptData, { words, paper, qr, fontFaces }: PageParts): string {
  const text = catalogues[data.language].receipt;
  const mark = data.mode === 'practice' ? `<p class="mark">${escape(text.practiceMark)}</p>` : '';
  const rows = receiptRows(data, words).map(
    ([name, value]) => `<tr><th>${escape(name)}</th><td>${escape(value)}</td></tr>`,
  );
  return [
    `<!doctype html><html lang="${data.language}"><head><meta charset="utf-8"><title>${escape(text.title)}</title>`,
    `<style>${fontFaces}${STYLE}</style></head><body class="${paper === 'A4' ? 'a4' : 'roll'}">`,
    `<main>${mark}<h1>${escape(text.title)}</h1><p class="outcome">${escape(words.outcome)}</p>`,
    `<table>${rows.join('')}</table>`,
    `<figure class="qr">${qr}<figcaption>${escape(text.scanToCheck)}</figcaption></figure>`,
    `<p class="small">${escape(text.noPersonalData)} ${escape(text.notLegalProof)}</p>${mark}</main></body></html>`,
  ]
    .join('')
    .normalize('NFC');
}

function receiptRows(data: ReceiptData, words: VerdictWords): readonly (readonly [string, string])[] {
  const text = catalogues[data.language].receipt;
  return [
    [text.reference, data.reference],
    [text.time, formatTime(data.atMs, data.language)],
    [text.station, data.stationId],
    [text.reasons, words.reasons.join(' ')],
    [text.serviceCode, data.verdict.code ?? '–'],
    [text.videoFingerprint, data.videoSha256Prefix ?? '–'],
    [text.cardFingerprint, data.cardSha256Prefix ?? text.noCard],
  ];
}

function formatTime(atMs: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(atMs));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

const STYLE = `
@page { margin: 0 }
* { box-sizing: border-box }
body { margin: 0; font-family: 'Be Vietnam Pro', sans-serif; color: #000; background: #fff }
main { padding: 4mm }
.a4 main { padding: 20mm; font-size: 12pt }
.roll main { width: 72mm; font-size: 9pt }
h1 { font-size: 1.5em; margin: 0 0 .4em }
.outcome { font-size: 1.25em; font-weight: 700; border: 1.5pt solid #000; padding: .5em .6em; margin: .6em 0 }
.mark { border: 2pt dashed #000; padding: .4em; text-align: center; font-weight: 700; margin: .6em 0 }
table { width: 100%; border-collapse: collapse }
th, td { text-align: left; vertical-align: top; padding: .3em 0; border-bottom: .5pt solid #999; overflow-wrap: anywhere }
th { width: 38%; padding-right: 1em; font-weight: 400 }
td { font-weight: 700 }
.qr { margin: 1em 0; text-align: center; break-inside: avoid }
.qr svg { width: 50mm; height: 50mm; shape-rendering: crispEdges }
.qr figcaption { font-size: .8em }
.small { font-size: .8em }
`;
