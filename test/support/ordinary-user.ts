import { chmod, chown, copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isRoot } from './is-root.ts';
import { readSetup } from './setup-manifest.ts';

const run = promisify(execFile);

/** How to start the program as somebody without privileges, so that Chromium's sandbox is on. */
export interface OrdinaryUser {
  /** The program, to be started by its path alone: it becomes the user by itself. */
  readonly executablePath: string;
  /** Home, temporary and cache folders of the user's own: whatever a program of theirs writes lies below. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder of the user's own; profiles and files they must read go below it. */
  readonly homeDir: string;
  /** What stands before any other command to run it as this user. */
  readonly prefix: readonly string[];
  /** Whose files are this user's; null where whoever runs the tests is that user. */
  readonly uid: number | null;
  /** Gives the user a copy of a file; the answer is where it lies. */
  lend(path: string): Promise<string>;
  /** A fresh folder of the user's own. */
  makeFolder(name: string): Promise<string>;
  end(): Promise<void>;
}

/** Root lends the runtime to `nobody`; anybody else is an ordinary user already, in a home made for the test. */
export async function becomeOrdinary(electronPath = readSetup().electronPath): Promise<OrdinaryUser> {
  const homeDir = await mkdtemp(join(tmpdir(), 'kiosk-user-'));
  return isRoot() ? lendToNobody(electronPath, homeDir) : stayMyself(electronPath, homeDir);
}

async function stayMyself(executablePath: string, homeDir: string): Promise<OrdinaryUser> {
  return {
    executablePath,
    env: await makeHome(homeDir, () => Promise.resolve()),
    homeDir,
    prefix: [],
    uid: null,
    lend: (path) => Promise.resolve(path),
    makeFolder: (name) => mkdtemp(join(homeDir, `${name}-`)),
    end: () => removeFolder(homeDir),
  };
}

const USER = 'nobody';

async function lendToNobody(electronPath: string, homeDir: string): Promise<OrdinaryUser> {
  const uid = Number((await run('id', ['-u', USER])).stdout);
  const gid = Number((await run('id', ['-g', USER])).stdout);
  const own = async (path: string): Promise<void> => {
    await chmod(path, 0o700);
    await chown(path, uid, gid);
  };
  const lend = async (path: string): Promise<string> => {
    const copy = join(homeDir, `lent-${path.replaceAll('/', '_')}`);
    await copyFile(path, copy);
    await own(copy);
    return copy;
  };
  const runtimeDir = await lendRuntime(dirname(electronPath));
  const env: Record<string, string> = await makeHome(homeDir, own);
  const display = process.env['XAUTHORITY'];
  if (display !== undefined) env['XAUTHORITY'] = await lend(display);
  // Every link of the chain replaces itself, so that the process that was started is the program itself.
  const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
  const words = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
  const executablePath = join(homeDir, 'electron');
  await writeFile(
    executablePath,
    `#!/bin/sh\nexec ${prefix.join(' ')} env ${words.join(' ')} '${runtimeDir}/${basename(electronPath)}' "$@"\n`,
    { mode: 0o755 },
  );
  await own(homeDir);
  return {
    executablePath,
    env,
    homeDir,
    prefix,
    uid,
    lend,
    async makeFolder(name) {
      const folder = await mkdtemp(join(homeDir, `${name}-`));
      await own(folder);
      return folder;
    },
    async end() {
      await removeFolder(homeDir);
      await removeFolder(dirname(runtimeDir));
    },
  };
}

/** Linux programs ask these variables where to write; Windows has its own, which stay. */
async function makeHome(
  homeDir: string,
  own: (path: string) => Promise<void>,
): Promise<Record<string, string>> {
  if (process.platform === 'win32') return {};
  const env = {
    HOME: homeDir,
    TMPDIR: join(homeDir, 'tmp'),
    XDG_CACHE_HOME: join(homeDir, 'cache'),
    XDG_CONFIG_HOME: join(homeDir, 'config'),
  };
  for (const folder of Object.values(env)) {
    await mkdir(folder, { recursive: true });
    await own(folder);
  }
  return env;
}

const removeFolder = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

/** Hard links where the file system allows it: 230 MB at no cost, and the set-user-id bit of the helper stays. */
async function lendRuntime(runtimeDir: string): Promise<string> {
  const shelf = await mkdtemp(join(tmpdir(), 'kiosk-runtime-'));
  await chmod(shelf, 0o755);
  const copy = join(shelf, 'electron');
  await run('cp', ['-al', runtimeDir, copy]).catch(() => cp(runtimeDir, copy, { recursive: true }));
  await chmod(join(copy, 'chrome-sandbox'), 0o4755);
  return copy;
}
