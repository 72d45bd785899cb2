import type { Catalogue } from '../../main/core/messages/catalogue.ts';

/** Words for a key of the verdict catalogue; a key without words shows itself rather than nothing. */
export function verdictWords(text: Catalogue, area: string, key: string): string {
  const areas: Readonly<Record<string, unknown>> = text.verdict;
  const words = isTable(areas[area]) ? areas[area][key] : undefined;
  return typeof words === 'string' ? words : key;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

type Level = keyof Catalogue['screens']['level'];

/** A share 0..1 in one word, so that nobody has to read digits. */
export function levelOf(share: number): Level {
  if (share < 0.05) return 'veryLow';
  if (share < 0.3) return 'low';
  if (share < 0.7) return 'medium';
  if (share < 0.95) return 'high';
  return 'veryHigh';
}
