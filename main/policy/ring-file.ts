import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure, isDiskFull } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { emptyStore, ringStoreSchema, type RingStore } from '../core/ring-store.ts';
import { parseJson } from '../core/parse-json.ts';

export const ringFilePath = (userDataDir: string): string => join(userDataDir, 'policy-ring.json');

/**
 * What this station keeps of its ring. A missing or damaged file, or one of another ring, is a new beginning. Read and
 * written at once, because the policy is needed before anything else of the program runs.
 */
export function readRingFile(path: string, bank: string, ring: string): RingStore {
  const found = ringStoreSchema.safeParse(parseJson(readText(path)));
  const isOurs = found.success && found.data.bank === bank && found.data.ring === ring;
  return isOurs ? found.data : emptyStore(bank, ring);
}

/** Replaced in one step, flushed, readable by its owner only. Throws when the disk does not take it. */
export function writeRingFile(path: string, store: RingStore): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // A file that is there keeps its mode: one that others prepared must not be written into.
  rmSync(`${path}.new`, { force: true });
  writeFileSync(`${path}.new`, JSON.stringify(store), { mode: 0o600, flush: true, flag: 'wx' });
  renameSync(`${path}.new`, path);
}

/** The same at a start of the program: `diskFull` or `internal` where the disk does not take it. */
export function keepRingFile(path: string, store: RingStore): Result<void> {
  try {
    writeRingFile(path, store);
    return ok(undefined);
  } catch (cause) {
    return failed(failure(isDiskFull(cause) ? 'diskFull' : 'internal', `${path}: ${String(cause)}`, cause));
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // No ring yet, or none that can be read: the same beginning.
    return '';
  }
}
