import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnownMedia } from './known-media.ts';
import type { OrdinaryUser } from './ordinary-user.ts';

/** Recordings and pictures by what they begin with: MP4, JPEG, Matroska. Long enough that chance makes none. */
const SIGNATURES: readonly RegExp[] = [
  // The size of a box stands between its name and the next, so patterns and not words.
  /ftyp(?:isom|iso\d|mp4\d|avc1|M4V )/,
  /moof[^]{4}mfhd/,
  // oxlint-disable-next-line no-control-regex -- bytes, not text
  /\u00ff\u00d8\u00ff(?:\u00e0\0\u0010JFIF|\u00e1[^]{2}Exif|\u00db\0[\u0043\u0084])/,
  // oxlint-disable-next-line no-control-regex -- bytes, not text
  /\u001aE\u00df\u00a3[^]{1,40}(?:webm|matroska)/,
];

/** Where along known media a piece is taken. */
const PLACES = [0.1, 0.3, 0.5, 0.7, 0.9] as const;
const PIECE_BYTES = 24;

/**
 * Files of this user that hold media by their content, whatever they are called: below the user's home, which holds
 * profile and temporary folder, and wherever else everybody may write. Pieces of known media count like beginnings.
 */
export async function mediaLeftBy(
  user: OrdinaryUser,
  known: KnownMedia | null = null,
): Promise<readonly string[]> {
  return mediaAmong(await filesOf(user), user.homeDir, known);
}

/** The same below these folders, whoever owns what is there. */
export async function mediaBelow(folders: readonly string[], known: KnownMedia): Promise<readonly string[]> {
  const files = await Promise.all(folders.map(below));
  return mediaAmong(files.flat(), folders.join(), known);
}

async function mediaAmong(
  files: readonly string[],
  place: string,
  known: KnownMedia | null,
): Promise<readonly string[]> {
  const pieces = known === null ? [] : piecesOf(known);
  // A search that looked at nothing would find nothing.
  if (files.length < 4) throw new Error(`only ${files.length} files in ${place}`);
  const found: string[] = [];
  for (const file of files) {
    // Gone meanwhile: a running program tidies up.
    const text = await readFile(file, 'latin1').catch(() => '');
    if (holdsMedia(text, pieces)) found.push(file);
  }
  return found;
}

/** Throws where the search would not find these media whole, or a part of them without its beginning. */
export function proveSearch(known: KnownMedia): void {
  for (const [role, bytes] of Object.entries(known)) {
    const inner = bytes.subarray(Math.floor(bytes.byteLength * 0.25), Math.floor(bytes.byteLength * 0.8));
    if (!holdsMedia(bytes.toString('latin1'), [])) throw new Error(`${role}: its beginning is not known`);
    if (!holdsMedia(inner.toString('latin1'), piecesOf(known)))
      throw new Error(`${role}: a part is not found`);
  }
}

const holdsMedia = (text: string, pieces: readonly string[]): boolean =>
  SIGNATURES.some((signature) => signature.test(text)) || pieces.some((piece) => text.includes(piece));

const piecesOf = (known: KnownMedia): readonly string[] =>
  [known.face, known.card].flatMap((bytes) =>
    PLACES.map((place) => {
      const from = Math.floor(bytes.byteLength * place);
      return bytes.subarray(from, from + PIECE_BYTES).toString('latin1');
    }),
  );

/** Where everybody may write on Linux; what is shared in memory counts too. */
const OPEN_TO_ALL = ['/tmp', '/var/tmp', '/dev/shm'] as const;

async function filesOf({ homeDir, uid }: OrdinaryUser): Promise<readonly string[]> {
  const own = await below(homeDir);
  // Without a user of their own, the files in /tmp are also those of the test.
  const open = process.platform === 'win32' ? [] : uid === null ? ['/dev/shm'] : OPEN_TO_ALL;
  const elsewhere = await Promise.all(open.map((folder) => ownedIn(folder, uid ?? process.getuid?.() ?? 0)));
  // What the test itself lent them stays out.
  return [...own, ...elsewhere.flat()].filter((name) => !name.includes('/lent-'));
}

/** Folders that vanish meanwhile are no error: a running program tidies up. */
async function below(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await below(path)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}

/** Others' folders are closed to this user, so only what stands directly in an open one can be theirs. */
async function ownedIn(folder: string, uid: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    // Homes of this test or another one: looked through by whoever made them.
    if (name.startsWith('kiosk-user-')) continue;
    const path = join(folder, name);
    const stats = await lstat(path).catch(() => null);
    if (stats?.uid !== uid) continue;
    if (stats.isDirectory()) found.push(...(await below(path)));
    else if (stats.isFile()) found.push(path);
  }
  return found;
}

/** What still runs with this user's home in its surroundings, by its command line; Linux only. */
export async function processesOf({ homeDir }: OrdinaryUser): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const read = (pid: string, what: string): Promise<string> =>
    readFile(join('/proc', pid, what), 'utf8').catch(() => '');
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)))
    // A process that has ended and waits to be fetched has no surroundings any more.
    if ((await read(pid, 'environ')).includes(`HOME=${homeDir}`)) found.push(await read(pid, 'cmdline'));
  return found;
}
