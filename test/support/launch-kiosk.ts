import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { isRoot } from './is-root.ts';
import { becomeOrdinary, type OrdinaryUser } from './ordinary-user.ts';
import { readSetup, ROOT } from './setup-manifest.ts';

export interface LaunchOptions {
  /** The file Chromium shows as its camera (MJPEG); renaming another over it changes the picture. */
  readonly cameraFile?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Start as somebody without privileges and with Chromium's sandbox on, even when root runs the tests. */
  readonly asOrdinaryUser?: boolean;
  /** The same, as a user whom the test already has; they are left in place. */
  readonly user?: OrdinaryUser;
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
  const guest = options.asOrdinaryUser === true && isRoot() ? await becomeOrdinary(electronPath) : null;
  const user = options.user ?? guest;
  const profileDir = options.profileDir ?? (await makeProfile(user));
  const cameraFile = await lendCamera(options.cameraFile, user);
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
      await guest?.end();
      if (options.profileDir === undefined)
        await rm(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** The profile of an ordinary user belongs to that user. */
const makeProfile = (user: OrdinaryUser | null): Promise<string> =>
  user === null ? mkdtemp(join(tmpdir(), 'kiosk-profile-')) : user.makeFolder('profile');

/** A file in the temporary folder everybody may read, and the test may put another in its place. */
async function lendCamera(path: string | undefined, user: OrdinaryUser | null): Promise<string | undefined> {
  return user === null || path === undefined || path.startsWith(tmpdir()) ? path : user.lend(path);
}

function cameraSwitches(cameraFile: string | undefined): readonly string[] {
  return cameraFile === undefined
    ? []
    : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${cameraFile}`];
}

function definedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
