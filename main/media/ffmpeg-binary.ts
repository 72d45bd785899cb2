import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

export interface FfmpegBinary {
  readonly path: string;
  readonly version: string;
  readonly from: 'FFMPEG_BIN' | 'package' | 'ffmpeg-static' | 'PATH';
}

/** What the precheck's one command line uses. libx264 is only needed when a camera gives no H.264. */
const NEEDED_FILTERS = ['select', 'scale', 'format'];
const OLDEST_MAJOR = 4;
const CHECK_TIMEOUT_MS = 10_000;

const run = promisify(execFile);

/** Chooses ffmpeg, here and nowhere else: FFMPEG_BIN, the package's own, ffmpeg-static where it installed, PATH. */
export async function findFfmpeg(packagedPath: string | null): Promise<Result<FfmpegBinary>> {
  const choice = chooseFfmpeg(packagedPath);
  if (!choice) {
    const named = process.env['FFMPEG_BIN'];
    return failed(failure('ffmpegMissing', named ? `FFMPEG_BIN=${named}` : undefined));
  }
  try {
    const { stdout } = await run(choice.path, ['-hide_banner', '-version'], { timeout: CHECK_TIMEOUT_MS });
    const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? '';
    const major = /^n?(\d+)\./.exec(version)?.[1];
    // Builds from git carry no number; they are newer than anything this asks for.
    if (version === '' || (major !== undefined && Number(major) < OLDEST_MAJOR)) {
      return failed(failure('ffmpegUnusable', `${choice.path}: version "${version}"`));
    }
    const missing = await missingFilters(choice.path);
    if (missing.length > 0)
      return failed(failure('ffmpegUnusable', `${choice.path} lacks: ${missing.join(', ')}`));
    return ok({ ...choice, version });
  } catch (cause) {
    return failed(failure('ffmpegUnusable', `${choice.path}: ${String(cause)}`, cause));
  }
}

async function missingFilters(path: string): Promise<string[]> {
  const { stdout } = await run(path, ['-hide_banner', '-filters'], { timeout: CHECK_TIMEOUT_MS });
  const present = new Set(stdout.split('\n').map((line) => line.trim().split(/\s+/)[1]));
  return NEEDED_FILTERS.filter((name) => !present.has(name));
}

function chooseFfmpeg(packagedPath: string | null): Pick<FfmpegBinary, 'path' | 'from'> | null {
  const named = process.env['FFMPEG_BIN'];
  if (named) return existsSync(named) ? { path: named, from: 'FFMPEG_BIN' } : null;
  if (packagedPath !== null && existsSync(packagedPath)) return { path: packagedPath, from: 'package' };
  const fetched = staticPath();
  if (fetched !== null && existsSync(fetched)) return { path: fetched, from: 'ffmpeg-static' };
  const onPath = searchPath();
  return onPath === null ? null : { path: onPath, from: 'PATH' };
}

/** ffmpeg-static names a file that its install script may never have fetched, and as an optional package may be gone. */
function staticPath(): string | null {
  try {
    const path: unknown = createRequire(import.meta.url)('ffmpeg-static');
    return typeof path === 'string' ? path : null;
  } catch {
    return null;
  }
}

function searchPath(): string | null {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null;
}
