import { join } from 'node:path';
import { app } from 'electron';
import { startAgain } from './app-restart.ts';
import { programVersion } from './app-version.ts';
import { judgeStart } from './core/update-probation.ts';
import { findInstallPlace, type InstallPlace } from './update/install-place.ts';
import { recordFile, type RecordFile } from './update/record-file.ts';
import { recordPath, updatesFolder } from './update/record-path.ts';
import { endByGoingBack } from './update/way-back.ts';

/** Where updates keep what outlives a start. */
export interface UpdatePlace {
  readonly record: RecordFile;
  /** Program files and installers for the way back. */
  readonly keptFolder: string;
  /** Downloads that wait for their moment. */
  readonly folder: string;
  readonly place: InstallPlace;
}

export function updatePlace(): UpdatePlace {
  const userDataDir = app.getPath('userData');
  const folder = updatesFolder(userDataDir);
  return {
    folder,
    record: recordFile(recordPath(userDataDir)),
    keptFolder: join(folder, 'kept'),
    place: findInstallPlace(process),
  };
}

/**
 * Counts this start of a version in probation, before the rest of the program is loaded; true when the version has
 * failed too often and the one before takes its place.
 */
export function goesBack(): boolean {
  const { record, keptFolder, place } = updatePlace();
  const before = record.read();
  // A second start only shows the window of the first.
  if (before.probation === null || !app.requestSingleInstanceLock()) return false;
  const { act, record: after } = judgeStart(before, programVersion());
  if (act === 'rollBack') return leaveFor(place, endByGoingBack(record, keptFolder, place).ok);
  if (after !== before) record.write(after);
  return false;
}

/** Ends the program for the one that now stands in its place; false where nothing does. */
export function leaveFor(place: InstallPlace, isThere: boolean): boolean {
  if (!isThere) return false;
  // NSIS starts the program by itself.
  if (place.kind !== 'nsis') startAgain(place);
  return true;
}
