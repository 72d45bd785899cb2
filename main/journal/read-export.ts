import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { parseLine, type SignedRecord } from '../core/journal-line.ts';
import { exportHeaderSchema } from './export.ts';
import { openHead, type Head } from './sealed-head.ts';
import type { StationVerifier } from './station-key.ts';
import { parseJson } from '../core/parse-json.ts';

export type ExportHeader = z.infer<typeof exportHeaderSchema> & { readonly signed: SignedRecord };

const MAX_HEADER_BYTES = 4096;

/** The first line of an export, or null when it is none. */
export async function readExportHeader(path: string): Promise<ExportHeader | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_HEADER_BYTES), 0, MAX_HEADER_BYTES, 0);
    const [line, ...rest] = buffer.subarray(0, bytesRead).toString('utf8').split('\n');
    const signed = rest.length === 0 ? null : parseLine(line ?? '');
    const parsed = exportHeaderSchema.safeParse(parseJson(signed?.body ?? ''));
    return signed !== null && parsed.success ? { ...parsed.data, signed } : null;
  } finally {
    await file.close();
  }
}

/** What stood behind the records; filled in while they are read. */
export interface ExportEnding {
  head: Head | null;
  /** Something stands behind the head. */
  hasMore: boolean;
}

/** The records of an export in chunks; null for a line that is none. */
export async function* readExportRecords(
  path: string,
  verifier: StationVerifier,
  ending: ExportEnding,
): AsyncGenerator<readonly (SignedRecord | null)[]> {
  let isHeaderRead = false;
  for await (const lines of readLines(path)) {
    const records: (SignedRecord | null)[] = [];
    for (const line of isHeaderRead ? lines : lines.slice(1)) {
      if (ending.head !== null) ending.hasMore = true;
      ending.head ??= readHeadLine(line, verifier);
      if (ending.head === null) records.push(line === null ? null : parseLine(line));
    }
    isHeaderRead = true;
    yield records;
  }
}

const headLineSchema = z.strictObject({ head: z.string() });

function readHeadLine(line: string | null, verifier: StationVerifier): Head | null {
  if (line?.startsWith('{"head"') !== true) return null;
  const parsed = headLineSchema.safeParse(parseJson(line));
  return parsed.success && JSON.stringify(parsed.data) === line ? openHead(parsed.data.head, verifier) : null;
}

/** Lines in batches; null for a last line without its line break, which was cut. */
async function* readLines(path: string): AsyncGenerator<readonly (string | null)[]> {
  let rest = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = `${rest}${String(piece)}`.split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [null];
}
