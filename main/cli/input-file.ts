import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { MAX_MEDIA_BYTES } from '../core/contract.ts';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

/** Refuses what must not even be opened (pipes, devices, folders, giants) before anything reads it. */
export async function checkInputFile(path: string): Promise<Result<{ readonly sizeBytes: number }>> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return failed(failure('inputNotFile', path));
    if (facts.size === 0) return failed(failure('inputEmpty', path));
    if (facts.size > MAX_MEDIA_BYTES) return failed(failure('inputTooLarge', `${path}: ${facts.size} bytes`));
    return ok({ sizeBytes: facts.size });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'inputMissing' : 'inputUnreadable';
    return failed(failure(code, path, cause));
  }
}

/** Whole file, at most MAX_MEDIA_BYTES; checked again on the open file, so a swap in between is harmless. */
export async function readInputFile(path: string): Promise<Result<Uint8Array>> {
  const checked = await checkInputFile(path);
  if (!checked.ok) return checked;
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const facts = await file.stat();
      if (!facts.isFile() || facts.size > MAX_MEDIA_BYTES) return failed(failure('inputNotFile', path));
      return ok(new Uint8Array(await file.readFile()));
    } finally {
      await file.close();
    }
  } catch (cause) {
    return failed(failure('inputUnreadable', path, cause));
  }
}
