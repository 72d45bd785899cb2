import type { PrinterInfo } from 'electron';

/** What CUPS says in "printer-state-reasons" when a person has to go to the printer. */
const NEEDS_HANDS =
  /media-empty|media-needed|media-jam|cover-open|door-open|offline|connecting-to-device|timed-out|toner-empty|paused|shutdown|stopped/;

/** CUPS's "printer-state": 3 idle, 4 printing, 5 stopped. */
const STOPPED = '5';

/** Windows' PRINTER_STATUS bits: paused, error, jam, paper out, paper problem, offline, user needed, door open. */
const WINDOWS_NEEDS_HANDS = 0x1 | 0x2 | 0x8 | 0x10 | 0x40 | 0x80 | 0x10_0000 | 0x40_0000;

/** Whether a receipt sent now would wait for a person; what the system does not tell counts as ready. */
export function isPrinterReady(printer: PrinterInfo, platform: NodeJS.Platform = process.platform): boolean {
  const options = Object.entries(printer.options ?? {});
  const option = (name: string): string => String(options.find(([key]) => key === name)?.[1] ?? '');
  if (platform === 'win32') return (Number(option('status')) & WINDOWS_NEEDS_HANDS) === 0;
  return (
    option('printer-state') !== STOPPED &&
    option('printer-is-accepting-jobs') !== 'false' &&
    !NEEDS_HANDS.test(option('printer-state-reasons'))
  );
}
