import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { linkSchema } from '../core/journal-schema.ts';
import type { StationSigner } from '../core/ports.ts';
import type { StationVerifier } from './station-key.ts';

export const headSchema = z.strictObject({
  v: z.literal(1),
  keyId: z.string().regex(/^[0-9a-f]{12}$/),
  /** The last record there is, and its link; 0 for an empty journal. */
  seq: z.number().int().min(0),
  link: linkSchema,
  atMs: z.number().int().min(0),
});
export type Head = z.infer<typeof headSchema>;

/** A head as text with its signature, on one line: "base64url(JSON).signature". */
export function sealHead(head: Head, signer: StationSigner): string {
  const text = JSON.stringify(head);
  return `${Buffer.from(text).toString('base64url')}.${signer.sign('head', text)}`;
}

/** Null when the text is no head or was not signed by this key. */
export function openHead(sealed: string, verifier: StationVerifier): Head | null {
  const [coded = '', signature = '', ...more] = sealed.trim().split('.');
  const text = Buffer.from(coded, 'base64url').toString('utf8');
  // One spelling only: a changed letter must not go unseen.
  if (more.length > 0 || Buffer.from(text).toString('base64url') !== coded) return null;
  if (!verifier.isSigned('head', text, signature)) return null;
  const parsed = headSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

const SLOT_BYTES = 512;

/** The newest head, kept in a file apart from the records: a journal cut short shows by it. */
export interface HeadFile {
  read(): Promise<Head | null>;
  /** Flushed when it resolves. */
  write(head: Head): Promise<void>;
  close(): Promise<void>;
}

/** Two slots, written in turn: a write that was torn leaves the head before it. */
export async function openHeadFile(
  path: string,
  signer: StationSigner,
  verifier: StationVerifier,
): Promise<HeadFile> {
  // Neither truncated nor appended to: opened for both, made when missing.
  const file = await open(path, 'r+', 0o600).catch(() => open(path, 'w+', 0o600));
  return {
    read: async () => {
      const slots = (await readWhole(file)).map((text) => openHead(text, verifier));
      return slots.filter((head) => head !== null).toSorted((a, b) => b.seq - a.seq)[0] ?? null;
    },
    async write(head) {
      const slot = Buffer.alloc(SLOT_BYTES, ' ');
      slot.write(sealHead(head, signer));
      slot.write('\n', SLOT_BYTES - 1);
      await file.write(slot, 0, SLOT_BYTES, (head.seq % 2) * SLOT_BYTES);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

async function readWhole(file: FileHandle): Promise<readonly string[]> {
  const bytes = Buffer.alloc(2 * SLOT_BYTES);
  await file.read(bytes, 0, bytes.length, 0);
  return [0, SLOT_BYTES].map((at) => bytes.subarray(at, at + SLOT_BYTES).toString('utf8'));
}
