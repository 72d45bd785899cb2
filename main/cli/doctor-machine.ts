import { execFile } from 'node:child_process';
import { readdir, readFile, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import type { DoctorCheck } from './doctor-report.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 5_000;
const LEAST_FREE_BYTES = 500e6;

/** Cameras, printer, keychain and disk of this computer, as far as a command line can see them. */
export function checkMachine(): Promise<DoctorCheck[]> {
  return Promise.all([checkCameras(), checkPrinter(), checkKeychain(), checkDisk()]);
}

async function checkCameras(): Promise<DoctorCheck> {
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
    ? { name: 'camera', state: 'ok', detail: cameras.join(', ') }
    : { name: 'camera', state: 'attention', detail: 'none seen' };
}

async function checkPrinter(): Promise<DoctorCheck> {
  if (process.platform === 'win32') return askTheApp('printer');
  try {
    const { stdout } = await run('lpstat', ['-e'], { timeout: TIMEOUT_MS });
    const printers = stdout.split('\n').filter((line) => line !== '');
    if (printers.length > 0) return { name: 'printer', state: 'ok', detail: printers.join(', ') };
    return { name: 'printer', state: 'attention', detail: 'none set up; receipts can be saved as PDF' };
  } catch (error) {
    return { name: 'printer', state: 'attention', detail: `no print service: ${firstLine(error)}` };
  }
}

async function checkKeychain(): Promise<DoctorCheck> {
  if (process.platform !== 'linux') return askTheApp('keychain');
  if (!process.env['DBUS_SESSION_BUS_ADDRESS']) {
    return {
      name: 'keychain',
      state: 'attention',
      detail: 'no session bus: no key can be stored in this session',
    };
  }
  try {
    const call = [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/',
      'org.freedesktop.DBus.ListNames',
    ];
    const { stdout } = await run('dbus-send', call, { timeout: TIMEOUT_MS });
    const service = ['org.freedesktop.secrets', 'org.kde.kwalletd6', 'org.kde.kwalletd5'].find((name) =>
      stdout.includes(name),
    );
    if (service !== undefined) return { name: 'keychain', state: 'ok', detail: service };
    return { name: 'keychain', state: 'attention', detail: 'no keychain service runs in this session' };
  } catch (error) {
    return { name: 'keychain', state: 'notAssessed', detail: firstLine(error) };
  }
}

async function checkDisk(): Promise<DoctorCheck> {
  try {
    const facts = await statfs(homedir());
    const freeBytes = facts.bavail * facts.bsize;
    const detail = `${(freeBytes / 1e9).toFixed(1)} GB free`;
    return { name: 'disk', state: freeBytes >= LEAST_FREE_BYTES ? 'ok' : 'broken', detail };
  } catch (error) {
    return { name: 'disk', state: 'notAssessed', detail: firstLine(error) };
  }
}

/** What only the window's process can see on this system. */
function askTheApp(name: DoctorCheck['name']): DoctorCheck {
  return { name, state: 'notAssessed', detail: 'open the app to see this' };
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}
