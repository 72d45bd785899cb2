import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The public key a station left in its profile, as PEM. */
export async function readStationKey(profileDir: string): Promise<string> {
  const folder = join(profileDir, 'station-keys');
  const [name = ''] = await readdir(folder);
  return readFile(join(folder, name), 'utf8');
}
