import type { Language } from '../core/language.ts';

export type Paper = 'A4' | '80mm';

export interface SheetParts {
  readonly language: Language;
  readonly title: string;
  readonly paper: Paper;
  /** CSS with the bundled font inlined, so that every printer has Vietnamese. */
  readonly fontFaces: string;
  /** Markup. */
  readonly body: string;
}

/** SECURITY: nothing is fetched and nothing runs, whatever a text on the receipt holds (test/receipt/receipt-page.test.ts). */
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">`;

/** One self-contained page for paper, in NFC; asks for nothing from outside. */
export function sheet({ language, title, paper, fontFaces, body }: SheetParts): string {
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">${POLICY}<title>${escape(title)}</title>`,
    `<style>${fontFaces}${STYLE}</style></head><body class="${paper === 'A4' ? 'a4' : 'roll'}">`,
    `<main>${body}</main></body></html>`,
  ]
    .join('')
    .normalize('NFC');
}

export const tableRow = ([name, value]: readonly [string, string]): string =>
  `<tr><th>${escape(name)}</th><td>${escape(value)}</td></tr>`;

export function formatTime(atMs: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(atMs));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

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
.code { font-size: 1.35em; font-weight: 700; text-align: center; overflow-wrap: anywhere; border: 1.5pt solid #000; padding: .5em .4em; margin: .6em 0 }
`;
