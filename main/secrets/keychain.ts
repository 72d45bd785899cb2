import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { safeStorage } from 'electron';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

/** Where one secret is kept: sealed by the operating system's keychain. */
export interface SecretStore {
  /** The secret, or `keyMissing` when none was provisioned. Call after the app is ready. */
  read(): Promise<Result<string>>;
  write(secret: string): Promise<Result<void>>;
  remove(): Promise<Result<void>>;
}

/** SECURITY: back ends that only disguise the secret are refused (test/e2e/keychain.test.ts). */
const PLAIN_TEXT_BACK_ENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

export function keychainSecret(path: string): SecretStore {
  return {
    async read() {
      const sealed = await readFile(path).catch(() => null);
      if (sealed === null) return failed(failure('keyMissing'));
      const usable = checkKeychain();
      if (!usable.ok) return usable;
      try {
        return ok(safeStorage.decryptString(sealed));
      } catch (cause) {
        return failed(failure('keychainUnavailable', 'the stored key cannot be opened', cause));
      }
    },
    async write(secret) {
      const usable = checkKeychain();
      if (!usable.ok) return usable;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(path, safeStorage.encryptString(secret), { mode: 0o600 });
      return ok(undefined);
    },
    async remove() {
      await rm(path, { force: true });
      return ok(undefined);
    },
  };
}

function checkKeychain(): Result<void> {
  if (
    process.platform === 'linux' &&
    PLAIN_TEXT_BACK_ENDS.has(safeStorage.getSelectedStorageBackend())
  ) {
    return failed(failure('keychainPlainText'));
  }
  return safeStorage.isEncryptionAvailable() ? ok(undefined) : failed(failure('keychainUnavailable'));
}
