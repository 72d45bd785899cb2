import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleApp } from '../app-bundle.ts';
import { capture } from './child.ts';
import { root } from './paths.ts';
import { say, SetupError } from './progress.ts';
import { buildFingerprint } from './run.mjs';
import type { Step } from './step.ts';

const mainFile = join(root, 'out/main/app.cjs');
const stampFile = join(root, 'out/.stamp');

/** Main, preload and renderer in `out/`, when any file they are made from has changed. */
export const build: Step = {
  name: 'build',
  isDone: () =>
    existsSync(mainFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === buildFingerprint(),
  run: runBuild,
};

async function runBuild(): Promise<void> {
  const startedMs = Date.now();
  const fingerprint = buildFingerprint(); // Taken first: a file saved during the build makes the next one stale.
  const bin = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { exitCode, output } = await capture(
    process.execPath,
    [bin, 'build', '--config', '.ci/electron.vite.config.ts'],
    {
      env: { NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
    },
  );
  if (exitCode !== 0) throw new SetupError(`The build failed:\n${output.trim()}`);
  await bundleApp();
  writeFileSync(stampFile, fingerprint);
  say('build', `done in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
}
