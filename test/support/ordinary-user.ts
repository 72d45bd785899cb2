import { chmod, chown, copyFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How to start the program as somebody without privileges, so that Chromium's sandbox is on. */
export interface OrdinaryUser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
  /** A folder of the user's own; profiles and files they must read go below it. */
  readonly homeDir: string;
  /** Gives the user a copy of a file; the answer is where it lies. */
  lend(path: string): Promise<string>;
  end(): Promise<void>;
}

const USER = 'nobody';

/** Root lends the runtime to `nobody`; anybody else is an ordinary user already and needs none of this. */
export async function becomeOrdinary(electronPath: string): Promise<OrdinaryUser> {
  const uid = Number((await run('id', ['-u', USER])).stdout);
  const homeDir = await mkdtemp(join(tmpdir(), 'kiosk-user-'));
  const own = async (path: string): Promise<void> => {
    await chmod(path, 0o700);
    await chown(path, uid, uid);
  };
  const lend = async (path: string): Promise<string> => {
    const copy = join(homeDir, `lent-${path.replaceAll('/', '_')}`);
    await copyFile(path, copy);
    await own(copy);
    return copy;
  };
  const runtimeDir = await lendRuntime(dirname(electronPath));
  const env: Record<string, string> = { HOME: homeDir };
  const display = process.env['XAUTHORITY'];
  if (display !== undefined) env['XAUTHORITY'] = await lend(display);
  const executablePath = join(homeDir, 'electron');
  const words = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
  await writeFile(
    executablePath,
    `#!/bin/sh\nexec runuser -u ${USER} -- env ${words.join(' ')} '${runtimeDir}/${basename(electronPath)}' "$@"\n`,
    { mode: 0o755 },
  );
  await own(homeDir);
  return {
    executablePath,
    env,
    homeDir,
    lend,
    async end() {
      await rm(homeDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      await rm(dirname(runtimeDir), { recursive: true, force: true });
    },
  };
}

/** Hard links where the file system allows it: 230 MB at no cost, and the set-user-id bit of the helper stays. */
async function lendRuntime(runtimeDir: string): Promise<string> {
  const shelf = await mkdtemp(join(tmpdir(), 'kiosk-runtime-'));
  await chmod(shelf, 0o755);
  const copy = join(shelf, 'electron');
  await run('cp', ['-al', runtimeDir, copy]).catch(() => cp(runtimeDir, copy, { recursive: true }));
  await chmod(join(copy, 'chrome-sandbox'), 0o4755);
  return copy;
}
