import { catalogues } from '../core/messages/catalogue.ts';
import type { ReceiptData } from '../core/ports.ts';
import { escape, formatTime, sheet, tableRow, type Paper } from './sheet.ts';

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
  const rows = receiptRows(data, words).map(tableRow);
  return sheet({
    language: data.language,
    title: text.title,
    paper,
    fontFaces,
    body: [
      `${mark}<h1>${escape(text.title)}</h1><p class="outcome">${escape(words.outcome)}</p>`,
      `<table>${rows.join('')}</table>`,
      `<figure class="qr">${qr}<figcaption>${escape(text.scanToCheck)}</figcaption></figure>`,
      `<p class="small">${escape(text.noPersonalData)} ${escape(text.notLegalProof)}</p>${mark}`,
    ].join(''),
  });
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
