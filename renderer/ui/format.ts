import type { Language } from '../../main/core/language.ts';

const LOCALE = { vi: 'vi-VN', en: 'en-GB' } as const satisfies Record<Language, string>;

export function formatNumber(value: number, language: Language, digits = 1): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: digits }).format(value);
}

/** `share` is 0..1. */
export function formatPercent(share: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(LOCALE[language], {
    style: 'percent',
    maximumFractionDigits: digits,
  }).format(share);
}

/** A wait in whole seconds, or minutes when it is long. */
export function formatWait(ms: number, language: Language): string {
  const [value, unit] = ms <= 120_000 ? [ms / 1000, 'second'] : [ms / 60_000, 'minute'];
  return new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.ceil(value),
  );
}

/** Seconds, short: "74 s" or "74 giây" as the locale writes it. */
export function formatDuration(ms: number, language: Language): string {
  const style = { style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(LOCALE[language], style).format(ms / 1000);
}

/** Hours as policy gives them, or minutes for less than one. */
export function formatHours(hours: number, language: Language): string {
  const [value, unit] = hours < 1 ? [Math.round(hours * 60), 'minute'] : [hours, 'hour'];
  return new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** Day and minute by this machine's clock. */
export function formatMoment(atMs: number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'short', timeStyle: 'short' }).format(atMs);
}

/** Second by this machine's clock, of today. */
export function formatTime(atMs: number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], { timeStyle: 'medium' }).format(atMs);
}

/** Decimal kilobytes and megabytes, as the service counts them. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, language, 0)} kB`;
  return `${formatNumber(bytes / 1_000_000, language, 1)} MB`;
}
