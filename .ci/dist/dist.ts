import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { findElectron } from '../setup/electron-runtime.ts';
import { findOnPath } from '../setup/find-on-path.ts';
import { root } from '../setup/paths.ts';
import { say, SetupError } from '../setup/progress.ts';
import { makeAptRepository } from './apt-repository.ts';
import { signBeside } from './beside.ts';
import { signDeb } from './deb.ts';
import { runBuilder } from './package.ts';
import { planDist } from './plan.ts';
import { readSigning, type Signing } from './signing.ts';
import { makeUpdateFolder, UPDATES_FOLDER } from './update-list.ts';

/** Builds every installer this machine can build, signs what it has a key for, and says what it left out and why. */
export async function makeDist(args: readonly string[]): Promise<number> {
  const { outDir, version } = parse(args);
  const signing = readSigning();
  const key = process.platform === 'win32' ? signing.windows : signing.linux;
  const plan = planDist({
    platform: process.platform,
    electronSource: findElectron()?.electronSource ?? 'registry',
    hasDpkgDeb: findOnPath('dpkg-deb') !== undefined,
    hasRpmbuild: findOnPath('rpmbuild') !== undefined,
  });
  await runBuilder({
    targets: plan.targets,
    outDir,
    version,
    signing: key === undefined ? 'unsigned' : 'signed',
    publisher: signing.windows?.publisher,
  });
  await signLinux(outDir, signing.linux);
  await listUpdates(outDir, version ?? packageJson.version, signing.updates);
  for (const reason of plan.leftOut) say('dist', `left out ${reason}`);
  if (key === undefined)
    say('dist', 'UNSIGNED, and marked so: LIVENESS_KIOSK_SIGNING names no key (resources/docs/admin-guide.md)');
  for (const file of installersIn(outDir)) process.stdout.write(`${file}\n`);
  return 0;
}

/** The installers of a folder, whole paths. */
export function installersIn(outDir: string): readonly string[] {
  return readdirSync(outDir)
    .filter((name) => /\.(deb|rpm|AppImage|exe|msi)$/.test(name))
    .map((name) => join(outDir, name));
}

async function listUpdates(outDir: string, version: string, signing: Signing['updates']): Promise<void> {
  if (signing === undefined) return say('dist', 'no list of updates: LIVENESS_KIOSK_SIGNING names no key for one');
  const lists = await makeUpdateFolder(outDir, installersIn(outDir), version, signing);
  if (lists.length === 0) say('dist', 'no list of updates: neither an AppImage nor an NSIS installer was built');
  else say('dist', `${lists.join(', ')} signed, in ${join(outDir, UPDATES_FOLDER)}`);
}

/** A deb is signed inside itself; what has no place for that gets its signature beside it. */
async function signLinux(outDir: string, signing: Signing['linux']): Promise<void> {
  if (signing === undefined) return;
  const files = installersIn(outDir);
  const debs = files.filter((name) => name.endsWith('.deb'));
  for (const deb of debs) await signDeb(deb, signing);
  for (const file of files.filter((name) => /\.(rpm|AppImage)$/.test(name))) await signBeside(file, signing);
  if (debs.length > 0) await makeAptRepository(join(outDir, 'apt'), debs, signing);
}

function parse(args: readonly string[]): { readonly outDir: string; readonly version: string | undefined } {
  try {
    const options = { out: { type: 'string' }, version: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    return { outDir: resolve(root, values.out ?? 'dist'), version: values.version };
  } catch (error) {
    throw new SetupError(
      `npm run dist -- [--out FOLDER] [--version X.Y.Z]\n${error instanceof Error ? error.message : ''}`,
    );
  }
}
