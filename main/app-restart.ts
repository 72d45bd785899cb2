import { app } from 'electron';
import type { InstallPlace } from './update/install-place.ts';
import { startAfterEnd } from './update/start-after.ts';

/** Has the program start again when it has ended, with the arguments it was started with. */
export function startAgain({ kind, path }: InstallPlace): void {
  if (kind === 'appImage') startAfterEnd(path, process.argv.slice(1));
  else app.relaunch();
}
