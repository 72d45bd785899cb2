import { constants, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from './child.ts';
import { findElectron } from './electron-runtime.ts';
import { root, stateDir } from './paths.ts';
import { say, SetupError } from './progress.ts';
import { npmCommand } from './run.mjs';

const distDir = join(root, 'dist');

/** Packages the built app, unpacked, for this system into `dist/`; prints where its program is. */
export async function packageApp(): Promise<number> {
  const runtime = findElectron();
  if (runtime === undefined) throw new SetupError('Electron is not there.');
  const startedMs = Date.now();
  const electronDist = prepareRuntime(dirname(runtime.electronPath));
  rmSync(distDir, { recursive: true, force: true });
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const { exitCode, output } = await capture(process.execPath, [
    builder,
    '--dir',
    '--publish=never',
    `--config.electronDist=${electronDist}`,
    `--config.electronVersion=${runtime.electronVersion}`,
  ]);
  if (exitCode !== 0) throw new SetupError(`electron-builder failed:\n${output.trim()}`);
  await writeParts();
  say(
    'package',
    `done in ${((Date.now() - startedMs) / 1000).toFixed(1)} s (Electron ${runtime.electronVersion})`,
  );
  process.stdout.write(`${distDir}\n`);
  return 0;
}

/**
 * The bill of materials beside the package. With what development uses, marked as such: `--omit=dev` of npm 11
 * also leaves out what both use.
 */
async function writeParts(): Promise<void> {
  const { command, prefix, shell } = npmCommand();
  const args = [...prefix, 'sbom', '--sbom-format=cyclonedx', '--loglevel=error'];
  const { exitCode, output } = await capture(command, args, { shell });
  if (exitCode !== 0) throw new SetupError(`npm sbom failed:\n${output.trim()}`);
  // npm may warn before it answers.
  writeFileSync(join(distDir, 'sbom.cdx.json'), output.slice(output.indexOf('{')));
}

/** A copy without the little default app that development needs: a package starts its own archive only. */
function prepareRuntime(runtimeDir: string): string {
  const copy = join(stateDir, 'package-runtime');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(runtimeDir, copy, { recursive: true, mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true });
  for (const name of ['resources/app', 'resources/default_app.asar'])
    if (existsSync(join(copy, name))) rmSync(join(copy, name), { recursive: true });
  return copy;
}
