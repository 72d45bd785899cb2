import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';

const REGISTRY_KEY = String.raw`HKLM\SOFTWARE\Microsoft\Cryptography`;

/** 16 hex digits that stay the same for this machine: a hash of the system's machine id, else of its network cards. */
export async function readDeviceId(): Promise<string> {
  const own = process.platform === 'win32' ? await windowsGuid() : await machineId();
  const id = own ?? networkCards();
  return createHash('sha256').update(`liveness-kiosk device\n${id}`).digest('hex').slice(0, 16);
}

async function machineId(): Promise<string | null> {
  const text = await readFile('/etc/machine-id', 'utf8').catch(() => '');
  return text.trim() === '' ? null : text.trim();
}

async function windowsGuid(): Promise<string | null> {
  const asked = promisify(execFile)('reg', ['query', REGISTRY_KEY, '/v', 'MachineGuid'], { timeout: 5000 });
  // A registry that does not answer is no reason to keep the station closed.
  const answer = await asked.catch(() => ({ stdout: '' }));
  return /MachineGuid\s+REG_SZ\s+(\S+)/.exec(answer.stdout)?.[1] ?? null;
}

function networkCards(): string {
  const cards = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return cards
    .filter(({ internal }) => !internal)
    .map(({ mac }) => mac)
    .toSorted()
    .join(' ');
}
