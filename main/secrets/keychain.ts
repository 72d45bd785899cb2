import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { safeStorage } from 'electron';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

/** Where one secret is kept: sealed by the operating system's keychain. */
export interface SecretStore {
  /** The secret, or `keyMissing` when none was provisioned. Call after the app is ready. */
  read(): Promise<Result<string>>;
  /** Replaces the secret in one step: a reader finds the old one or the new one. */
  write(secret: string): Promise<Result<void>>;
  remove(): Promise<Result<void>>;
}

/**
 * SECURITY: on Linux only back ends that really keep a secret are taken; "basic_text" and whatever a later
 * Chromium may invent are refused (test/e2e/keychain.test.ts). Windows uses DPAPI.
 */
const SAFE_LINUX_BACK_ENDS: ReadonlySet<string> = new Set([
  'gnome_libsecret',
  'kwallet',
  'kwallet5',
  'kwallet6',
]);

/** How Chromium on Linux marks what it only disguised with a password that is in its source. */
const DISGUISED = 'v10';

export function keychainSecret(path: string): SecretStore {
  return {
    async read() {
      const sealed = await readFile(path).catch(() => null);
      if (sealed === null) return failed(failure('keyMissing'));
      const usable = checkKeychain();
      if (!usable.ok) return usable;
      return isDisguised(sealed) ? failed(failure('keychainPlainText')) : open(sealed);
    },
    async write(secret) {
      const usable = checkKeychain();
      if (!usable.ok) return usable;
      const sealed = safeStorage.encryptString(secret);
      if (isDisguised(sealed)) return failed(failure('keychainPlainText'));
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeFile(`${path}.new`, sealed, { mode: 0o600, flush: true });
        await rename(`${path}.new`, path);
        return ok(undefined);
      } catch (cause) {
        return failed(failure('keychainUnavailable', 'the sealed key cannot be written', cause));
      }
    },
    async remove() {
      await rm(path, { force: true });
      return ok(undefined);
    },
  };
}

function open(sealed: Buffer): Result<string> {
  try {
    return ok(safeStorage.decryptString(sealed));
  } catch (cause) {
    return failed(failure('keychainUnavailable', 'the stored key cannot be opened', cause));
  }
}

const isDisguised = (sealed: Buffer): boolean =>
  process.platform === 'linux' && sealed.subarray(0, 3).toString('latin1') === DISGUISED;

/** Whether this session has a keychain that keeps a secret. */
export function checkKeychain(): Result<void> {
  if (process.platform === 'linux' && !SAFE_LINUX_BACK_ENDS.has(safeStorage.getSelectedStorageBackend())) {
    return failed(failure('keychainPlainText', safeStorage.getSelectedStorageBackend()));
  }
  return safeStorage.isEncryptionAvailable() ? ok(undefined) : failed(failure('keychainUnavailable'));
}
