import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** One small file of ours: read through its schema, replaced in one step, readable by its owner only. */
export interface JsonFile<T> {
  /** Null when there is none; "damaged" when it is not what we wrote. */
  read(): Promise<T | null | 'damaged'>;
  write(value: T): Promise<void>;
}

export function jsonFile<T>(path: string, schema: z.ZodType<T>): JsonFile<T> {
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch(() => null);
      if (text === null) return null;
      const parsed = schema.safeParse(parseJson(text));
      return parsed.success ? parsed.data : 'damaged';
    },
    async write(value) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(`${path}.new`, JSON.stringify(value), { mode: 0o600, flush: true });
      await rename(`${path}.new`, path);
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses undefined.
    return undefined;
  }
}
