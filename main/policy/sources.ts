import { homedir } from 'node:os';
import { join } from 'node:path';
import type { PolicySource } from '../core/effective-policy.ts';
import { readPolicyFile } from './policy-file.ts';
import { askRegistry, readRegistryPolicy } from './registry.ts';

const MACHINE_FILE = '/etc/liveness-kiosk/policy.json';
const ROOT_UID = 0;

/** The places of this system that exist: the machine's policy and the user's settings. */
export function managedPolicySources(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): readonly PolicySource[] {
  const found =
    platform === 'win32'
      ? [readRegistryPolicy('machine', 'HKLM', askRegistry), readRegistryPolicy('user', 'HKCU', askRegistry)]
      : [readPolicyFile('machine', MACHINE_FILE, ROOT_UID), readPolicyFile('user', userFile(env), null)];
  return found.filter((source) => source !== null);
}

/** A policy somebody named on the command line, in the place of the machine's; a missing one is a fault. */
export function namedPolicySource(path: string): PolicySource {
  const missing = { reason: 'unreadable', detail: 'there is no such file' } as const;
  return (
    readPolicyFile('machine', path, null) ?? { origin: 'machine', place: path, content: null, fault: missing }
  );
}

function userFile(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'liveness-kiosk', 'settings.json');
}
