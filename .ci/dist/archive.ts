import { closeSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';

interface Entry {
  readonly files?: Readonly<Record<string, Entry>> | undefined;
  readonly offset?: string | undefined;
  readonly size?: number | undefined;
}
const entrySchema: z.ZodType<Entry> = z.lazy(() =>
  z.object({
    files: z.record(z.string(), entrySchema).optional(),
    offset: z.string().optional(),
    size: z.number().optional(),
  }),
);

interface Archive {
  readonly root: Entry;
  /** Where the files' bytes begin. */
  readonly startBytes: number;
}

/** Every file in an asar archive, read from its header. */
export function archiveNames(path: string): readonly string[] {
  return withFile(path, (file) => namesIn(readHeader(file).root, ''));
}

/** The text of one file inside an asar archive; `name` as `archiveNames` gives it. */
export const readArchived = (path: string, name: string): string =>
  readArchivedBytes(path, name).toString('utf8');

/** The same as bytes. */
export function readArchivedBytes(path: string, name: string): Buffer {
  return withFile(path, (file) => {
    const { root, startBytes } = readHeader(file);
    const entry = name
      .slice(1)
      .split('/')
      .reduce<Entry | undefined>((at, part) => at?.files?.[part], root);
    if (entry?.offset === undefined) throw new Error(`${path} holds no ${name}`);
    return read(file, startBytes + Number(entry.offset), entry.size ?? 0);
  });
}

function readHeader(file: number): Archive {
  const sizes = read(file, 0, 16);
  const header = read(file, 16, sizes.readUInt32LE(12));
  return { root: entrySchema.parse(JSON.parse(header.toString('utf8'))), startBytes: 8 + sizes.readUInt32LE(4) };
}

function namesIn({ files }: Entry, path: string): readonly string[] {
  if (files === undefined) return [path];
  return Object.entries(files).flatMap(([name, entry]) => namesIn(entry, `${path}/${name}`));
}

function read(file: number, at: number, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  readSync(file, bytes, 0, sizeBytes, at);
  return bytes;
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}
