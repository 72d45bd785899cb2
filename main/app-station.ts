import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { jsonFile } from './admin/json-file.ts';
import { receiptFolder } from './app-history.ts';
import type { Config } from './config.ts';
import type { Clock, ServiceProbe } from './core/ports.ts';
import type { Result } from './core/result.ts';
import { stationReportSchema } from './core/station-check.ts';
import type { Session } from './core/session-shape.ts';
import type { Mode } from './core/verdict-shape.ts';
import type { OpenJournal } from './journal/journal.ts';
import { receiptFontFaces } from './receipt/fonts.ts';
import { isPrinterReady } from './receipt/printer-state.ts';
import { electronPagePrinter } from './receipt/printer.ts';
import { stationPage } from './receipt/station-page.ts';
import { checkKeychain } from './secrets/keychain.ts';
import { createStationDesk, type StationDesk, type StationPorts } from './station/desk.ts';

export interface StationParts {
  readonly config: Config;
  readonly mode: Mode;
  readonly clock: Clock;
  readonly service: ServiceProbe;
  readonly journal: OpenJournal;
  readonly warmUp: (signal: AbortSignal) => Promise<Result<unknown>>;
  readonly session: () => Session;
  readonly window: () => BrowserWindow;
}

/** The daily check over this computer's real printer, keychain, connection, engine and disk. */
export function openStationDesk(parts: StationParts): StationDesk {
  const { config, mode, clock, journal } = parts;
  const { policy } = config;
  const folder = app.getPath('userData');
  const memory = jsonFile(join(folder, `station-check-${mode}.json`), stationReportSchema);
  return createStationDesk({
    mode,
    stationId: policy.stationId,
    dailyCheck: policy.station.dailyCheck,
    rules: { cameras: policy.cameras, recording: policy.recording },
    clock,
    service: parts.service,
    journal,
    lastRecordMs: () => journal.head().atMs,
    printers: () => listPrinters(parts.window(), policy.receipt.printer),
    keychain: checkKeychain,
    warmUp: parts.warmUp,
    folder,
    card: policy.card,
    ringPolicy: config.ring?.source?.place ?? null,
    isFree: () => parts.session().name === 'idle',
    memory: {
      async read() {
        const found = await memory.read();
        return found === 'damaged' ? null : found;
      },
      write: (report) => memory.write(report),
    },
    print: printerOf(config),
  });
}

async function listPrinters(
  window: BrowserWindow,
  wanted: string | null,
): ReturnType<StationPorts['printers']> {
  const printers = await window.webContents.getPrintersAsync();
  return {
    wanted,
    printers: printers.map((printer) => ({ name: printer.name, isReady: isPrinterReady(printer) })),
  };
}

const PRINT_LIMIT_MS = 30_000;

/** On A4; a roll of receipts is too narrow for it, so there it is saved as PDF. */
function printerOf(config: Config): StationPorts['print'] {
  const { paper, printer } = config.policy.receipt;
  const page = electronPagePrinter({
    paper: 'A4',
    printer: paper === 'A4' ? printer : null,
    folder: receiptFolder(config),
  });
  return async (report, language) => {
    const html = stationPage(report, language, await receiptFontFaces());
    const pdfName = `station-check-${new Date(report.atMs).toISOString().slice(0, 10)}.pdf`;
    return page.print({ html, pdfName }, AbortSignal.timeout(PRINT_LIMIT_MS));
  };
}
