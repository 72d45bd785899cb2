import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '..');

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

const manifestSchema = z.object({
  license: z.string().optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
});

/** A package that ships with the app. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Its own licence files, in full. */
  readonly texts: readonly string[];
}

/** Development packages whose files end up in the page. */
const BUNDLED = new Set(['node_modules/@fontsource/be-vietnam-pro']);

/** Every package of the lock file's production tree that is installed here, and what is bundled from others. */
export function shippedPackages(): readonly ShippedPackage[] {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(lock.packages)
    .filter(
      ([path, entry]) => path !== '' && (BUNDLED.has(path) || !(entry.dev ?? entry.devOptional ?? false)),
    )
    .filter(([path]) => existsSync(join(root, path)))
    .map(([path, entry]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      version: entry.version ?? '',
      license: entry.license ?? declaredLicense(path),
      texts: licenseTexts(path),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function declaredLicense(path: string): string {
  const found = manifestSchema.parse(JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')));
  return found.license ?? found.licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown';
}

function licenseTexts(path: string): readonly string[] {
  return readdirSync(join(root, path))
    .filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    .map((name) => readFileSync(join(root, path, name), 'utf8').trim());
}

/** The third-party notices as one text, a chapter a package. */
export function noticesText(): string {
  const chapters = shippedPackages().map(({ name, version, license, texts }) =>
    [`${name} ${version} (${license})`, '-'.repeat(72), ...texts, ''].join('\n'),
  );
  return [
    'This program contains the following parts. Electron and Chromium carry their own notices beside the program',
    '(LICENSE.electron.txt, LICENSES.chromium.html). ffmpeg is a separate program under the GPL.',
    '',
    ...chapters,
  ].join('\n');
}

/** Puts notices.txt beside main's bundle, for the About page. */
export function notices(): Plugin {
  return {
    name: 'third-party-notices',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'notices.txt', source: noticesText() });
    },
  };
}
