import { hash } from 'node:crypto';
import type { SignedRecord } from '../core/journal-line.ts';

/** What the next record says of this one: SHA-256 of body and signature, base64url. */
export function linkOf({ body, signature }: SignedRecord): string {
  return hash('sha256', `${body}\n${signature}`, 'base64url');
}
