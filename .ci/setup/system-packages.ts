import { existsSync } from 'node:fs';
import { capture } from './child.ts';
import { findOnPath } from './find-on-path.ts';
import { say, SetupError } from './progress.ts';
import type { Step } from './step.ts';

/** What a verb needs from the operating system. */
export type SystemNeed =
  'window' | 'display' | 'media' | 'papers' | 'keychain' | 'twoDisplays' | 'dist' | 'cluster' | 'bench';

interface SystemPackage {
  /** Debian's name first, then the name newer releases use. */
  readonly names: readonly [string, ...string[]];
  /** What shows that it is there on other distributions: a shared library or a command. */
  readonly proof: string;
  readonly why: string;
  readonly need: SystemNeed;
}

const systemPackages: readonly SystemPackage[] = [
  {
    names: ['libgtk-3-0', 'libgtk-3-0t64'],
    proof: 'libgtk-3.so.0',
    why: 'Electron: windows and dialogs',
    need: 'window',
  },
  { names: ['libnss3'], proof: 'libnss3.so', why: 'Electron: certificates', need: 'window' },
  { names: ['libasound2', 'libasound2t64'], proof: 'libasound.so.2', why: 'Electron: sound', need: 'window' },
  { names: ['libgbm1'], proof: 'libgbm.so.1', why: 'Electron: graphics buffers', need: 'window' },
  { names: ['libdrm2'], proof: 'libdrm.so.2', why: 'Electron: graphics', need: 'window' },
  { names: ['libxss1'], proof: 'libXss.so.1', why: 'Electron: idle time', need: 'window' },
  { names: ['libxtst6'], proof: 'libXtst.so.6', why: 'Electron: input', need: 'window' },
  {
    names: ['libatspi2.0-0', 'libatspi2.0-0t64'],
    proof: 'libatspi.so.0',
    why: 'Electron: screen readers',
    need: 'window',
  },
  { names: ['libnotify4'], proof: 'libnotify.so.4', why: 'Electron: notifications', need: 'window' },
  { names: ['libsecret-1-0'], proof: 'libsecret-1.so.0', why: 'Electron: the keychain', need: 'window' },
  { names: ['fonts-dejavu-core'], proof: 'fc-list', why: 'text where no font is installed', need: 'window' },
  { names: ['xvfb'], proof: 'Xvfb', why: 'a display where there is no screen', need: 'display' },
  { names: ['xauth'], proof: 'xauth', why: 'permission to use that display', need: 'display' },
  { names: ['ffmpeg'], proof: 'ffmpeg', why: 'reading and cutting video', need: 'media' },
  {
    names: ['poppler-utils'],
    proof: 'pdftotext',
    why: 'tests read the receipts they printed',
    need: 'papers',
  },
  {
    names: ['gnome-keyring'],
    proof: 'gnome-keyring-daemon',
    why: 'tests store a key in a real keychain',
    need: 'keychain',
  },
  { names: ['dbus'], proof: 'dbus-daemon', why: 'the bus that keychain speaks on', need: 'keychain' },
  {
    names: ['tigervnc-standalone-server'],
    proof: 'Xtigervnc',
    why: 'tests plug a second display in',
    need: 'twoDisplays',
  },
  { names: ['nats-server'], proof: 'nats-server', why: 'tests stream to a real cluster', need: 'cluster' },
  { names: ['cups-daemon'], proof: 'cupsd', why: 'tests print through a real queue', need: 'papers' },
  { names: ['cups-client'], proof: 'lpadmin', why: 'tests set that queue up', need: 'papers' },
  { names: ['cups-filters'], proof: 'foomatic-rip', why: 'what a queue does with a PDF', need: 'papers' },
  { names: ['printer-driver-cups-pdf'], proof: 'lpadmin', why: 'a printer description', need: 'papers' },
  { names: ['ghostscript'], proof: 'gs', why: 'tests look at the receipts they printed', need: 'papers' },
  {
    names: ['openssl'],
    proof: 'openssl',
    why: 'tests open hand-over bundles as a bank would',
    need: 'papers',
  },
  { names: ['gnupg'], proof: 'gpg', why: 'signing packages and their repository', need: 'dist' },
  { names: ['gpgv'], proof: 'gpgv', why: 'checking those signatures', need: 'dist' },
  { names: ['apt-utils'], proof: 'apt-ftparchive', why: 'the index of a repository', need: 'dist' },
  { names: ['sqlite3'], proof: 'sqlite3', why: 'benchmarks compare with its shell', need: 'bench' },
  { names: ['curl'], proof: 'curl', why: 'benchmarks compare with it', need: 'bench' },
  { names: ['osslsigncode'], proof: 'osslsigncode', why: 'signing for Windows', need: 'dist' },
];

/** Makes the operating system's own packages present; on Windows and macOS nothing is needed. */
export function installSystemPackages(...needs: readonly SystemNeed[]): Step {
  const wanted = systemPackages.filter((row) => needs.includes(row.need));
  return {
    name: 'system',
    isDone: async () => process.platform !== 'linux' || (await findMissing(wanted)).length === 0,
    run: async () => install(await findMissing(wanted)),
  };
}

async function findMissing(wanted: readonly SystemPackage[]): Promise<readonly SystemPackage[]> {
  return hasApt() ? findMissingDebian(wanted) : findMissingElsewhere(wanted);
}

async function findMissingDebian(wanted: readonly SystemPackage[]): Promise<readonly SystemPackage[]> {
  const names = wanted.flatMap((row) => row.names);
  const { output } = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names]);
  const installed = new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((row) => !row.names.some((name) => installed.has(name)));
}

async function findMissingElsewhere(wanted: readonly SystemPackage[]): Promise<readonly SystemPackage[]> {
  const { output } = await capture('ldconfig', ['-p']);
  return wanted.filter((row) =>
    row.proof.includes('.so') ? !output.includes(row.proof) : !findOnPath(row.proof),
  );
}

async function install(missing: readonly SystemPackage[]): Promise<void> {
  if (!hasApt()) {
    const list = missing.map((row) => `  ${row.proof} (${row.why})`).join('\n');
    throw new SetupError(`This system lacks the following; please install what provides them:\n${list}`);
  }
  const become = await findRootPrefix();
  if (become === undefined) {
    const names = missing.map((row) => row.names[0]).join(' ');
    throw new SetupError(
      `Packages of the operating system are missing. Please run:\n  sudo apt-get install -y ${names}`,
    );
  }
  say('system', `installing ${missing.map((row) => `${row.names[0]} (${row.why})`).join(', ')}`);
  await apt(become, ['update']);
  await apt(become, ['install', '-y', '--no-install-recommends', ...(await chooseNames(missing))]);
}

/** The name this release knows: the newer one where it exists. */
async function chooseNames(missing: readonly SystemPackage[]): Promise<readonly string[]> {
  const { output } = await capture('apt-cache', ['--quiet', 'pkgnames']);
  const known = new Set(output.split('\n'));
  return missing.map((row) => row.names.findLast((name) => known.has(name)) ?? row.names[0]);
}

async function apt(become: readonly string[], args: readonly string[]): Promise<void> {
  const words = [...become, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
  const { exitCode, output } = await capture(words[0] ?? '', words.slice(1));
  if (exitCode === 0) return;
  throw new SetupError(`${words.join(' ')} failed:\n${output.trim().split('\n').slice(-8).join('\n')}`);
}

/** How to become root without asking anybody anything, or undefined when that is not possible. */
async function findRootPrefix(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const { exitCode } = await capture('sudo', ['-n', 'true']);
  return exitCode === 0 ? ['sudo', '-n'] : undefined;
}

function hasApt(): boolean {
  return existsSync('/usr/bin/dpkg-query') && existsSync('/usr/bin/apt-get');
}
