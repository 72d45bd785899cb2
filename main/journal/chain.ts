import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';

const lineSchema = z.object({ body: z.string(), hash: z.string() });
const bodySchema = z.object({ previous: z.string() });

/** What the first record names as the one before it. */
export const CHAIN_START = '0'.repeat(64);

/** The first line (from 1) that does not follow from the one before, or null when the chain holds. */
export function findBreak(text: string): number | null {
  let previous = CHAIN_START;
  const lines = text.split('\n');
  // A whole journal ends with a line break; anything after it is a record cut short.
  if (lines.pop() !== '') return lines.length + 1;
  for (const [index, line] of lines.entries()) {
    const hash = hashIfNext(line, previous);
    if (hash === null) return index + 1;
    previous = hash;
  }
  return null;
}

/** The hash of the last whole record in the file. */
export async function lastHash(file: FileHandle): Promise<string> {
  const text = await file.readFile('utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  // A record cut short by a power failure is closed with a line break so that the next one stands alone.
  if (whole.length < text.length) await file.appendFile('\n');
  const last = whole.trimEnd().split('\n').at(-1) ?? '';
  return last === '' ? CHAIN_START : (parseLine(last)?.hash ?? CHAIN_START);
}

function hashIfNext(line: string, previous: string): string | null {
  const record = parseLine(line);
  if (record === null) return null;
  const hash = createHash('sha256').update(record.body).digest('hex');
  const body = bodySchema.safeParse(parseJson(record.body));
  return hash === record.hash && body.success && body.data.previous === previous ? hash : null;
}

function parseLine(line: string): z.infer<typeof lineSchema> | null {
  const parsed = lineSchema.safeParse(parseJson(line));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller's schema refuses null.
    return null;
  }
}
