import { open } from 'node:fs/promises';
import { MAX_MEDIA_BYTES } from '../core/contract.ts';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

/** Reads one whole picture of bounded size; the path stays in main. */
export async function readPicture(path: string): Promise<Result<Uint8Array>> {
  try {
    const file = await open(path);
    try {
      const facts = await file.stat();
      if (!facts.isFile()) return failed(failure('inputNotFile'));
      if (facts.size === 0) return failed(failure('inputEmpty'));
      if (facts.size > MAX_MEDIA_BYTES) return failed(failure('inputTooLarge'));
      const bytes = new Uint8Array(facts.size);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return bytesRead === bytes.length ? ok(bytes) : failed(failure('inputUnreadable'));
    } finally {
      await file.close();
    }
  } catch (cause) {
    return failed(failure('inputUnreadable', undefined, cause));
  }
}
