import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where updates keep what outlives a start. */
export const updatesFolder = (userDataDir: string): string => join(userDataDir, 'updates');

export const recordPath = (userDataDir: string): string => join(updatesFolder(userDataDir), 'record.json');

/** False only where no update ever was, or the last one has proved itself: a look that needs no schema. */
export function mayBeOnProbation(userDataDir: string): boolean {
  try {
    return !readFileSync(recordPath(userDataDir), 'utf8').includes('"probation":null');
  } catch (cause) {
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT');
  }
}
