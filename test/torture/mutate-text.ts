import { mulberry32 } from '../media/mutate.ts';

const WORDS = [
  'true',
  'false',
  'null',
  'N/A',
  '200',
  '-1',
  '1e999',
  '0x10',
  '""',
  '[]',
  '{}',
  '\u0000',
  'é',
  '|',
  '"',
];

/** A damaged copy of a text, the same for the same seed: cut, flipped, doubled, swapped lines, words put in. */
export function mutateText(source: string, seed: number): string {
  const random = mulberry32(seed + 1);
  const at = (): number => Math.floor(random() * source.length);
  const put = (from: number, to: number, text: string): string =>
    source.slice(0, from) + text + source.slice(to);
  const [from = 0, to = 0] = [at(), at()].toSorted((a, b) => a - b);
  switch (seed % 7) {
    case 0:
      return source.slice(0, from);
    case 1:
      return put(from, from + 1, String.fromCharCode(Math.floor(random() * 0x3000)));
    case 2:
      return put(from, to, '');
    case 3:
      return put(from, from, source.slice(from, to));
    case 4:
      return put(
        from,
        Math.min(from + Math.floor(random() * 8), source.length),
        WORDS[Math.floor(random() * WORDS.length)] ?? '',
      );
    case 5:
      return swapLines(source, random);
    default:
      return changeDigit(source, random);
  }
}

function swapLines(source: string, random: () => number): string {
  const lines = source.split('\n');
  const one = Math.floor(random() * lines.length);
  const other = Math.floor(random() * lines.length);
  return lines
    .map((line, index) =>
      index === one ? (lines[other] ?? '') : index === other ? (lines[one] ?? '') : line,
    )
    .join('\n');
}

function changeDigit(source: string, random: () => number): string {
  const digits = [...source.matchAll(/\d/g)];
  const found = digits[Math.floor(random() * digits.length)];
  if (found === undefined) return `${source}0`;
  return source.slice(0, found.index) + String(Math.floor(random() * 10)) + source.slice(found.index + 1);
}
