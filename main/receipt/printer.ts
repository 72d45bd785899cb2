import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { failure } from '../core/failure.ts';
import type { ReceiptData, ReceiptPrinter } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { receiptFontFaces } from './fonts.ts';
import { receiptPage, type Paper, type VerdictWords } from './receipt-page.ts';

const A4_WIDTH_PX = 794;
const ROLL_WIDTH_PX = 302;
const MICRONS_PER_PX = 25_400 / 96;
const FEED_MARGIN_PX = 30;

export interface PrinterSettings {
  readonly paper: Paper;
  /** The system's name of the printer, or null to save a PDF in `folder`. */
  readonly printer: string | null;
  readonly folder: string;
}

/** Prints silently through the system's queue, or saves a PDF where no printer is set. */
export function electronReceiptPrinter(
  settings: PrinterSettings,
  describe: (data: ReceiptData) => VerdictWords,
): ReceiptPrinter {
  return {
    async print(data, signal) {
      const html = receiptPage(data, describe(data), settings.paper, await receiptFontFaces());
      return withHiddenWindow(html, settings.paper, async (window, heightPx) => {
        if (signal.aborted) return failed(failure('cancelled'));
        if (settings.printer === null) return savePdf(window, heightPx, data, settings);
        return sendToPrinter(window, heightPx, settings.paper, settings.printer);
      });
    },
  };
}

type Job = (window: BrowserWindow, heightPx: number) => Promise<Result<'sentToPrinter' | 'savedAsPdf'>>;

async function withHiddenWindow(html: string, paper: Paper, job: Job): ReturnType<Job> {
  const widthPx = paper === 'A4' ? A4_WIDTH_PX : ROLL_WIDTH_PX;
  const window = new BrowserWindow({
    show: false,
    width: widthPx,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, partition: 'receipt' },
  });
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
    const heightPx: unknown = await window.webContents.executeJavaScript(
      'document.fonts.ready.then(() => Math.ceil(document.body.getBoundingClientRect().height))',
    );
    return await job(window, typeof heightPx === 'number' ? heightPx : 800);
  } catch (cause) {
    return failed(failure('printerFailed', String(cause), cause));
  } finally {
    window.destroy();
  }
}

async function savePdf(
  window: BrowserWindow,
  heightPx: number,
  data: ReceiptData,
  settings: PrinterSettings,
): ReturnType<Job> {
  const roll = { width: ROLL_WIDTH_PX / 96, height: (heightPx + FEED_MARGIN_PX) / 96 };
  const pdf = await window.webContents.printToPDF({
    printBackground: true,
    pageSize: settings.paper === 'A4' ? 'A4' : roll,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
  });
  await mkdir(settings.folder, { recursive: true });
  await writeFile(join(settings.folder, `receipt-${data.reference}.pdf`), pdf);
  return ok('savedAsPdf');
}

/** The callback's `true` means "in the queue", no more; that is what the screen says. */
async function sendToPrinter(
  window: BrowserWindow,
  heightPx: number,
  paper: Paper,
  deviceName: string,
): ReturnType<Job> {
  // On Linux an unknown name is silently replaced by the default printer: look first.
  const printers = await window.webContents.getPrintersAsync();
  if (!printers.some((printer) => printer.name === deviceName))
    return failed(failure('printerUnknown', deviceName));
  const roll = { width: 80_000, height: Math.ceil((heightPx + FEED_MARGIN_PX) * MICRONS_PER_PX) };
  return new Promise((resolve) => {
    window.webContents.print(
      {
        silent: true,
        deviceName,
        printBackground: true,
        margins: { marginType: 'none' },
        pageSize: paper === 'A4' ? 'A4' : roll,
        copies: 1,
      },
      (success, reason) => resolve(success ? ok('sentToPrinter') : failed(failure('printerFailed', reason))),
    );
  });
}
