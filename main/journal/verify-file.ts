import { copyFile, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SignedRecord } from '../core/journal-line.ts';
import { findDamage, openRecords } from './database.ts';
import { readExportHeader, readExportRecords, type ExportEnding } from './read-export.ts';
import { parseHeadLine, type HeadCheck } from './head-check.ts';
import { parsePublicKey, type StationVerifier } from './station-key.ts';
import { verifyRecords, type JournalVerification, type VerifyOptions } from './verify.ts';

export interface VerifyFileOptions {
  readonly path: string;
  /** The station's public key as PEM; null takes the one in the export or beside the database. */
  readonly keyPem: string | null;
  /** Heads kept elsewhere, sealed or as a code, one a line; others' are passed over while one is this journal's. */
  readonly headLines: readonly string[];
}

export interface FileVerification {
  readonly verification: JournalVerification;
  readonly keyId: string;
  /** True when nobody but the file itself says whose key it is. */
  readonly isKeyFromFile: boolean;
}

/** Checks an exported journal or a journal database; null when there is no usable key for it. */
export async function verifyJournalFile(options: VerifyFileOptions): Promise<FileVerification | null> {
  const file = await open(options.path);
  const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
  await file.close();
  const isDatabase = buffer.toString('latin1').startsWith('SQLite format 3');
  return isDatabase ? verifyDatabase(options) : verifyExport(options);
}

async function verifyExport({
  path,
  keyPem,
  headLines,
}: VerifyFileOptions): Promise<FileVerification | null> {
  const header = await readExportHeader(path);
  const verifier = parsePublicKey(keyPem ?? header?.publicKeyPem ?? '');
  if (verifier === null) return null;
  const known = { keyId: verifier.keyId, isKeyFromFile: keyPem === null };
  if (header === null || !verifier.isSigned('head', header.signed.body, header.signed.signature))
    return { ...known, verification: { isWhole: false, firstBadSeq: 0, problem: 'header' } };
  const heads = parseHeads(headLines, verifier);
  if (heads === null) return { ...known, verification: FOREIGN };
  const ending: ExportEnding = { head: null, hasMore: false };
  const chain = await verifyRecords(readExportRecords(path, verifier, ending), {
    verifier,
    heads,
    start: { seq: header.fromSeq, previous: header.fromPrevious },
    isExcerpt: true,
  });
  return { ...known, verification: chain.isWhole ? checkEnding(chain, ending) : chain };
}

/** The export's own head must name its last record, and nothing may stand behind it. */
function checkEnding(
  chain: Extract<JournalVerification, { isWhole: true }>,
  { head, hasMore }: ExportEnding,
): JournalVerification {
  const { lastSeq, lastLink } = chain;
  if (head === null || head.seq > lastSeq)
    return { isWhole: false, firstBadSeq: lastSeq + 1, problem: 'truncated' };
  if (head.seq < lastSeq || hasMore)
    return { isWhole: false, firstBadSeq: head.seq + 1, problem: 'misplaced' };
  return head.link === lastLink
    ? { ...chain, headsChecked: chain.headsChecked + 1 }
    : { isWhole: false, firstBadSeq: lastSeq, problem: 'rewritten' };
}

/** Evidence is not touched, and a journal in use is not held up. */
async function verifyDatabase({
  path,
  keyPem,
  headLines,
}: VerifyFileOptions): Promise<FileVerification | null> {
  const name = basename(path, '.db');
  const besidePem = await readText(join(dirname(path), `../station-keys/${name}.pem`));
  const verifier = parsePublicKey(keyPem ?? besidePem);
  if (verifier === null) return null;
  const besideHead = await readText(join(dirname(path), `../journal-head/${name}.head`));
  const named = parseHeads(headLines, verifier);
  const known = { keyId: verifier.keyId, isKeyFromFile: keyPem === null };
  if (named === null) return { ...known, verification: FOREIGN };
  const heads = [...named, ...(parseHeads(besideHead.split('\n'), verifier) ?? [])];
  await removeOldCopies();
  const asked: AskedOfRecords = { verifier, heads };
  return { ...known, verification: (await checkInPlace(path, asked)) ?? (await checkCopy(path, asked)) };
}

type AskedOfRecords = Pick<VerifyOptions, 'verifier' | 'heads'>;

/**
 * Read where it lies, without a lock, as a file nobody writes to: that takes no room and no time for a copy. Null where
 * it is in use: records wait in the log beside it, or it was written to meanwhile.
 */
async function checkInPlace(path: string, asked: AskedOfRecords): Promise<JournalVerification | null> {
  const { host, href } = pathToFileURL(path);
  const before = await lookAt(path);
  // SQLite takes no address on another computer.
  if (before === null || host !== '') return null;
  const verification = await checkRecords(`${href}?immutable=1`, asked);
  return (await lookAt(path)) === before ? verification : null;
}

/** What is another after the file was written to; null: it is not all there is. */
async function lookAt(path: string): Promise<string | null> {
  const log = await stat(`${path}-wal`).catch(orMissing);
  if (log !== null && log.size > 0) return null;
  const { size, mtimeNs, ino } = await stat(path, { bigint: true });
  return `${size} ${mtimeNs} ${ino}`;
}

function orMissing(cause: unknown): null {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
  throw cause;
}

async function checkCopy(path: string, asked: AskedOfRecords): Promise<JournalVerification> {
  const folder = await mkdtemp(join(tmpdir(), COPY));
  try {
    for (const file of (await readdir(dirname(path))).filter((each) => isPartOf(each, basename(path))))
      await copyFile(join(dirname(path), file), join(folder, file));
    return await checkRecords(join(folder, basename(path)), asked);
  } finally {
    // Windows keeps a file that the driver has not let go of: the next check removes it.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

const COPY = 'kiosk-verify-';
const OLD_MS = 3_600_000;

/** What an earlier check had to leave, or one that was killed; one that is still going on is left alone. */
async function removeOldCopies(): Promise<void> {
  const copies = (await readdir(tmpdir())).filter((name) => name.startsWith(COPY));
  for (const copy of copies.map((name) => join(tmpdir(), name))) {
    const madeMs = await stat(copy).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    // Somebody else's stays.
    if (Date.now() - madeMs > OLD_MS) await rm(copy, { recursive: true, force: true }).catch(() => undefined);
  }
}

const isPartOf = (file: string, name: string): boolean => file === name || file === `${name}-wal`;

async function checkRecords(location: string, asked: AskedOfRecords): Promise<JournalVerification> {
  let lastRead = 0;
  try {
    const after = openRecords(location);
    // Beside the chain, on a thread of the driver's; the chain names a bad record better, so it speaks first.
    const damage = findDamage(location).catch(() => ({ firstBadSeq: 1 }));
    async function* chunks(): AsyncGenerator<readonly SignedRecord[]> {
      for (let chunk = after(0, CHUNK); chunk.length > 0; chunk = after(lastRead, CHUNK)) {
        yield chunk;
        lastRead = chunk.at(-1)?.seq ?? lastRead;
      }
    }
    const verification = await verifyRecords(chunks(), { ...asked, start: null, isExcerpt: false });
    const found = verification.isWhole ? await damage : null;
    return found === null ? verification : { ...found, isWhole: false, problem: 'damagedDatabase' };
  } catch {
    // SQLite could not read on: what it said about the file goes no further than "damaged".
    return { isWhole: false, firstBadSeq: lastRead + 1, problem: 'damagedDatabase' };
  }
}

const CHUNK = 1000;

/** Null where heads were named and not one of them is this journal's: it is another one, or was made anew. */
function parseHeads(lines: readonly string[], verifier: StationVerifier): readonly HeadCheck[] | null {
  const named = lines.filter((line) => line.trim() !== '');
  const heads = named.map((line) => parseHeadLine(line, verifier)).filter((head) => head !== null);
  return named.length > 0 && heads.length === 0 ? null : heads;
}

const FOREIGN: JournalVerification = { isWhole: false, firstBadSeq: 0, problem: 'headForeign' };

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
