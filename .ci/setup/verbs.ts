import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDist } from '../dist/dist.ts';
import { drawIcons } from '../dist/icons.ts';
import { packageApp } from '../dist/package.ts';
import { verifyDist } from '../dist/verify.ts';
import { build } from './build.ts';
import { runChecks } from './check.ts';
import { runForeground, typescript } from './child.ts';
import { codeCache } from './code-cache.ts';
import { needsVirtualDisplay, runOnDisplay } from './display.ts';
import { electronEnvironment, electronRuntime, findElectron } from './electron-runtime.ts';
import { ffmpeg } from './ffmpeg.ts';
import { fixtures } from './fixtures.ts';
import { manifest } from './manifest.ts';
import { root, stateDir } from './paths.ts';
import { say, SetupError } from './progress.ts';
import { buildFingerprint, runKiosk } from './run.mjs';
import { sharpWasm } from './sharp-wasm.ts';
import type { Step } from './step.ts';
import { installSystemPackages } from './system-packages.ts';
import { runTests } from './test.ts';

/** One command: what must be true before it, and what it does. */
interface Verb {
  readonly summary: string;
  readonly needs: readonly Step[];
  run(args: readonly string[]): number | Promise<number>;
}

const media: readonly Step[] = [sharpWasm, ffmpeg];
const window: readonly Step[] = [
  installSystemPackages('window', ...(needsVirtualDisplay() ? (['display'] as const) : [])),
  electronRuntime,
];
const everything: readonly Step[] = [
  installSystemPackages('window', 'display', 'papers', 'keychain', 'twoDisplays', 'dist', 'cluster'),
  electronRuntime,
  ...media,
  fixtures,
  manifest,
];

const program: readonly Step[] = [build, codeCache];

/** Every command of this repository. */
export const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  [
    'setup',
    {
      summary: 'fetch everything the other commands need',
      needs: [...everything, ...program],
      run: finishSetup,
    },
  ],
  ['runtime', { summary: 'fetch Electron only, and say where it is', needs: window, run: printRuntime }],
  [
    'package',
    {
      summary: 'package the app, unpacked, into dist/',
      needs: [...window, ...media, ...program],
      run: packageApp,
    },
  ],
  [
    'dist',
    {
      summary: 'build, sign and list the installers this machine can build',
      needs: [...window, ...media, installSystemPackages('dist'), ...program],
      run: makeDist,
    },
  ],
  [
    'dist:verify',
    {
      summary: 'check signatures and contents of what dist built',
      needs: [installSystemPackages('dist')],
      run: verifyDist,
    },
  ],
  ['icons', { summary: 'draw the icons of packages anew', needs: media, run: drawIcons }],
  ['build', { summary: 'compile into out/', needs: [build], run: succeed }],
  ['start', { summary: 'open the app', needs: [...window, ...media, ...program], run: startApp }],
  [
    'demo',
    {
      summary: 'let the app serve a customer by itself',
      needs: [...everything, ...program],
      run: windowed('test/demo/main.ts'),
    },
  ],
  ['test', { summary: 'run every test', needs: [...everything, ...program], run: runTests }],
  [
    'check',
    {
      summary: 'format, lint, types, unused code, unit tests',
      needs: [...media, fixtures, manifest],
      run: runChecks,
    },
  ],
  [
    'kiosk',
    {
      summary: 'the command line: npm run kiosk -- precheck FILE',
      needs: [...media, build],
      run: runCommandLine,
    },
  ],
  [
    'fleet-lab',
    {
      summary: 'a whole cluster on this computer until Ctrl+C, and how a kiosk streams to it',
      needs: [installSystemPackages('cluster')],
      run: script('test/lab/main.ts'),
    },
  ],
  [
    'bench',
    {
      summary: 'measure speed',
      needs: [...everything, installSystemPackages('bench'), ...program],
      run: windowed('test/bench/main.ts'),
    },
  ],
  [
    'torture',
    {
      summary: 'faults, fuzz, kills, soak and load; -- --full for all of it',
      needs: [...everything, ...program],
      run: windowed('test/torture/main.ts'),
    },
  ],
  [
    'eval',
    {
      summary: 'measure the precheck against labelled media',
      needs: [...media, fixtures, manifest, build],
      run: script('test/eval/main.ts'),
    },
  ],
  [
    'screens',
    {
      summary: 'photograph every screen',
      needs: [...everything, ...program],
      run: windowed('test/screens/main.ts'),
    },
  ],
]);

function finishSetup(): number {
  const runtime = findElectron();
  say(
    'setup',
    `everything is in place (Electron ${runtime?.electronVersion ?? '?'}, ${runtime?.electronSource ?? '?'})`,
  );
  return 0;
}

function printRuntime(): number {
  process.stdout.write(`${findElectron()?.electronPath ?? ''}\n`);
  return 0;
}

function succeed(): number {
  return 0;
}

function startApp(args: readonly string[]): Promise<number> {
  const runtime = findElectron();
  if (!runtime) throw new SetupError('Electron is not there.');
  // Chromium refuses to run its sandbox as root; nobody but a build server should do that.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return runOnDisplay(runtime.electronPath, [root, ...(isRoot ? ['--no-sandbox'] : []), ...args]);
}

async function runCommandLine(args: readonly string[]): Promise<number> {
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(join(stateDir, 'kiosk-ready'), buildFingerprint());
  await runKiosk(args);
  return Number(process.exitCode ?? 0);
}

function windowed(file: string): Verb['run'] {
  return (args) => runOnDisplay(process.execPath, typescript(file, args), electronEnvironment());
}

function script(file: string): Verb['run'] {
  return (args) => runForeground(process.execPath, typescript(file, args), electronEnvironment());
}
