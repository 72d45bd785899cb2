import { open } from 'node:fs/promises';
import { dialog, type BrowserWindow } from 'electron';
import { MAX_MEDIA_BYTES } from '../core/contract.ts';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

/** Lets a person point at a picture of the card and reads it; the path stays here. */
export async function pickCardFile(window: BrowserWindow): Promise<Result<Uint8Array>> {
  const chosen = await dialog.showOpenDialog(window, {
    properties: ['openFile', 'dontAddToRecent'],
    // What a file is, its bytes say; this only hides the rest of a folder.
    filters: [{ name: 'JPEG, PNG', extensions: ['jpg', 'jpeg', 'png'] }],
  });
  const path = chosen.filePaths[0];
  return path === undefined ? failed(failure('cancelled')) : readPicture(path);
}

async function readPicture(path: string): Promise<Result<Uint8Array>> {
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
