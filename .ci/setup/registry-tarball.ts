import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar';
import { capture } from './child.ts';
import { userCacheDir } from './paths.ts';
import { megabytes, SetupError, showProgress } from './progress.ts';
import { npmCommand } from './run.mjs';

/** A package of the npm registry, pinned to the exact bytes we looked at. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly sizeBytes: number;
}

const OLDEST_SCRATCH_MS = 60 * 60_000;

/**
 * Fetches a package's tarball, refuses it unless its bytes are the pinned ones, and hands its path to `use`.
 * npm does the fetching, so that the registry, proxy, certificate and cache settings of this machine apply.
 */
export async function withTarball<T>(
  step: string,
  pin: PinnedPackage,
  use: (tarball: string, scratchDir: string) => Promise<T>,
): Promise<T> {
  const scratchDir = makeScratchDir();
  try {
    const tarball = await packTo(step, pin, scratchDir);
    await verifyIntegrity(tarball, pin);
    return await use(tarball, scratchDir);
  } finally {
    rmSync(scratchDir, { recursive: true, force: true });
  }
}

/** Throws unless the file's sha512 is the pinned one. */
export async function verifyIntegrity(file: string, pin: PinnedPackage): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found === pin.integrity) return;
  throw new SetupError(
    `${pin.name}@${pin.version} is not the file we pinned and was thrown away (expected ${pin.integrity}, got ${found}).`,
  );
}

/** Unpacks the wanted files of a tarball; `wanted` gets paths without the leading `package/`. */
export async function unpack(
  tarball: string,
  into: string,
  wanted: (path: string) => boolean,
): Promise<void> {
  mkdirSync(into, { recursive: true });
  await extract({
    file: tarball,
    cwd: into,
    strip: 1,
    filter: (path) => wanted(path.slice(path.indexOf('/') + 1)),
  });
}

/** A new directory beside the caches, so that a finished one can be renamed into place in one move. */
export function makeScratchDir(): string {
  mkdirSync(userCacheDir, { recursive: true });
  sweepOldScratch();
  return mkdtempSync(join(userCacheDir, 'scratch-'));
}

/** What a killed set-up left behind. */
function sweepOldScratch(): void {
  for (const name of readdirSync(userCacheDir).filter((entry) => entry.startsWith('scratch-'))) {
    const dir = join(userCacheDir, name);
    const stat = statSync(dir, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > OLDEST_SCRATCH_MS) rmSync(dir, { recursive: true, force: true });
  }
}

async function packTo(step: string, pin: PinnedPackage, dir: string): Promise<string> {
  const { command, prefix, shell } = npmCommand();
  const startedMs = Date.now();
  const cacheDir = await npmCacheDir();
  const stop = showProgress(step, () => {
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(0);
    const got = Math.min(sizeOfNewFiles(join(cacheDir, '_cacache/tmp'), startedMs), pin.sizeBytes);
    return `${pin.name} ${got > 0 ? `${megabytes(got)} of ` : ''}${megabytes(pin.sizeBytes)}, ${seconds} s`;
  });
  const args = [
    ...prefix,
    'pack',
    `${pin.name}@${pin.version}`,
    '--pack-destination',
    dir,
    '--loglevel=error',
  ];
  const { exitCode, output } = await capture(command, args, { shell }).finally(stop);
  const tarball = readdirSync(dir).find((name) => name.endsWith('.tgz'));
  if (exitCode === 0 && tarball !== undefined) return join(dir, tarball);
  throw new SetupError(
    `npm could not fetch ${pin.name}@${pin.version}: ${output.trim().split('\n').at(-1) ?? ''}`,
  );
}

async function npmCacheDir(): Promise<string> {
  const { command, prefix, shell } = npmCommand();
  const { output } = await capture(command, [...prefix, 'config', 'get', 'cache', '--loglevel=silent'], {
    shell,
  });
  return output.trim().split('\n').at(-1) ?? '';
}

/** npm writes a download to its cache's scratch folder first: the only place where its growth can be seen. */
function sizeOfNewFiles(dir: string, sinceMs: number): number {
  try {
    return readdirSync(dir)
      .map((name) => statSync(join(dir, name)))
      .filter((stat) => stat.isFile() && stat.mtimeMs >= sinceMs)
      .reduce((sum, stat) => sum + stat.size, 0);
  } catch {
    return 0; // Only decoration: the folder comes and goes while npm works.
  }
}
