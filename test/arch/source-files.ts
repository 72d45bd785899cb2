import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

/** Every TypeScript source below the named top-level folders. */
export function readSources(folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => readSource(join(entry.parentPath, entry.name))),
  );
}

function readSource(absolute: string): SourceFile {
  const text = readFileSync(absolute, 'utf8');
  const path = toSlashes(relative(ROOT, absolute));
  return { path, text, imports: importsOf(path, text) };
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

/** What a file's text imports, as paths from the root or packages. */
export function importsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].map((match) =>
    resolveImport(path, match[1] ?? match[2] ?? match[3] ?? ''),
  );
}

/** A relative import becomes a path from the root; a package stays as it is. */
function resolveImport(from: string, name: string): string {
  return name.startsWith('.') ? toSlashes(join(dirname(from), name.replace(/\?.*$/, ''))) : name;
}

const toSlashes = (path: string): string => path.replaceAll('\\', '/');
