import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** JPEG, MP4 and Matroska by what they begin with, whatever their name, wherever in a file. */
export async function mediaBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // A search that looked at nothing would find nothing.
  if (files.length < 4) throw new Error(`only ${files.length} files in ${folder}`);
  const contents = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  return files.filter((_, index) => holdsMedia(contents[index] ?? ''));
}

/** The size of a box stands between its name and the next, so a pattern and not one word. */
const BOXES: readonly RegExp[] = [/ftyp(?:isom|iso\d|mp4\d|avc1|M4V )/, /moof[^]{4}mfhd/];
const BEGINNINGS: readonly string[] = [
  '\u00ff\u00d8\u00ff\u00e0',
  '\u00ff\u00d8\u00ff\u00e1',
  '\u00ff\u00d8\u00ff\u00db',
  '\u001aE\u00df\u00a3',
];

/** Whether bytes, read as latin1, hold the beginning of a recording or a picture. */
const holdsMedia = (text: string): boolean =>
  BOXES.some((box) => box.test(text)) || BEGINNINGS.some((beginning) => text.includes(beginning));
