import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { readSetup, ROOT } from './setup-manifest.ts';

export interface LaunchOptions {
  /** The file Chromium shows as its camera (MJPEG); renaming another over it changes the picture. */
  readonly cameraFile?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
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
  const profileDir = await mkdtemp(join(tmpdir(), 'kiosk-profile-'));
  const app = await _electron.launch({
    executablePath: readSetup().electronPath,
    args: [ROOT, ...switches(options, profileDir), ...(options.args ?? [])],
    env: { ...definedEnv(), ...options.env },
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
      await rm(profileDir, { recursive: true, force: true });
    },
  };
}

function switches(options: LaunchOptions, profileDir: string): readonly string[] {
  const camera =
    options.cameraFile === undefined
      ? []
      : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${options.cameraFile}`];
  return [`--user-data-dir=${profileDir}`, ...(isRoot() ? ['--no-sandbox'] : []), ...camera];
}

const isRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

function definedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
