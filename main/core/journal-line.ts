import { journalBodySchema, type JournalBody } from './journal-schema.ts';
import { parseJson } from './parse-json.ts';

/** One record as text: exactly the bytes that were signed, and the station key's signature of them. */
export interface SignedRecord {
  readonly body: string;
  /** Ed25519, base64url, 86 letters. */
  readonly signature: string;
}

/** A record per line; the form is canonical, so that no byte of a line can change unseen. */
export function formatLine({ body, signature }: SignedRecord): string {
  return JSON.stringify({ body, signature });
}

/** Null for anything that `formatLine` would not have written. */
export function parseLine(line: string): SignedRecord | null {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || !('body' in value) || !('signature' in value))
    return null;
  const { body, signature } = value;
  if (typeof body !== 'string' || typeof signature !== 'string') return null;
  return formatLine({ body, signature }) === line ? { body, signature } : null;
}

/** The record a body stands for, or null when it is not one of ours. */
export function parseBody(body: string): JournalBody | null {
  const parsed = journalBodySchema.safeParse(parseJson(body));
  return parsed.success ? parsed.data : null;
}
