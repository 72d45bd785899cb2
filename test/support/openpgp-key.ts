import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A throw-away OpenPGP key in a key ring of its own, as signing.json names one. */
export interface OpenPgpKey {
  readonly fingerprint: string;
  readonly gnupgHome: string;
  end(): Promise<void>;
}

export async function makeOpenPgpKey(): Promise<OpenPgpKey> {
  // Short: gpg's agent speaks by a socket in it, and a socket's path has a limit.
  const gnupgHome = await mkdtemp(join(tmpdir(), 'kiosk-gpg-'));
  const gpg = (...args: readonly string[]) => run('gpg', ['--homedir', gnupgHome, '--batch', ...args]);
  await gpg('--passphrase', '', '--quick-gen-key', 'Test <test@example.invalid>', 'ed25519', 'sign', '2d');
  const { stdout } = await gpg('--list-keys', '--with-colons');
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(stdout)?.[1] ?? '';
  return {
    fingerprint,
    gnupgHome,
    async end() {
      await run('gpgconf', ['--homedir', gnupgHome, '--kill', 'all']);
      await rm(gnupgHome, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
