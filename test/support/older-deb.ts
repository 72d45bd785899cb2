import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readArchived } from '../../.ci/dist/archive.ts';
import { signDeb } from '../../.ci/dist/deb.ts';
import type { LinuxSigning } from '../../.ci/dist/signing.ts';

const run = promisify(execFile);

/**
 * A signed package that says it is an older version, inside and outside, and is else the same: 5 s instead of a
 * second build's 14. `version` may not be longer than the one it replaces.
 */
export async function writeOlderDeb(
  deb: string,
  older: string,
  version: string,
  signing: LinuxSigning,
): Promise<void> {
  const tree = await mkdtemp(join(tmpdir(), 'kiosk-older-'));
  try {
    await run('dpkg-deb', ['--raw-extract', deb, join(tree, 'tree')]);
    const control = join(tree, 'tree/DEBIAN/control');
    const text = await readFile(control, 'utf8');
    await writeFile(control, text.replace(/^Version: .*$/m, `Version: ${version}`));
    await ageArchive(join(tree, 'tree/opt/liveness-kiosk/resources/app.asar'), version);
    const options = ['--root-owner-group', '-Zzstd', '-z1'];
    await run('dpkg-deb', [...options, '--build', join(tree, 'tree'), older]);
    await signDeb(older, signing);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

/** The archive's own package.json is replaced in place by one of the same length. Linux checks no sums of archives. */
async function ageArchive(archive: string, version: string): Promise<void> {
  const now = readArchived(archive, '/package.json');
  const field = /"version": *"[^"]+"/.exec(now)?.[0] ?? '';
  const aged = now.replace(field, `"version": "${version}"`.padEnd(field.length));
  const bytes = await readFile(archive);
  const at = bytes.indexOf(now);
  if (field === '' || at < 0 || aged.length !== now.length) throw new Error('no package.json to age');
  bytes.write(aged, at);
  await writeFile(archive, bytes);
}
