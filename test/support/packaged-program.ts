import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFingerprint } from '../../.ci/setup/run.mjs';
import { ROOT } from './setup-manifest.ts';

const MADE_OF = join(ROOT, 'dist/.made-of');

/** The folder of the unpacked package of this very build, made once by IT's own command for every test that asks. */
export async function packagedProgram(): Promise<string> {
  const wanted = await fingerprint();
  if ((await readFile(MADE_OF, 'utf8').catch(() => '')) !== wanted) {
    await promisify(execFile)(process.execPath, ['.ci/setup/run.mjs', 'package'], { cwd: ROOT });
    await writeFile(MADE_OF, wanted);
  }
  return join(ROOT, 'dist/linux-unpacked');
}

/** What the package is made of: the sources, and how they are packed. */
async function fingerprint(): Promise<string> {
  const folder = join(ROOT, '.ci/dist');
  const recipes = (await readdir(folder)).map((name) => join(folder, name));
  const times = await Promise.all(
    [...recipes, join(ROOT, 'electron-builder.yml')].map(async (path) => (await stat(path)).mtimeMs),
  );
  return `${buildFingerprint()} ${times.join(' ')}`;
}
