import type { HeadPrinter, PrintedHead, ReceiptData, ReceiptPrinter, StationSigner } from '../core/ports.ts';
import { receiptFacts, receiptText } from '../core/receipt-text.ts';
import { receiptFontFaces } from './fonts.ts';
import { headPage } from './head-page.ts';
import type { PagePrinter } from './printer.ts';
import { qrSvg } from './qr.ts';
import { receiptPage, type VerdictWords } from './receipt-page.ts';

export interface StationPrinterParts {
  readonly describe: (data: ReceiptData) => VerdictWords;
  readonly signer: StationSigner;
}

/** All that this station puts on paper. */
export function stationPrinter(
  page: PagePrinter,
  { describe, signer }: StationPrinterParts,
): ReceiptPrinter & HeadPrinter {
  const { paper } = page;
  return {
    async print(data, signal) {
      const text = receiptText(receiptFacts(data, signer.keyId));
      const qr = await qrSvg(`${text}|${signer.sign('receipt', text)}`);
      const fontFaces = await receiptFontFaces();
      const html = receiptPage(data, { words: describe(data), paper, qr, fontFaces });
      return page.print({ html, pdfName: `receipt-${data.reference}.pdf` }, signal);
    },
    async printHead(head, signal) {
      const qr = await qrSvg(head.sealed);
      const html = headPage(head, { paper, qr, fontFaces: await receiptFontFaces() });
      return page.print({ html, pdfName: pdfNameOf(head) }, signal);
    },
  };
}

const pdfNameOf = ({ atMs, seq }: PrintedHead): string =>
  `journal-head-${new Date(atMs).toISOString().slice(0, 10)}-${seq}.pdf`;
