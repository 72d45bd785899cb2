import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** JPEG and MP4 by what they begin with, whatever their name, wherever in a file. */
export async function mediaBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // A search that looked at nothing would find nothing.
  if (files.length < 4) throw new Error(`only ${files.length} files in ${folder}`);
  const contents = await Promise.all(files.map((file) => readFile(file)));
  return files.filter((_, index) => MARKS.some((mark) => contents[index]?.includes(mark)));
}

const MARKS = [
  Buffer.from('ftypisom'),
  Buffer.from('ftypmp4'),
  Buffer.from('ftypiso5'),
  Buffer.from('moofmfhd'),
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from([0xff, 0xd8, 0xff, 0xdb]),
];
