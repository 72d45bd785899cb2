export interface Label {
  readonly file: string;
  /** Any of these is right; the first one is what the clip was made to show. */
  readonly codes: readonly string[];
  readonly kind: 'video' | 'card';
  /** A rule that has to speak, whatever the code; null where the code says enough. */
  readonly rule: string | null;
  /** Part of the set whose figures are told apart; empty where there is one part only. */
  readonly group: string;
}

/**
 * Lines of file, code or codes (`408|411`), optionally video or card, optionally a rule that has to speak,
 * and optionally a group; tabs between. A header line is skipped.
 */
export function parseLabels(text: string): Label[] {
  return text.split(/\r?\n/).flatMap((line): Label[] => {
    const [file = '', codes = '', kind = '', rule = '', group = ''] = line
      .split('\t')
      .map((cell) => cell.trim());
    const wanted = codes.split(/[|,;/ ]+/).filter((code) => /^\d{3}$/.test(code));
    if (file === '' || file.startsWith('#') || wanted.length === 0) return [];
    const isCard = kind === 'card' || (kind !== 'video' && /\.(jpe?g|png)$/i.test(file));
    return [{ file, codes: wanted, kind: isCard ? 'card' : 'video', rule: rule === '' ? null : rule, group }];
  });
}
