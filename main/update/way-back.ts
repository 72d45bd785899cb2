import { spawn } from 'node:child_process';
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endRollBack, wayBackOf, type KeptFile, type UpdateRecord } from '../core/update-probation.ts';
import { refused, taken, type Taken } from '../core/update-state.ts';
import type { InstallPlace } from './install-place.ts';
import type { RecordFile } from './record-file.ts';
import { flush, reasonOf, replaceFile, sha512Of } from './replace-file.ts';

/** What NSIS needs to install without a word and to start the program again. */
export const SILENT_INSTALL = ['--updated', '/S', '--force-run'] as const;

/**
 * What has to be kept before another version is put in place: the running AppImage; or, as no installer can be made
 * of an installed program, the installer itself, for the time after next.
 */
export function keepForWayBack(
  folder: string,
  place: InstallPlace,
  { kept }: UpdateRecord,
  next: { readonly downloaded: string; readonly version: string; readonly running: string },
): Taken<readonly KeptFile[]> {
  if (place.kind === 'appImage') return oneMore([], keepFile(folder, place.path, next.running));
  const before = kept.filter(({ version }) => version === next.running);
  return oneMore(before, keepFile(folder, next.downloaded, next.version));
}

function oneMore(before: readonly KeptFile[], file: Taken<KeptFile>): Taken<readonly KeptFile[]> {
  return file.ok ? taken([...before, file.value]) : file;
}

/** Keeps a copy of a program file or installer, with its hash. */
function keepFile(folder: string, source: string, version: string): Taken<KeptFile> {
  const file = `${version}${source.endsWith('.exe') ? '.exe' : '.AppImage'}`;
  const path = join(folder, file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    copyFileSync(source, path, constants.COPYFILE_FICLONE);
    // It is wanted when much has gone wrong, a power cut perhaps.
    flush(path);
    return taken({ version, file, sha512: sha512Of(path) });
  } catch (error) {
    rmSync(path, { force: true });
    return refused(reasonOf(error), `${path}: ${error instanceof Error ? error.message : ''}`);
  }
}

/** Removes kept files that no record names any more. */
export function dropOthers(folder: string, kept: readonly KeptFile[]): void {
  if (!existsSync(folder)) return;
  const names = new Set(kept.map(({ file }) => file));
  for (const name of readdirSync(folder).filter((one) => !names.has(one)))
    rmSync(join(folder, name), { force: true });
}

/** Ends the probation by going back, where that can be done; the version is never taken again. */
export function endByGoingBack(file: RecordFile, folder: string, place: InstallPlace): Taken<void> {
  const record = file.read();
  const back = goBack(record, folder, place);
  file.write(endRollBack(record, back.ok));
  return back;
}

/**
 * Puts the version before back in its place. SECURITY: only a file whose hash is the recorded one
 * (test/update/way-back.test.ts).
 */
function goBack(record: UpdateRecord, folder: string, place: InstallPlace): Taken<void> {
  const kept = wayBackOf(record);
  if (kept === null) return refused('failed', 'the version before is not kept on this disk');
  const source = join(folder, kept.file);
  if (place.kind === 'appImage') return replaceFile(source, place.path, kept.sha512);
  if (place.kind === 'other') return refused('notUpdatable');
  try {
    if (sha512Of(source) !== kept.sha512) return refused('damaged', `${source}: SHA-512 differs`);
    spawn(source, SILENT_INSTALL, { detached: true, stdio: 'ignore' }).unref();
    return taken(undefined);
  } catch (error) {
    return refused(reasonOf(error), `${source}: ${error instanceof Error ? error.message : ''}`);
  }
}
