import { catalogues } from '../core/messages/catalogue.ts';
import type { PrintedHead } from '../core/ports.ts';
import { escape, formatTime, sheet, tableRow, type Paper } from './sheet.ts';

export interface HeadPageParts {
  readonly paper: Paper;
  /** SVG markup of the QR code with the signed head. */
  readonly qr: string;
  readonly fontFaces: string;
}

/** The journal's head on paper: kept in a safe, it shows any later change of what was recorded before it. */
export function headPage(head: PrintedHead, { paper, qr, fontFaces }: HeadPageParts): string {
  const text = catalogues[head.language].receipt;
  const words = text.head;
  const mark = head.mode === 'practice' ? `<p class="mark">${escape(text.practiceMark)}</p>` : '';
  const rows = [
    [text.station, head.stationId],
    [text.time, formatTime(head.atMs, head.language)],
    [words.lastRecord, String(head.seq)],
    [words.key, head.keyId],
  ] as const;
  return sheet({
    language: head.language,
    title: words.title,
    paper,
    fontFaces,
    body: [
      `${mark}<h1>${escape(words.title)}</h1><p class="code">${escape(head.code)}</p>`,
      `<table>${rows.map(tableRow).join('')}</table>`,
      `<figure class="qr">${qr}<figcaption>${escape(words.howTo)}</figcaption></figure>`,
      `<p class="small">${escape(words.keep)}</p>${mark}`,
    ].join(''),
  });
}
