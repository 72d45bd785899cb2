import { chown, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { becomeOrdinary, type OrdinaryUser } from './ordinary-user.ts';
import { readSetup, ROOT } from './setup-manifest.ts';

export interface LaunchOptions {
  /** The file Chromium shows as its camera (MJPEG); renaming another over it changes the picture. */
  readonly cameraFile?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Start as somebody without privileges and with Chromium's sandbox on, even when root runs the tests. */
  readonly asOrdinaryUser?: boolean;
  /** Start again with the profile of an earlier run; it is then left in place. */
  readonly profileDir?: string;
}

export interface RunningKiosk {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The profile folder, gone after close. */
  readonly profileDir: string;
  /** Everything the program printed. */
  readonly output: () => string;
  close(): Promise<void>;
}

/** Starts the built app, as a person would, with a fresh profile and a file-fed camera. */
export async function launchKiosk(options: LaunchOptions = {}): Promise<RunningKiosk> {
  const { electronPath } = readSetup();
  const user = options.asOrdinaryUser === true && isRoot() ? await becomeOrdinary(electronPath) : null;
  const profileDir = options.profileDir ?? (await makeProfile(user));
  const cameraFile =
    user === null || options.cameraFile === undefined
      ? options.cameraFile
      : await user.lend(options.cameraFile);
  const app = await _electron.launch({
    executablePath: user?.executablePath ?? electronPath,
    args: [
      ROOT,
      `--user-data-dir=${profileDir}`,
      ...(isRoot() && user === null ? ['--no-sandbox'] : []),
      ...cameraSwitches(cameraFile),
      ...(options.args ?? []),
    ],
    env: { ...definedEnv(), ...options.env, ...user?.env },
    // Otherwise Playwright adds --no-sandbox by itself.
    chromiumSandbox: user !== null || !isRoot(),
    timeout: 60_000,
  });
  const output: string[] = [];
  app.process().stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  app.process().stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const page = await app.firstWindow();
  return {
    app,
    page,
    profileDir,
    output: () => output.join(''),
    async close() {
      await app.close();
      await user?.end();
      if (options.profileDir === undefined)
        await rm(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** The profile of an ordinary user belongs to that user. */
async function makeProfile(user: OrdinaryUser | null): Promise<string> {
  if (user === null) return mkdtemp(join(tmpdir(), 'kiosk-profile-'));
  const profileDir = await mkdtemp(join(user.homeDir, 'profile-'));
  const { uid, gid } = await stat(user.homeDir);
  await chown(profileDir, uid, gid);
  return profileDir;
}

function cameraSwitches(cameraFile: string | undefined): readonly string[] {
  return cameraFile === undefined
    ? []
    : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${cameraFile}`];
}

const isRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

function definedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
