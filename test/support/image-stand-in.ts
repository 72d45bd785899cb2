import { execFile } from 'node:child_process';
import { chmod, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { archiveNames, readArchived, readArchivedBytes } from '../../.ci/dist/archive.ts';
import packageJson from '../../package.json' with { type: 'json' };

export interface ImageWish {
  /** Folder of the unpacked package. */
  readonly program: string;
  /** Where the image's own folder is made. */
  readonly folder: string;
  /** This build's own, or another as long. */
  readonly version: string;
  /** It ends with status 7 while it starts, before a window is there. */
  readonly failsToStart?: boolean;
}

/**
 * The text of a file that runs as an AppImage runs: it names itself in the environment and becomes a program in a
 * folder of its own. The loader that mounts a real one is in no registry; here the folder is made beforehand, with
 * the packaged program of this build under another version.
 */
export async function makeImage({ program, folder, version, failsToStart }: ImageWish): Promise<string> {
  const mounted = join(folder, `mount-${version}`);
  await promisify(execFile)('cp', ['-al', program, mounted]).catch(() =>
    cp(program, mounted, { recursive: true }),
  );
  await chmod(join(mounted, 'chrome-sandbox'), 0o4755);
  const archive = join(mounted, 'resources/app.asar');
  const bytes = await readFile(archive);
  const own = readArchived(archive, '/package.json');
  const named = (name: string): string => `"version": "${name}"`;
  overwrite(bytes, own, own.replace(named(packageJson.version), named(version)));
  if (failsToStart === true) {
    const whole = readArchived(archive, '/out/main/app.cjs');
    // What is written into the packaged program, not run here: a version whose start ends at once.
    overwrite(bytes, whole, 'process.exit(7);'.padEnd(Buffer.byteLength(whole)));
    spoilCompiled(bytes, archive);
  }
  // A file of its own: the others are links to the package.
  await rm(archive);
  await writeFile(archive, bytes);
  return `#!/bin/sh\nAPPIMAGE=$(readlink -f "$0") APPDIR='${mounted}' exec '${mounted}/liveness-kiosk' "$@"\n`;
}

/** Or what was compiled of the whole program would run in its place: V8 looks at the length of a script only. */
function spoilCompiled(bytes: Buffer, archive: string): void {
  const name = archiveNames(archive).find((one) => /^\/out\/main\/app-.*\.cache$/.test(one)) ?? '';
  const at = bytes.indexOf(readArchivedBytes(archive, name).subarray(0, 64));
  if (at < 0) throw new Error('the package has no compiled code');
  bytes.fill(0, at, at + 64);
}

/** Puts text over the beginning of another in an archive, whose header knows every length. */
function overwrite(archive: Buffer, found: string, text: string): void {
  const at = archive.indexOf(found);
  if (at < 0 || Buffer.byteLength(text) > Buffer.byteLength(found))
    throw new Error(`cannot put ${text.slice(0, 40)} there`);
  archive.write(text, at);
}
