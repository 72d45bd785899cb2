import { execFile } from 'node:child_process';
import { readdir, readFile, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { judgeDisk, judgePrinter } from '../core/judge-machine.ts';
import type { Policy } from '../core/policy.ts';
import { type CheckName, type StationCheck, unwell, well } from '../core/station-check.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 5_000;

/** Cameras, printer and keychain of this computer, as far as a command line can see them. */
export function checkFromOutside(wantedPrinter: string | null): Promise<readonly StationCheck[]> {
  return Promise.all([checkCameras(), checkPrinter(wantedPrinter), checkKeychain()]);
}

/** Room on the disk that holds this folder. */
export async function checkDisk(folder: string): Promise<StationCheck> {
  const facts = await statfs(folder).catch(() => null);
  return judgeDisk(facts === null ? null : facts.bavail * facts.bsize);
}

/**
 * The folder where scanner software leaves its pictures; no line where policy names none. Without a camera and
 * without files it is the only way to a card. The path itself stays out of the page and the print.
 */
export async function checkCardFolder({
  camera,
  fromFile,
  folder,
}: Policy['card']): Promise<readonly StationCheck[]> {
  if (folder === null) return [];
  const refusal = await readdir(folder.path).then(() => null, errorCode);
  if (refusal === null) return [well('cardFolder')];
  const state = camera || fromFile ? 'attention' : 'broken';
  return [unwell('cardFolder', state, 'folderUnreadable', refusal)];
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

async function checkCameras(): Promise<StationCheck> {
  if (process.platform !== 'linux') return askTheApp('camera');
  const names = await readdir('/sys/class/video4linux').catch(() => []);
  const labels = await Promise.all(
    names.map((name) =>
      readFile(`/sys/class/video4linux/${name}/name`, 'utf8').then(
        (text) => text.trim(),
        () => name,
      ),
    ),
  );
  const cameras = [...new Set(labels)];
  return cameras.length > 0
    ? well('camera', cameras.join(', '))
    : unwell('camera', 'attention', 'cameraMissing');
}

/** `wanted` is the printer that policy names; null where receipts are saved as PDF. */
async function checkPrinter(wanted: string | null): Promise<StationCheck> {
  if (process.platform === 'win32') return askTheApp('printer');
  try {
    const [{ stdout: names }, { stdout: states }] = await Promise.all([
      run('lpstat', ['-e'], { timeout: TIMEOUT_MS }),
      // Only its English words can be read; without a printer it ends with an error.
      run('lpstat', ['-p'], { timeout: TIMEOUT_MS, env: { ...process.env, LC_ALL: 'C' } }).catch(() => NONE),
    ]);
    const printers = names
      .split('\n')
      .filter((name) => name !== '')
      .map((name) => ({ name, isReady: !states.includes(`printer ${name} disabled`) }));
    return judgePrinter({ wanted, printers });
  } catch (error) {
    if (wanted !== null)
      return unwell('printer', 'broken', 'printerUnknown', `${wanted}: ${firstLine(error)}`);
    return unwell('printer', 'attention', 'printerMissing', firstLine(error));
  }
}

const NONE = { stdout: '' };

async function checkKeychain(): Promise<StationCheck> {
  if (process.platform !== 'linux') return askTheApp('keychain');
  if (!process.env['DBUS_SESSION_BUS_ADDRESS'])
    return unwell('keychain', 'attention', 'keychainMissing', 'no session bus');
  try {
    const names = await askBus(LIST_NAMES);
    const service = SECRET_SERVICES.find((name) => names.includes(name));
    if (service === undefined) return unwell('keychain', 'attention', 'keychainMissing');
    const isLocked = service === GNOME && (await askBus(IS_LOCKED)).includes('boolean true');
    return isLocked ? unwell('keychain', 'attention', 'keychainLocked', service) : well('keychain', service);
  } catch (error) {
    return unwell('keychain', 'notAssessed', 'cannotTell', firstLine(error));
  }
}

async function askBus(question: readonly string[]): Promise<string> {
  const { stdout } = await run('dbus-send', ['--session', '--print-reply', ...question], {
    timeout: TIMEOUT_MS,
  });
  return stdout;
}

const LIST_NAMES = ['--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.ListNames'];
const GNOME = 'org.freedesktop.secrets';
const SECRET_SERVICES = [GNOME, 'org.kde.kwalletd6', 'org.kde.kwalletd5'];
/** Of the collection that new secrets go to (freedesktop.org Secret Service, 0.2). */
const IS_LOCKED = [
  `--dest=${GNOME}`,
  '/org/freedesktop/secrets/aliases/default',
  'org.freedesktop.DBus.Properties.Get',
  'string:org.freedesktop.Secret.Collection',
  'string:Locked',
];

/** What only the window's process can see on this system. */
const askTheApp = (name: CheckName): StationCheck => unwell(name, 'notAssessed', 'askTheApp');

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
