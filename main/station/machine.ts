import { execFile } from 'node:child_process';
import { readdir, readFile, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { judgeDisk, judgePrinter } from '../core/judge-machine.ts';
import { type CheckName, type StationCheck, unwell, well } from '../core/station-check.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 5_000;

/** Cameras, printer and keychain of this computer, as far as a command line can see them. */
export function checkFromOutside(): Promise<readonly StationCheck[]> {
  return Promise.all([checkCameras(), checkPrinter(), checkKeychain()]);
}

/** Room on the disk that holds this folder. */
export async function checkDisk(folder: string): Promise<StationCheck> {
  const facts = await statfs(folder).catch(() => null);
  return judgeDisk(facts === null ? null : facts.bavail * facts.bsize);
}

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

async function checkPrinter(): Promise<StationCheck> {
  if (process.platform === 'win32') return askTheApp('printer');
  try {
    const { stdout } = await run('lpstat', ['-e'], { timeout: TIMEOUT_MS });
    const names = stdout.split('\n').filter((line) => line !== '');
    return judgePrinter({ wanted: null, printers: names.map((name) => ({ name, isReady: true })) });
  } catch (error) {
    return unwell('printer', 'attention', 'printerMissing', firstLine(error));
  }
}

async function checkKeychain(): Promise<StationCheck> {
  if (process.platform !== 'linux') return askTheApp('keychain');
  if (!process.env['DBUS_SESSION_BUS_ADDRESS'])
    return unwell('keychain', 'attention', 'keychainMissing', 'no session bus');
  try {
    const { stdout } = await run('dbus-send', LIST_NAMES, { timeout: TIMEOUT_MS });
    const service = SECRET_SERVICES.find((name) => stdout.includes(name));
    return service === undefined
      ? unwell('keychain', 'attention', 'keychainMissing')
      : well('keychain', service);
  } catch (error) {
    return unwell('keychain', 'notAssessed', 'cannotTell', firstLine(error));
  }
}

const LIST_NAMES = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/',
  'org.freedesktop.DBus.ListNames',
];
const SECRET_SERVICES = ['org.freedesktop.secrets', 'org.kde.kwalletd6', 'org.kde.kwalletd5'];

/** What only the window's process can see on this system. */
const askTheApp = (name: CheckName): StationCheck => unwell(name, 'notAssessed', 'askTheApp');

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
