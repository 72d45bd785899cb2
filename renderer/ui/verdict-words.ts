import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';

/** Words for a key of the verdict catalogue; a key without words shows itself rather than nothing. */
export function verdictWords(
  text: StartCatalogue,
  area: keyof StartCatalogue['verdict'],
  key: string,
): string {
  const words: Readonly<Record<string, string>> = text.verdict[area];
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}

type Level = keyof StartCatalogue['screens']['level'];

/** A share 0..1 in one word, so that nobody has to read digits. */
export function levelOf(share: number): Level {
  if (share < 0.05) return 'veryLow';
  if (share < 0.3) return 'low';
  if (share < 0.7) return 'medium';
  if (share < 0.95) return 'high';
  return 'veryHigh';
}
