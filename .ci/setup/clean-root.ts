import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './child.ts';
import { root, userCacheDir } from './paths.ts';
import { say } from './progress.ts';
import type { Step } from './step.ts';

const SUITE = 'bookworm';
/** What a station has besides the program's own needs: a display, a session bus, a keychain. */
const STATION = ['xvfb', 'xauth', 'dbus', 'gnome-keyring', 'fonts-dejavu-core'];
/** Nobody reads these in a test, and they are half of the files. */
const LEFT_OUT = ['doc/*', 'man/*', 'info/*', 'locale/*', 'icons/*', 'help/*'];

/** The packages a clean Debian gets: exactly what our package says it needs, so that a missing one shows. */
function packages(): readonly string[] {
  const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const list = /^deb:\n(?: .*\n)*? {2}depends:\n((?: {4}- .+\n)+)/m.exec(settings)?.[1] ?? '';
  const needs = [...list.matchAll(/- (\S+)/g)].map((match) => match[1] ?? '');
  return [...needs, ...STATION];
}

/** Where the clean Debian lies, shared by every clone of this user; made anew when what it holds changes. */
export function cleanRootDir(): string {
  const content = createHash('sha256')
    .update([SUITE, ...packages(), ...LEFT_OUT].join())
    .digest('hex')
    .slice(0, 12);
  return join(userCacheDir, `debian-${SUITE}-${content}`);
}

/** Only root can make one and go inside; elsewhere the tests that need it are skipped and say so. */
export const canHaveCleanRoot = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** A Debian in a folder, with nothing but what our package needs. */
export const cleanRoot: Step = {
  name: 'clean-root',
  isDone: () => !canHaveCleanRoot() || existsSync(cleanRootDir()),
  run: async () => {
    const startedMs = Date.now();
    say('clean-root', `making a clean Debian ${SUITE} for the installation test (once; a minute or two)`);
    const target = cleanRootDir();
    const scratch = `${target}.new`;
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(userCacheDir, { recursive: true });
    const { exitCode, output } = await capture('mmdebstrap', [
      '--variant=apt',
      '--mode=root',
      `--include=${packages().join(',')}`,
      ...LEFT_OUT.map((name) => `--dpkgopt=path-exclude=/usr/share/${name}`),
      SUITE,
      scratch,
    ]);
    if (exitCode !== 0) {
      rmSync(scratch, { recursive: true, force: true });
      // The test then fails with this reason; everything else can still be run.
      say('clean-root', `could not be made: ${output.trim().split('\n').at(-1) ?? ''}`);
      return;
    }
    renameSync(scratch, target);
    say('clean-root', `made in ${((Date.now() - startedMs) / 1000).toFixed(0)} s`);
  },
};
