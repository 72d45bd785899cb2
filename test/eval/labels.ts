export interface Label {
  readonly file: string;
  /** Any of these is right; the first one is what the clip was made to show. */
  readonly codes: readonly string[];
  readonly kind: 'video' | 'card';
}

/** Lines of file, code or codes (`408|411`), and optionally video or card, tabs between; a header line is skipped. */
export function parseLabels(text: string): Label[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [file = '', codes = '', kind = ''] = line.split('\t').map((cell) => cell.trim());
    const wanted = codes.split(/[|,;/ ]+/).filter((code) => /^\d{3}$/.test(code));
    if (file === '' || file.startsWith('#') || wanted.length === 0) return [];
    const isCard = kind === 'card' || (kind !== 'video' && /\.(jpe?g|png)$/i.test(file));
    return [{ file, codes: wanted, kind: isCard ? ('card' as const) : ('video' as const) }];
  });
}
