import type { PrinterInfo } from 'electron';
import { describe, expect, it } from 'vitest';
import { isPrinterReady } from '../../main/receipt/printer-state.ts';

const printer = (options: Readonly<Record<string, string>>): PrinterInfo => ({
  name: 'Receipt',
  displayName: 'Receipt',
  description: '',
  options,
});

describe('a printer', () => {
  it.each([
    [{ 'printer-state': '3', 'printer-state-reasons': 'none', 'printer-is-accepting-jobs': 'true' }, true],
    [{ 'printer-state': '4', 'printer-state-reasons': 'toner-low-warning' }, true],
    [{}, true],
    [{ 'printer-state': '5', 'printer-state-reasons': 'paused' }, false],
    [{ 'printer-state': '4', 'printer-state-reasons': 'media-empty-error' }, false],
    [{ 'printer-state': '3', 'printer-state-reasons': 'cover-open-report' }, false],
    [{ 'printer-state': '3', 'printer-is-accepting-jobs': 'false' }, false],
  ])('under CUPS with %j is ready: %s', (options, ready) => {
    expect(isPrinterReady(printer(options), 'linux')).toBe(ready);
  });

  it.each([
    ['0', true],
    ['1024', true],
    ['16', false],
    ['128', false],
    ['4194304', false],
  ])('under Windows with status %s is ready: %s', (status, ready) => {
    expect(isPrinterReady(printer({ status }), 'win32')).toBe(ready);
  });
});
