import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BrowserWindow, type PrinterInfo } from 'electron';
import { failure, isDiskFull } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { isPrinterReady } from './printer-state.ts';
import type { Paper } from './sheet.ts';

const A4_WIDTH_PX = 794;
const ROLL_WIDTH_PX = 302;
const MICRONS_PER_PX = 25_400 / 96;
const FEED_MARGIN_PX = 30;

/** The print system gets this long; the session's own deadline is longer. */
const PRINT_LIMIT_MS = 20_000;

/** A printer that runs out of paper says so within this time after it took the job. */
const LOOK_AFTER_MS = 1500;

export interface PrinterSettings {
  readonly paper: Paper;
  /** The system's name of the printer, or null to save a PDF in `folder`. */
  readonly printer: string | null;
  readonly folder: string;
}

/** One page of ours on its way to paper: a receipt, or the journal's head. */
export interface PrintedPage {
  readonly html: string;
  /** What the file is called where no printer is set; whole, with its ending. */
  readonly pdfName: string;
}

export type Printed = Result<'sentToPrinter' | 'savedAsPdf'>;

export interface PagePrinter {
  readonly paper: Paper;
  print(page: PrintedPage, signal: AbortSignal): Promise<Printed>;
}

/** Prints silently through the system's queue, or saves a PDF where no printer is set; always ends in time. */
export function electronPagePrinter(settings: PrinterSettings): PagePrinter {
  return {
    paper: settings.paper,
    print: ({ html, pdfName }, signal) =>
      withHiddenWindow(html, settings.paper, signal, (window, heightPx) =>
        settings.printer === null
          ? savePdf(window, heightPx, pdfName, settings)
          : sendToPrinter({ window, heightPx, paper: settings.paper, deviceName: settings.printer }),
      ),
  };
}

type Job = (window: BrowserWindow, heightPx: number) => Promise<Printed>;

async function withHiddenWindow(html: string, paper: Paper, signal: AbortSignal, job: Job): Promise<Printed> {
  const window = new BrowserWindow({
    show: false,
    width: paper === 'A4' ? A4_WIDTH_PX : ROLL_WIDTH_PX,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, partition: 'receipt' },
  });
  const run = async (): Promise<Printed> => {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
    const heightPx: unknown = await window.webContents.executeJavaScript(
      'document.fonts.ready.then(() => Math.ceil(document.body.getBoundingClientRect().height))',
    );
    return job(window, typeof heightPx === 'number' ? heightPx : 800);
  };
  const running = run().catch((cause: unknown) =>
    failed(failure(isDiskFull(cause) ? 'diskFull' : 'printerFailed', String(cause), cause)),
  );
  // Destroyed only when the print system has let go: before, the whole program would wait with it.
  void running.then(() => window.destroy());
  return Promise.race([running, whenGivenUp(signal)]);
}

/** A print system that hangs must not hold up the session: the verdict is there, the receipt can wait. */
function whenGivenUp(signal: AbortSignal): Promise<Printed> {
  return new Promise((resolve) => {
    // A timer of our own: Node 20 may collect a timed signal that nothing else holds.
    const timer = setTimeout(() => resolve(failed(failure('printerSilent'))), PRINT_LIMIT_MS);
    const cancel = (): void => {
      clearTimeout(timer);
      resolve(failed(failure('cancelled')));
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}

async function savePdf(
  window: BrowserWindow,
  heightPx: number,
  pdfName: string,
  settings: PrinterSettings,
): Promise<Printed> {
  const roll = { width: ROLL_WIDTH_PX / 96, height: (heightPx + FEED_MARGIN_PX) / 96 };
  const pdf = await window.webContents.printToPDF({
    printBackground: true,
    pageSize: settings.paper === 'A4' ? 'A4' : roll,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
  });
  await mkdir(settings.folder, { recursive: true });
  const path = join(settings.folder, pdfName);
  // Whoever watches the folder finds whole files only.
  try {
    await writeFile(`${path}.part`, pdf);
    await rename(`${path}.part`, path);
  } catch (cause) {
    await rm(`${path}.part`, { force: true });
    throw cause;
  }
  return ok('savedAsPdf');
}

interface PrintJob {
  readonly window: BrowserWindow;
  readonly heightPx: number;
  readonly paper: Paper;
  readonly deviceName: string;
}

/** The callback's `true` means "in the queue", no more; that is what the screen says. */
async function sendToPrinter(job: PrintJob): Promise<Printed> {
  // On Linux an unknown name is silently replaced by the default printer: look first.
  const before = await findPrinter(job);
  if (before === undefined) return failed(failure('printerUnknown', job.deviceName));
  if (!isPrinterReady(before)) return failed(failure('printerNotReady', job.deviceName));
  const queued = await queue(job);
  if (!queued.ok) return queued;
  await sleep(LOOK_AFTER_MS);
  const after = await findPrinter(job);
  // Taken away meanwhile, and its jobs with it.
  if (after === undefined) return failed(failure('printerUnknown', job.deviceName));
  return isPrinterReady(after) ? queued : failed(failure('printerNotReady', job.deviceName));
}

async function findPrinter({ window, deviceName }: PrintJob): Promise<PrinterInfo | undefined> {
  const printers = await window.webContents.getPrintersAsync();
  return printers.find((printer) => printer.name === deviceName);
}

function queue({ window, heightPx, paper, deviceName }: PrintJob): Promise<Printed> {
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
