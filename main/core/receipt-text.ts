import { z } from 'zod';
import type { ReceiptData } from './ports.ts';
import { modeSchema, verdictOutcomeSchema } from './verdict-shape.ts';

/** What a receipt's QR code says: nothing of it is about a person. */
const receiptFactsSchema = z.strictObject({
  reference: z.string().regex(/^[\dA-Z-]{1,20}$/),
  atMs: z.number().int().min(0).max(8_640_000_000_000_000),
  station: z.string().regex(/^[\p{L}\p{N} ._-]{1,64}$/u),
  mode: modeSchema,
  outcome: verdictOutcomeSchema,
  code: z
    .string()
    .regex(/^(?:-?\d{1,4}|other)$/)
    .nullable(),
  videoSha256Prefix: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  cardSha256Prefix: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  keyId: z.string().regex(/^[0-9a-f]{12}$/),
});
export type ReceiptFacts = z.infer<typeof receiptFactsSchema>;

/** Version 1 of the text; the signature follows behind one more bar. */
const MARK = 'LK1';
const NONE = '-';

export function receiptFacts(data: ReceiptData, keyId: string): ReceiptFacts {
  const { code, outcome, mode } = data.verdict;
  return {
    reference: data.reference,
    // Whole seconds, as the receipt shows them.
    atMs: Math.floor(data.atMs / 1000) * 1000,
    station: data.stationId,
    mode,
    outcome,
    code: code === null || /^-?\d{1,4}$/.test(code) ? code : 'other',
    videoSha256Prefix: data.videoSha256Prefix,
    cardSha256Prefix: data.cardSha256Prefix,
    keyId,
  };
}

/** The text that is signed, for example "LK1|K7QM-2XTA-9P|1790000000|station-1|live|approved|200|...". */
export function receiptText(facts: ReceiptFacts): string {
  const { reference, atMs, station, mode, outcome, code, videoSha256Prefix, cardSha256Prefix, keyId } = facts;
  return [
    MARK,
    reference,
    atMs / 1000,
    station,
    mode,
    outcome,
    code ?? NONE,
    videoSha256Prefix ?? NONE,
    cardSha256Prefix ?? NONE,
    keyId,
  ].join('|');
}

export interface SignedReceipt {
  readonly text: string;
  readonly facts: ReceiptFacts;
  readonly signature: string;
}

/** Reads a QR code's text; null when it is no receipt of ours. Says nothing about the signature. */
export function parseReceiptText(scanned: string): SignedReceipt | null {
  const parts = scanned.trim().split('|');
  const [mark, reference, seconds, station, mode, outcome, code, video, card, keyId, signature] = parts;
  if (mark !== MARK || signature === undefined || parts.length !== 11) return null;
  const orNone = (value: string | undefined): string | undefined | null => (value === NONE ? null : value);
  const facts = receiptFactsSchema.safeParse({
    reference,
    atMs: Number(seconds) * 1000,
    station,
    mode,
    outcome,
    code: orNone(code),
    videoSha256Prefix: orNone(video),
    cardSha256Prefix: orNone(card),
    keyId,
  });
  const text = parts.slice(0, -1).join('|');
  return facts.success && receiptText(facts.data) === text ? { text, facts: facts.data, signature } : null;
}
