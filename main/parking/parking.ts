import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParkedNote } from '../core/desk.ts';
import { failure } from '../core/failure.ts';
import type { Clock, Parking } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { openMedia, readHeader, sealMedia } from './sealed-file.ts';

/** More than this at once is no queue but a fault: 20 of 15 MB. */
const MOST_PARKED = 20;
const ENDING = '.parked';

export interface ParkingOptions {
  readonly folder: string;
  /** How long a check may wait; null keeps none and erases what an earlier policy left. */
  readonly hours: number | null;
  /** 32 bytes out of the keychain, asked for each time. */
  readonly readKey: () => Promise<Result<Uint8Array>>;
  readonly clock: Clock;
}

export interface OpenParking extends Parking {
  /** Erases what has expired, and says how many. */
  sweep(): Promise<number>;
}

/** The sealed checks of this station. Whatever is expired, torn or not ours is erased at once. */
export async function openParking(options: ParkingOptions): Promise<Result<OpenParking>> {
  try {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    const parking = createParking(options, await readNotes(options));
    await parking.sweep();
    return ok(parking);
  } catch (cause) {
    return failed(failure('parkingFailed', 'folder', cause));
  }
}

async function readNotes({ folder, hours }: ParkingOptions): Promise<Map<string, ParkedNote>> {
  const notes = new Map<string, ParkedNote>();
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const header = name.endsWith(ENDING) ? readHeader(await readFile(path)) : null;
    const isKept = hours !== null && header !== null && `${header.reference}${ENDING}` === name;
    if (isKept) notes.set(header.reference, header);
    else await rm(path, { recursive: true, force: true });
  }
  return notes;
}

function createParking(options: ParkingOptions, notes: Map<string, ParkedNote>): OpenParking {
  const { folder, hours, readKey, clock } = options;
  const pathOf = (reference: string): string => join(folder, `${reference}${ENDING}`);
  const isOver = ({ expiresAtMs }: ParkedNote): boolean => expiresAtMs <= clock.now();

  const erase = async (reference: string): Promise<boolean> => {
    const was = notes.delete(reference);
    if (was) await rm(pathOf(reference), { force: true });
    return was;
  };

  const park: Parking['park'] = async (reference, media) => {
    if (hours === null || notes.size >= MOST_PARKED) return failed(failure('parkingFailed', 'no room'));
    const key = await readKey();
    if (!key.ok) return key;
    const note = { reference, expiresAtMs: clock.now() + Math.round(hours * 3_600_000) };
    try {
      await writeWhole(pathOf(reference), sealMedia(media, note, key.value));
      notes.set(reference, note);
      return ok(note);
    } catch (cause) {
      return failed(failure('parkingFailed', undefined, cause));
    }
  };

  const openOne: Parking['open'] = async (reference) => {
    const note = notes.get(reference);
    if (note === undefined || isOver(note)) return failed(failure('parkedGone'));
    const key = await readKey();
    if (!key.ok) return key;
    const bytes = await readFile(pathOf(reference)).catch(() => null);
    const opened = bytes === null ? null : openMedia(bytes, key.value);
    const isGood = opened?.header.reference === reference && !isOver(opened.header);
    if (isGood) return ok(opened.media);
    // Sealed under another key, or changed: nobody will ever open it.
    await erase(reference);
    return failed(failure('parkedGone', 'cannot be opened'));
  };

  return {
    hours,
    list: () => [...notes.values()].filter((note) => !isOver(note)),
    park,
    open: openOne,
    erase,
    async sweep() {
      const over = [...notes.values()].filter(isOver);
      for (const { reference } of over) await erase(reference);
      return over.length;
    },
  };
}

/** A name stands for a whole file or for none; what a crash leaves has another name and is erased at the start. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const making = `${path}.${randomUUID()}.new`;
  try {
    const file = await open(making, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(making, path);
  } catch (cause) {
    await rm(making, { force: true });
    throw cause;
  }
}
