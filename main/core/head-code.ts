/** 32 letters that can't be mistaken for one another when read from paper. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const GROUPS = 5;
const GROUP = 4;

/** A head as people copy it from paper: the record's number and 100 bits of a hash. */
export interface HeadCode {
  readonly seq: number;
  /** "1234-K7QM-2XTA-9P4C-HHJ2-77QX". */
  readonly text: string;
}

/** Writes the code for a record's number and the hash of key and link (at least 20 bytes). */
export function formatHeadCode(seq: number, hash: Uint8Array): string {
  const letters = [...hash.subarray(0, GROUPS * GROUP)].map((byte) => LETTERS[byte % 32]);
  const groups = Array.from({ length: GROUPS }, (_, n) => letters.slice(n * GROUP, (n + 1) * GROUP).join(''));
  return [seq, ...groups].join('-');
}

/** Null for anything else; small letters and spaces around it are as good. */
export function parseHeadCode(typed: string): HeadCode | null {
  const text = typed.trim().toUpperCase();
  if (!/^\d{1,12}(?:-[2-9A-HJ-NP-Z]{4}){5}$/.test(text)) return null;
  return { seq: Number(text.split('-')[0]), text };
}
