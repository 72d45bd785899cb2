import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { namedBundle, type SealedBundle } from './bundle.ts';
import { writeWholeFile } from './whole-file.ts';

/** Sealed bundles that the bank has not taken yet. SECURITY: only what is locked for the bank lies here. */
export interface Spool {
  /** Flushed when it resolves; throws where the disk is full or too many wait. */
  put(bundle: SealedBundle): Promise<void>;
  /** Names, oldest first, and when the oldest was made. */
  list(): Promise<SpoolList>;
  read(fileName: string): Promise<SealedBundle | null>;
  remove(fileName: string): Promise<void>;
}

export interface SpoolList {
  readonly names: readonly string[];
  readonly oldestAtMs: number | null;
}

export function openSpool(folder: string, most: number): Spool {
  const list = async (): Promise<SpoolList> => {
    const names = await readdir(folder).catch(() => []);
    const dated = await Promise.all(
      names
        .filter((name) => namedBundle(name, new Uint8Array()) !== null)
        .map(async (name) => ({
          name,
          atMs: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0,
        })),
    );
    const sorted = dated.toSorted((a, b) => a.atMs - b.atMs || a.name.localeCompare(b.name));
    return { names: sorted.map(({ name }) => name), oldestAtMs: sorted[0]?.atMs ?? null };
  };
  return {
    async put({ fileName, bytes }) {
      if ((await list()).names.length >= most) throw new Error(`${most} bundles wait already`);
      await writeWholeFile(folder, fileName, bytes);
    },
    list,
    async read(fileName) {
      const bytes = await readFile(join(folder, fileName)).catch(() => null);
      return bytes === null ? null : namedBundle(fileName, bytes);
    },
    remove: (fileName) => rm(join(folder, fileName), { force: true }),
  };
}
