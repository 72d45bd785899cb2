import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { refused, taken, type Taken } from '../core/update-state.ts';

/**
 * Puts a copy of `source` in the place of `target`, in one step: whoever looks sees the old file or the new one,
 * whole, also after a power cut. Refused when the copy's SHA-512 (base64) is not the one expected.
 */
export function replaceFile(source: string, target: string, sha512: string): Taken<void> {
  const fresh = `${target}.new`;
  try {
    copyFileSync(source, fresh, constants.COPYFILE_FICLONE);
    chmodSync(fresh, 0o755);
    // The copy that will stand there is what is examined, not the file it was made from.
    if (sha512Of(fresh) !== sha512) {
      rmSync(fresh, { force: true });
      return refused('damaged', `${source}: SHA-512 differs`);
    }
    flush(fresh);
    renameSync(fresh, target);
    return taken(undefined);
  } catch (error) {
    rmSync(fresh, { force: true });
    return refused(reasonOf(error), `${target}: ${error instanceof Error ? error.message : ''}`);
  }
}

/** SHA-512 of a file in base64, as lists write it; throws where there is none. */
export function sha512Of(path: string): string {
  const hash = createHash('sha512');
  const buffer = Buffer.alloc(1024 * 1024);
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const sizeBytes = readSync(file, buffer);
      if (sizeBytes === 0) return hash.digest('base64');
      hash.update(buffer.subarray(0, sizeBytes));
    }
  } finally {
    closeSync(file);
  }
}

/** Waits until a file's bytes are on the disk. */
export function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What kept a file from being written. */
export function reasonOf(error: unknown): 'diskFull' | 'noRights' | 'failed' {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'diskFull';
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'noRights' : 'failed';
}
