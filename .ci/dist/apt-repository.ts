import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { capture } from '../setup/child.ts';
import { SetupError } from '../setup/progress.ts';
import { exportKey, signClear } from './openpgp.ts';
import type { LinuxSigning } from './signing.ts';

/** Name of the public key beside the repository. */
export const KEY_NAME = 'liveness-kiosk.gpg';

/**
 * A signed apt repository in one folder, to be put on any web server of the bank. Stations trust it by
 * `deb [signed-by=/usr/share/keyrings/liveness-kiosk.gpg] https://... ./`.
 */
export async function makeAptRepository(
  folder: string,
  debs: readonly string[],
  signing: LinuxSigning,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const deb of debs) copyFileSync(deb, join(folder, basename(deb)));
  const packages = await ftparchive(folder, ['packages', '.']);
  writeFileSync(join(folder, 'Packages'), packages);
  const options = ['Origin=Liveness Kiosk', 'Suite=stable', 'Architectures=amd64'];
  const release = await ftparchive(folder, [
    ...options.flatMap((option) => ['-o', `APT::FTPArchive::Release::${option}`]),
    'release',
    '.',
  ]);
  writeFileSync(join(folder, 'InRelease'), await signClear(signing, Buffer.from(release)));
  writeFileSync(join(folder, KEY_NAME), await exportKey(signing));
}

async function ftparchive(folder: string, args: readonly string[]): Promise<string> {
  // Only strong sums: apt takes SHA-512 as well, and nobody should take MD5.
  const sums = ['MD5', 'SHA1'].flatMap((sum) => ['-o', `APT::FTPArchive::${sum}=false`]);
  const { exitCode, output } = await capture('apt-ftparchive', ['-q', ...sums, ...args], { cwd: folder });
  if (exitCode !== 0) throw new SetupError(`apt-ftparchive failed:\n${output.trim()}`);
  return output;
}
