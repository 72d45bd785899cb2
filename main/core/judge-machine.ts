import { type StationCheck, unwell, well } from './station-check.ts';

const LEAST_FREE_BYTES = 500e6;

export function judgeDisk(freeBytes: number | null): StationCheck {
  if (freeBytes === null) return unwell('disk', 'notAssessed', 'cannotTell');
  const detail = `${(freeBytes / 1e9).toFixed(1)} GB`;
  return freeBytes >= LEAST_FREE_BYTES ? well('disk', detail) : unwell('disk', 'broken', 'diskLow', detail);
}

const MAX_SKEW_MS = 120_000;

export interface ClockFacts {
  readonly nowMs: number;
  /** The service's own time; null where it did not say. */
  readonly serviceMs: number | null;
  /** Of the journal's last record; null for a new journal. */
  readonly lastRecordMs: number | null;
}

/** Right by the service's clock; without it, at least not before what was recorded already. */
export function judgeClock({ nowMs, serviceMs, lastRecordMs }: ClockFacts): StationCheck {
  const now = new Date(nowMs).toISOString();
  if (lastRecordMs !== null && lastRecordMs - nowMs > MAX_SKEW_MS)
    return unwell('clock', 'broken', 'clockWrong', `${now} < ${new Date(lastRecordMs).toISOString()}`);
  if (serviceMs === null) return unwell('clock', 'notAssessed', 'clockUnknown', now);
  const skewMs = nowMs - serviceMs;
  const detail = `${now}, ${skewMs < 0 ? '−' : '+'}${Math.round(Math.abs(skewMs) / 1000)} s`;
  return Math.abs(skewMs) <= MAX_SKEW_MS
    ? well('clock', detail)
    : unwell('clock', 'broken', 'clockWrong', detail);
}

export interface PrinterFacts {
  /** The printer that policy names; null where receipts are saved as PDF. */
  readonly wanted: string | null;
  readonly printers: readonly { readonly name: string; readonly isReady: boolean }[];
}

export function judgePrinter({ wanted, printers }: PrinterFacts): StationCheck {
  const names = printers.map(({ name }) => name).join(', ');
  if (wanted === null)
    return printers.length > 0 ? well('printer', names) : unwell('printer', 'attention', 'savedAsPdf');
  const found = printers.find(({ name }) => name === wanted);
  if (found === undefined)
    return unwell('printer', 'broken', 'printerUnknown', `${wanted} ∉ ${names || '–'}`);
  return found.isReady ? well('printer', wanted) : unwell('printer', 'attention', 'printerNotReady', wanted);
}
