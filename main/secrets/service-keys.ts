import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { failed, ok, type Result } from '../core/result.ts';
import { parseKey, type KeySlot, type KeyStatus, type ServiceKeys } from '../core/service-key.ts';
import { keychainSecret, type SecretStore } from './keychain.ts';

/** The keys with their one secret method, for the composition root only. */
export interface StoredServiceKeys extends ServiceKeys {
  read(slot: KeySlot): Promise<Result<string>>;
}

const FILES = {
  live: 'service-key',
  test: 'service-key-test',
  fleet: 'fleet-key',
  handOver: 'hand-over-token',
} as const satisfies Record<KeySlot, string>;

export function storedServiceKeys(
  folder: string,
  open: (path: string) => SecretStore = keychainSecret,
): StoredServiceKeys {
  const store = (slot: KeySlot): SecretStore => open(join(folder, FILES[slot]));

  const status = async (slot: KeySlot): Promise<KeyStatus> => {
    const found = await store(slot).read();
    if (found.ok) return { slot, isSet: true, fingerprint: fingerprintOf(found.value), problem: null };
    const { code } = found.failure;
    return code === 'keyMissing'
      ? { slot, isSet: false, fingerprint: null, problem: null }
      : { slot, isSet: true, fingerprint: null, problem: code };
  };

  return {
    status,
    read: (slot) => store(slot).read(),
    async set(slot, text) {
      const key = parseKey(slot, text);
      if (!key.ok) return key;
      const written = await store(slot).write(key.value);
      return written.ok ? ok(await status(slot)) : failed(written.failure);
    },
    async remove(slot) {
      const removed = await store(slot).remove();
      return removed.ok ? ok(await status(slot)) : failed(removed.failure);
    },
  };
}

/** Enough to tell two keys apart over the telephone, far too little to find one. */
const fingerprintOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 12);
