import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CheckedMedia, ParkedMedia } from '../core/ports.ts';
import { precheckSummarySchema } from '../core/report.ts';
import { parkedReferenceSchema } from '../core/desk.ts';
import { parseJson } from '../core/parse-json.ts';

/**
 * One parked check as bytes: MAGIC, length of the header, header (JSON), nonce, AES-256-GCM of everything else,
 * tag. The header is in the clear, holds no fact about a person, and is authenticated with the rest.
 */
const MAGIC = Buffer.from('LKPARK1\n');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';
export const KEY_BYTES = 32;

const headerSchema = z.strictObject({
  reference: parkedReferenceSchema,
  expiresAtMs: z.number().int().positive(),
});
export type ParkedHeader = z.infer<typeof headerSchema>;

const partSchema = z.strictObject({
  contentType: z.enum(['video/mp4', 'image/jpeg', 'image/png']),
  fileName: z.string(),
  sha256: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  summary: precheckSummarySchema,
});
const partsSchema = z.strictObject({ video: partSchema, card: partSchema.nullable() });
type Part = z.infer<typeof partSchema>;

/** SECURITY: media pass through the cipher without a clear copy (test/parking/parking.test.ts). */
export function sealMedia({ video, card }: ParkedMedia, header: ParkedHeader, key: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const front = withLength(JSON.stringify(header));
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(Buffer.concat([MAGIC, front]));
  const parts = JSON.stringify({ video: partOf(video), card: card === null ? null : partOf(card) });
  const sealed = [withLength(parts), video.bytes, card?.bytes ?? new Uint8Array()].map((bytes) =>
    cipher.update(bytes),
  );
  return Buffer.concat([MAGIC, front, nonce, ...sealed, cipher.final(), cipher.getAuthTag()]);
}

/** The header of anything that looks like a parked check; null for other bytes. Not yet authenticated. */
export function readHeader(bytes: Buffer): ParkedHeader | null {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const front = readText(bytes.subarray(MAGIC.length));
  const header = headerSchema.safeParse(front === null ? null : parseJson(front.text));
  return header.success ? header.data : null;
}

/** The media and their header, or null when a bit of the file is not what was sealed under this key. */
export function openMedia(
  bytes: Buffer,
  key: Uint8Array,
): { readonly header: ParkedHeader; readonly media: ParkedMedia } | null {
  const header = readHeader(bytes);
  if (header === null) return null;
  const front = MAGIC.length + 4 + (readText(bytes.subarray(MAGIC.length))?.sizeBytes ?? 0);
  const clear = decrypt(bytes, front, key);
  const text = clear === null ? null : readText(clear);
  const parts = partsSchema.safeParse(text === null ? null : parseJson(text.text));
  if (clear === null || text === null || !parts.success) return null;
  const { video, card } = parts.data;
  const start = 4 + text.sizeBytes;
  const videoMedia = mediaOf(video, clear.subarray(start, start + video.sizeBytes));
  const cardMedia = card === null ? null : mediaOf(card, clear.subarray(start + video.sizeBytes));
  const isWhole = videoMedia !== null && (card === null) === (cardMedia === null);
  return isWhole ? { header, media: { video: videoMedia, card: cardMedia } } : null;
}

function decrypt(bytes: Buffer, front: number, key: Uint8Array): Buffer | null {
  const nonceEnd = front + NONCE_BYTES;
  const tagStart = bytes.length - TAG_BYTES;
  if (tagStart < nonceEnd) return null;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(front, nonceEnd), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(bytes.subarray(0, front));
  decipher.setAuthTag(bytes.subarray(tagStart));
  const clear = decipher.update(bytes.subarray(nonceEnd, tagStart));
  try {
    decipher.final();
    return clear;
  } catch {
    // Another key, or a changed bit: whatever came out is none of ours.
    clear.fill(0);
    return null;
  }
}

const partOf = ({ contentType, fileName, sha256, bytes, summary }: CheckedMedia): Part => ({
  contentType,
  fileName,
  sha256,
  sizeBytes: bytes.byteLength,
  summary,
});

/** SECURITY: what is sent later is what main prechecked, byte for byte, or nothing. */
function mediaOf({ sizeBytes, ...part }: Part, bytes: Buffer): CheckedMedia | null {
  const isSame = bytes.byteLength === sizeBytes && hashOf(bytes) === part.sha256;
  return isSame ? { ...part, bytes, report: null, preview: null } : null;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function readText(bytes: Buffer): { readonly text: string; readonly sizeBytes: number } | null {
  if (bytes.length < 4) return null;
  const sizeBytes = bytes.readUInt32BE(0);
  return sizeBytes > bytes.length - 4 ? null : { text: bytes.toString('utf8', 4, 4 + sizeBytes), sizeBytes };
}
