import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { linkSchema } from '../core/journal-words.ts';
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

/** So many records may be on the disk before their head is: an append waits for one flush, not for two. */
export const HEAD_LAG = 8;

/** The newest head, kept in a file apart from the records: a journal cut short shows by it. */
export interface HeadFile {
  read(): Promise<Head | null>;
  /**
   * Takes the newest head; it is flushed while other work goes on, and waited for only when the file has fallen
   * `HEAD_LAG` records behind. Rejects when this head, or the one before it, could not be written.
   */
  write(head: Head): Promise<void>;
  /** Flushes the newest head first. */
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
  const readSlots = async (): Promise<readonly (Head | null)[]> =>
    (await readWhole(file)).map((text) => openHead(text, verifier));
  const [first = null, second = null] = await readSlots();
  let slot = (first?.seq ?? -1) >= (second?.seq ?? -1) ? 0 : 1;
  const writer = createWriter(async (head) => {
    slot = 1 - slot;
    const bytes = Buffer.alloc(SLOT_BYTES, ' ');
    bytes.write(sealHead(head, signer));
    bytes.write('\n', SLOT_BYTES - 1);
    await file.write(bytes, 0, SLOT_BYTES, slot * SLOT_BYTES);
    await file.datasync();
  });
  return {
    read: async () => {
      const heads = (await readSlots()).filter((head) => head !== null);
      return heads.toSorted((a, b) => b.seq - a.seq)[0] ?? null;
    },
    write: writer.write,
    async close() {
      await writer.settled();
      await file.close();
    },
  };
}

/** Writes one head at a time, always the newest; one that was overtaken is not written. */
function createWriter(writeNow: (head: Head) => Promise<void>): Pick<HeadFile, 'write'> & {
  readonly settled: () => Promise<void>;
} {
  let newest: Head | null = null;
  let writtenSeq: number | null = null;
  let hasFailed = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    try {
      for (let head = newest; head !== null; head = newest) {
        newest = null;
        await writeNow(head);
        writtenSeq = head.seq;
        hasFailed = false;
      }
    } catch (cause) {
      hasFailed = true;
      throw cause;
    } finally {
      running = null;
    }
  };
  return {
    async write(head) {
      newest = head;
      writtenSeq ??= head.seq - 1;
      const mustWait = hasFailed || head.seq - writtenSeq >= HEAD_LAG;
      running ??= run();
      // What nobody waits for here is told to the next caller.
      running.catch(() => undefined);
      if (mustWait) await running;
    },
    settled: async () => {
      await running;
    },
  };
}

async function readWhole(file: FileHandle): Promise<readonly string[]> {
  const bytes = Buffer.alloc(2 * SLOT_BYTES);
  await file.read(bytes, 0, bytes.length, 0);
  return [0, SLOT_BYTES].map((at) => bytes.subarray(at, at + SLOT_BYTES).toString('utf8'));
}
