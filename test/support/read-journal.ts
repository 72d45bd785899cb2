import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBody } from '../../main/core/journal-line.ts';
import type { JournalBody } from '../../main/core/journal-schema.ts';
import type { Mode } from '../../main/core/verdict-shape.ts';
import { openDatabase } from '../../main/journal/database.ts';

/** Every record of a station's journal for one mode, oldest first; read from a copy, also while it is written. */
export async function readJournal(profileDir: string, mode: Mode): Promise<readonly JournalBody[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-journal-copy-'));
  try {
    await cp(join(profileDir, 'journal'), folder, { recursive: true });
    const path = await findJournal(folder, mode);
    if (path === null) return [];
    const database = openDatabase(path);
    const bodies = database.after(0, 10_000).map(({ body }) => parseBody(body));
    database.close();
    return bodies.filter((body) => body !== null);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The journal's database in its folder; null where no session was ever begun in that mode. */
export async function findJournal(folder: string, mode: Mode): Promise<string | null> {
  const name = (await readdir(folder)).find((one) => one.startsWith(mode) && one.endsWith('.db'));
  return name === undefined ? null : join(folder, name);
}
