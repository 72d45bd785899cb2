import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { formatLine, parseBody } from '../core/journal-line.ts';
import { CHAIN_START } from '../core/journal-schema.ts';
import { linkSchema } from '../core/journal-words.ts';
import type { StationSigner } from '../core/ports.ts';
import type { StoredRecord } from './database.ts';
import type { OpenJournal } from './journal.ts';
import { linkOf } from './link.ts';
import { sealHead } from './sealed-head.ts';

export const EXPORT_FORMAT = 'liveness-kiosk/journal-export@1';

/** First line of an export: who signed it and where it starts. */
export const exportHeaderSchema = z.strictObject({
  format: z.literal(EXPORT_FORMAT),
  publicKeyPem: z.string().max(500),
  fromSeq: z.number().int().min(1),
  fromPrevious: linkSchema,
});

export interface ExportRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ExportWatch {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

const CHUNK = 2000;

/**
 * Writes the records of a period, one a line, between a signed header and a signed head: whoever has the file
 * and the station's public key can check it (verify-file.ts). Throws when the file can't be written.
 */
export async function exportJournal(
  { database, signer, head }: Pick<OpenJournal, 'database' | 'signer' | 'head'>,
  path: string,
  range: ExportRange,
  { onProgress, signal }: ExportWatch,
): Promise<number> {
  const bounds = database.query('SELECT MIN(seq), MAX(seq) FROM record WHERE at_ms >= ? AND at_ms < ?', [
    range.fromMs,
    range.toMs,
  ])[0];
  const fromSeq = Number(bounds?.[0] ?? 1);
  const toSeq = Number(bounds?.[1] ?? 0);
  const file = await open(path, 'w', 0o600);
  try {
    const first = database.after(fromSeq - 1, 1)[0];
    await writeLine(file, sealHeader({ signer, fromSeq, first }));
    let last: StoredRecord | undefined;
    for (let at = fromSeq - 1; at < toSeq && !signal.aborted; at = last?.seq ?? toSeq) {
      const chunk = database.after(at, Math.min(CHUNK, toSeq - at));
      if (chunk.length === 0) break;
      await file.appendFile(chunk.map((record) => `${formatLine(record)}\n`).join(''));
      last = chunk.at(-1);
      onProgress((last?.seq ?? at) - fromSeq + 1, toSeq - fromSeq + 1);
      // The session goes on while a long export runs.
      await nextTurn();
    }
    const link = last === undefined ? CHAIN_START : linkOf(last);
    const seq = last?.seq ?? fromSeq - 1;
    await writeLine(file, JSON.stringify({ head: sealHead({ ...head(), seq, link }, signer) }));
    await file.sync();
    return last === undefined ? 0 : last.seq - fromSeq + 1;
  } finally {
    await file.close();
  }
}

interface HeaderFacts {
  readonly signer: StationSigner;
  readonly fromSeq: number;
  readonly first: StoredRecord | undefined;
}

function sealHeader({ signer, fromSeq, first }: HeaderFacts): string {
  const fromPrevious = parseBody(first?.body ?? '')?.previous ?? CHAIN_START;
  const header = { format: EXPORT_FORMAT, publicKeyPem: signer.publicKeyPem, fromSeq, fromPrevious };
  const body = JSON.stringify(header);
  return formatLine({ body, signature: signer.sign('head', body) });
}

const writeLine = (file: FileHandle, line: string): Promise<void> => file.appendFile(`${line}\n`);
