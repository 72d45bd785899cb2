import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';
import { say } from './progress.ts';
import type { Step } from './step.ts';

const imagesDir = join(root, 'node_modules/@img');

/**
 * On Linux, sharp's native build and Electron bring two copies of glib into one process: dozens of GObject
 * assertions, and crashes that are open upstream (lovell/sharp issue 4522). sharp only warns about it and takes
 * its WebAssembly build, a dependency of ours, when the native one is not there. So it is not there, and the
 * app, the command line and the tests decode with the same code.
 */
export const sharpWasm: Step = {
  name: 'sharp',
  isDone: () => process.platform !== 'linux' || nativeBuilds().length === 0,
  run: () => {
    for (const name of nativeBuilds()) rmSync(join(imagesDir, name), { recursive: true, force: true });
    say('sharp', 'removed its native build, which does not go together with Electron on Linux');
  },
};

function nativeBuilds(): readonly string[] {
  if (!existsSync(join(imagesDir, 'sharp-wasm32'))) return []; // Never leave sharp with nothing at all.
  return readdirSync(imagesDir).filter((name) => /^sharp-(libvips-)?linux/.test(name));
}
