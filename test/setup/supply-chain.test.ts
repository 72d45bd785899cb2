import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { noticesText, shippedPackages } from '../../.ci/notices.ts';
import { ROOT } from '../support/setup-manifest.ts';

const packageSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
const manifest = packageSchema.parse(read('package.json'));
const locked = Object.entries(lockSchema.parse(read('package-lock.json')).packages).filter(
  ([path]) => path !== '',
);

/** What may ship inside: licences that ask for no more than their text. */
const FREE = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD', 'BSD-3-Clause', '0BSD', 'OFL-1.1', 'BlueOak-1.0.0']);

/** What may ship by name, each with its reason. */
const BY_NAME: Readonly<Record<string, string>> = {
  '@img/sharp-wasm32': 'holds libvips (LGPL), unchanged and replaceable as a package of its own',
  'ffmpeg-static': 'a separate program (GPL), started as a process, with its licence beside it',
  argparse: 'Python-2.0: asks for its text and a note of changes; none is changed',
  tweetnacl: 'Unlicense: given to the public domain',
  mediabunny: 'MPL-2.0 asks for the source of changed files; none is changed',
};
/** libvips as native library, where a platform installs it: LGPL, linked dynamically. */
const NATIVE_SHARP = /^@img\/sharp-/;

describe('what ships', () => {
  const shipped = shippedPackages();

  it('is under a licence on the list', () => {
    expect(shipped.length).toBeGreaterThan(60);
    const others = shipped.filter(
      ({ name, license }) => !FREE.has(license) && BY_NAME[name] === undefined && !NATIVE_SHARP.test(name),
    );
    expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it('has no exception that nothing needs any more', () => {
    const names = new Set(shipped.map(({ name }) => name));
    expect(Object.keys(BY_NAME).filter((name) => !names.has(name))).toEqual([]);
  });

  it('is named in the notices, each with its licence', () => {
    const text = noticesText();
    for (const { name, version, license } of shipped)
      expect(text).toContain(`${name} ${version} (${license})`);
    expect(text.match(/permission is hereby granted/gi)?.length).toBeGreaterThan(30);
  });
});

describe('what is installed', () => {
  it('is asked for by exact version', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.length).toBeGreaterThan(30);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('comes from the registry alone, each with its checksum', () => {
    expect(locked.length).toBeGreaterThan(300);
    const loose = locked.filter(
      ([, { resolved, integrity }]) =>
        !/^(https:\/\/registry\.npmjs\.org\/|$)/.test(resolved ?? '') ||
        !(integrity ?? '').startsWith('sha512-'),
    );
    // What is for other systems only, npm has never fetched here, so it knows no checksum.
    expect(loose.map(([path]) => path).filter((path) => existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('runs no code of a package at install time, and we know which ones would like to', () => {
    expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
    const wishing = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path);
    expect(wishing).toEqual([
      'node_modules/electron-winstaller',
      'node_modules/esbuild',
      'node_modules/ffmpeg-static',
    ]);
  });
});
