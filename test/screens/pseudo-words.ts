/** Letters with the marks that stand highest and lowest in Vietnamese. */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'ẫ',
  e: 'ễ',
  i: 'ĩ',
  o: 'ỗ',
  u: 'ữ',
  y: 'ỵ',
  A: 'Ẫ',
  E: 'Ễ',
  I: 'Ị',
  O: 'Ộ',
  U: 'Ự',
  d: 'đ',
  D: 'Đ',
};

/** Readable, recognisable and two fifths longer than English: as long as translations get. */
export function marked(text: string): string {
  const letters = text.replaceAll(/[a-zA-Z]/g, (letter) => LETTERS[letter] ?? letter);
  const words = letters.split(' ');
  const more = Math.ceil(text.length * 0.4);
  let added = 0;
  const longer = words.map((word) => {
    if (added >= more) return word;
    const extra = word.slice(0, more - added);
    added += extra.length;
    return `${word}${extra}`;
  });
  return `⟦${longer.join(' ')}⟧`;
}

/** The same catalogue with every sentence marked, whatever it is given. */
export function pseudo<T>(part: T): T {
  if (typeof part === 'string') return marked(part) as T;
  if (typeof part === 'function') {
    const say = part as (...given: readonly unknown[]) => string;
    return ((...given: readonly unknown[]) => marked(say(...given))) as T;
  }
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, pseudo(value)])) as T;
}
