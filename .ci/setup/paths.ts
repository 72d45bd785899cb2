import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What set-up knows about this clone; goes away with node_modules. */
export const stateDir = join(root, 'node_modules/.cache/liveness-kiosk');

/** The record of what set-up found, for tests, demo and bench. */
export const manifestFile = join(stateDir, 'setup.json');

/** Large things shared by every clone of one user: the Electron runtime and the test pictures. */
export const userCacheDir = join(cacheHome(), 'liveness-kiosk');

function cacheHome(): string {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return process.platform === 'darwin' ? join(homedir(), 'Library/Caches') : join(homedir(), '.cache');
}
