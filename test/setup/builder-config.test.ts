import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FUSES } from '../../.ci/dist/contents.ts';
import { ROOT } from '../support/setup-manifest.ts';

const text = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');

/** The lines of one part of the file, from its name to the next one. */
const partOf = (name: string): string =>
  new RegExp(`^${name}:\\n((?:[ #].*\\n|\\n)*)`, 'm').exec(text)?.[1] ?? '';

/** What only a build on Windows can show is at least asked for. */
describe('what electron-builder is told', () => {
  it('is NSIS and MSI for Windows, both for the whole machine, keeping what users have', () => {
    expect(partOf('win')).toMatch(/^ {2}target: \[nsis, msi\]$/m);
    for (const kind of ['nsis', 'msi']) expect(partOf(kind)).toMatch(/^ {2}perMachine: true$/m);
    expect(partOf('nsis')).toMatch(/^ {2}deleteAppDataOnUninstall: false$/m);
  });

  it('is to sign every program, library and native module for Windows, with SHA-256', () => {
    expect(partOf('win')).toMatch(/^ {2}signExts: \[\.dll, \.node\]$/m);
    expect(partOf('win')).toMatch(/^ {4}signingHashAlgorithms: \[sha256\]$/m);
    expect(partOf('win')).toMatch(/^ {4}sign: \.ci\/dist\/windows-sign\.mjs$/m);
  });

  it('sets every fuse that dist:verify reads back', () => {
    const set = [...partOf('electronFuses').matchAll(/^ {2}(\w+): (true|false)$/gm)];
    const isOn = Object.fromEntries(
      set.map(([, name = '', value]) => [name.toLowerCase(), value === 'true']),
    );
    expect(set).toHaveLength(FUSES.length);
    const wanted = FUSES.map(([name, state]) => [name.toLowerCase(), state === '1'.charCodeAt(0)]);
    expect(isOn).toEqual(Object.fromEntries(wanted));
  });

  it('has an icon for each size and one for Windows with several inside', () => {
    const folder = join(ROOT, 'resources/icons');
    const pictures = readdirSync(folder).filter((name) => /^\d+x\d+\.png$/.test(name));
    expect(pictures.length).toBeGreaterThan(5);
    for (const name of pictures) {
      const bytes = readFileSync(join(folder, name));
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}.png`).toBe(name);
    }
    const ico = readFileSync(join(folder, 'icon.ico'));
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
    expect(ico.readUInt16LE(4)).toBeGreaterThan(3);
  });
});
