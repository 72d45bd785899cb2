import { constants, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from '../setup/child.ts';
import { type ElectronRuntime, findElectron } from '../setup/electron-runtime.ts';
import { root, stateDir } from '../setup/paths.ts';
import { say, SetupError } from '../setup/progress.ts';
import { npmCommand } from '../setup/run.mjs';

/** One run of electron-builder. */
export interface PackageWish {
  /** Arguments that name the targets, such as "--linux", "deb". */
  readonly targets: readonly string[];
  readonly outDir: string;
  /** Another version than package.json's, for a build server that counts by itself. */
  readonly version?: string | undefined;
  /** What the About page says of this build, and its file names where it is not signed. */
  readonly signing: 'signed' | 'unsigned';
  /** Whose signature an update for Windows must carry: the certificate's whole subject. */
  readonly publisher?: string | undefined;
}

/** What stands in `resources/build.json` beside the program. */
export interface BuildNote {
  readonly signing: PackageWish['signing'];
}

const partsDir = join(stateDir, 'parts');

/** Packages the built app, unpacked, for this system into `dist/`; prints where it is. */
export async function packageApp(): Promise<number> {
  const outDir = join(root, 'dist');
  await runBuilder({ targets: ['--dir'], outDir, signing: 'unsigned' });
  process.stdout.write(`${outDir}\n`);
  return 0;
}

/** Runs electron-builder with electron-builder.yml and the Electron that is here. */
export async function runBuilder(wish: PackageWish): Promise<void> {
  const runtime = findElectron();
  if (runtime === undefined) throw new SetupError('Electron is not there.');
  const startedMs = Date.now();
  rmSync(wish.outDir, { recursive: true, force: true });
  await writeParts(wish);
  const { exitCode, output } = await capture(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      ...wish.targets,
      '--publish=never',
      ...settings(wish, runtime),
    ],
    { env: { CUSTOM_FPM_PATH: join(root, '.ci/dist/fpm.mjs'), NODE_ENV: 'production' } },
  );
  if (exitCode !== 0) throw new SetupError(`electron-builder failed:\n${output.trim()}`);
  cpSync(join(partsDir, 'sbom.cdx.json'), join(wish.outDir, 'sbom.cdx.json'));
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  say('package', `done in ${seconds} s (Electron ${runtime.electronVersion})`);
}

function settings(wish: PackageWish, runtime: ElectronRuntime): readonly string[] {
  return [
    `--config.directories.output=${wish.outDir}`,
    `--config.electronDist=${prepareRuntime(dirname(runtime.electronPath))}`,
    `--config.electronVersion=${runtime.electronVersion}`,
    `--config.artifactName=${artifactName(wish.signing)}`,
    // Chromium starts its set-user-id sandbox by a command line that it splits at spaces: no space in the path.
    ...(process.platform === 'linux' ? ['--config.productName=liveness-kiosk'] : []),
    ...(wish.version === undefined ? [] : [`--config.extraMetadata.version=${wish.version}`]),
  ];
}

/** electron-builder's pattern for file names: without a signature every one of them says so. */
export const artifactName = (signing: PackageWish['signing']): string =>
  '${name}-${version}-${arch}' + (signing === 'signed' ? '' : '-UNSIGNED') + '.${ext}';

/**
 * What lies beside the program: the note about this build and the bill of materials. That one names what
 * development uses too, marked as such: `--omit=dev` of npm 11 also leaves out what both use.
 */
async function writeParts({ signing, publisher }: PackageWish): Promise<void> {
  mkdirSync(partsDir, { recursive: true });
  const note: BuildNote = { signing };
  writeFileSync(join(partsDir, 'build.json'), `${JSON.stringify(note)}\n`);
  writeFileSync(join(partsDir, 'app-update.yml'), `${JSON.stringify(updateConfig(publisher))}\n`);
  cpSync(join(root, 'out/main/notices.txt'), join(partsDir, 'THIRD-PARTY-NOTICES.txt'));
  const { command, prefix, shell } = npmCommand();
  const args = [...prefix, 'sbom', '--sbom-format=cyclonedx', '--loglevel=error'];
  const { exitCode, output } = await capture(command, args, { shell });
  if (exitCode !== 0) throw new SetupError(`npm sbom failed:\n${output.trim()}`);
  // npm may warn before it answers.
  writeFileSync(join(partsDir, 'sbom.cdx.json'), output.slice(output.indexOf('{')));
}

/** What electron-updater reads beside the program. Without a publisher the program takes no update on Windows. */
export const updateConfig = (publisher: string | undefined) => ({
  updaterCacheDirName: 'liveness-kiosk-updater',
  ...(publisher === undefined ? {} : { publisherName: [publisher] }),
});

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
