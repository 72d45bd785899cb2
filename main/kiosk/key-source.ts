import { open } from 'node:fs/promises';
import { clipboard, dialog, type BrowserWindow } from 'electron';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

/** A key file is a line; whatever is larger is something else. */
const MAX_KEY_FILE_BYTES = 4096;

/**
 * SECURITY: main takes the key from the clipboard (and empties it) or from a file that a person points at;
 * neither the key nor the file's name reaches the page.
 */
export async function fetchKey(source: 'clipboard' | 'file', window: BrowserWindow): Promise<Result<string>> {
  if (source === 'clipboard') {
    // A value in older runtimes, a promise in newer ones.
    const text = await clipboard.readText();
    clipboard.clear();
    return ok(text);
  }
  const chosen = await dialog.showOpenDialog(window, { properties: ['openFile', 'dontAddToRecent'] });
  const path = chosen.filePaths[0];
  return path === undefined ? failed(failure('cancelled')) : readKeyFile(path);
}

async function readKeyFile(path: string): Promise<Result<string>> {
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(MAX_KEY_FILE_BYTES), 0, MAX_KEY_FILE_BYTES);
      return ok(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (cause) {
    return failed(failure('inputUnreadable', undefined, cause));
  }
}
