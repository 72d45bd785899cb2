import { closeSync, fstatSync, openSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import type { PolicySource } from '../core/effective-policy.ts';

/** A policy is a few kilobytes; anything beyond is something else. */
const MAX_BYTES = 1024 * 1024;
const WRITABLE_BY_OTHERS = 0o022;

/**
 * Reads a JSON file of settings; null when there is none, which is an ordinary state of a station.
 * @param ownerUid who alone may be able to write file and folder; null where nobody's rights are looked at
 */
export function readPolicyFile(
  origin: PolicySource['origin'],
  path: string,
  ownerUid: number | null,
): PolicySource | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    const isMissing =
      error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code));
    return isMissing ? null : refused(origin, path, 'unreadable', error);
  }
  try {
    const facts = fstatSync(file);
    const unsafe = ownerUid === null ? null : findUnsafe(path, facts, ownerUid);
    if (unsafe !== null) return refused(origin, path, 'unsafe', unsafe);
    if (!facts.isFile() || facts.size > MAX_BYTES)
      return refused(origin, path, 'unreadable', 'no ordinary file');
    return { origin, place: path, content: JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) };
  } catch (error) {
    return refused(origin, path, 'unreadable', error);
  } finally {
    closeSync(file);
  }
}

/** SECURITY: the machine's policy counts only where nobody else can write it (test/policy/policy-file.test.ts). */
function findUnsafe(path: string, facts: Stats, ownerUid: number): string | null {
  const folder = dirname(realpathSync(path));
  const rows = [
    [path, facts],
    [folder, statSync(folder)],
  ] as const;
  for (const [name, { uid, mode }] of rows) {
    if (uid !== ownerUid) return `${name}: owner ${uid}, not ${ownerUid}`;
    if ((mode & WRITABLE_BY_OTHERS) !== 0) return `${name}: mode ${(mode & 0o7777).toString(8)}`;
  }
  return null;
}

function refused(
  origin: PolicySource['origin'],
  place: string,
  reason: 'unreadable' | 'unsafe',
  why: unknown,
): PolicySource {
  const detail = why instanceof Error ? why.message : String(why);
  return { origin, place, content: null, fault: { reason, detail } };
}
