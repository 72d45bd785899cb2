import { createHash } from 'node:crypto';
import { formatHeadCode, parseHeadCode } from '../core/head-code.ts';
import { openHead, type Head } from './sealed-head.ts';
import type { StationVerifier } from './station-key.ts';

/** What somebody outside the journal knows of one of its records. */
export interface HeadCheck {
  readonly seq: number;
  fits(link: string): boolean;
}

/** The code that stands on paper for a head; the key is part of it. */
export function headCodeOf({ keyId, seq, link }: Pick<Head, 'keyId' | 'seq' | 'link'>): string {
  return formatHeadCode(seq, createHash('sha256').update(`${keyId}\n${seq}\n${link}`).digest());
}

export const checkOfHead = ({ seq, link }: Pick<Head, 'seq' | 'link'>): HeadCheck => ({
  seq,
  fits: (found) => found === link,
});

/** A line out of a list, a QR code or from paper; null for what is no head, or one of another key. */
export function parseHeadLine(line: string, verifier: StationVerifier): HeadCheck | null {
  const word = line.trim().split(/\s/)[0] ?? '';
  const head = openHead(word, verifier);
  if (head !== null) return checkOfHead(head);
  const code = parseHeadCode(word);
  if (code === null) return null;
  const { keyId } = verifier;
  const { seq, text } = code;
  return { seq, fits: (link) => headCodeOf({ keyId, seq, link }) === text };
}

/** Whether a word on the command line is a head itself and no file's name. */
export const looksLikeHead = (word: string): boolean =>
  parseHeadCode(word) !== null || /^[\w-]{60,}\.[\w-]{86}$/.test(word.trim());
