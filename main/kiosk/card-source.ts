import { dialog, type BrowserWindow } from 'electron';
import { failure } from '../core/failure.ts';
import { failed, type Result } from '../core/result.ts';
import { readPicture } from './read-picture.ts';

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
