import { readFileSync, writeFileSync } from 'node:fs';
import { checkDetached, signDetached } from './openpgp.ts';
import type { LinuxSigning } from './signing.ts';

/** A member of a Debian package, which is an ar archive. */
interface Member {
  readonly name: string;
  readonly content: Buffer;
}

const MAGIC = '!<arch>\n';
const HEADER_BYTES = 60;
const SIGNATURE = '_gpgorigin';

/** Signs a Debian package inside itself, as debsig-verify reads it, with SHA-512. */
export async function signDeb(file: string, signing: LinuxSigning): Promise<void> {
  const members = readMembers(file).filter(({ name }) => name !== SIGNATURE);
  const signature = await signDetached(signing, signedBytes(members));
  writeFileSync(file, Buffer.concat([Buffer.from(MAGIC), ...[...members, { name: SIGNATURE, content: signature }].map(toAr)]));
}

/** Why a package is not signed by this key; null when it is. */
export async function checkDeb(file: string, keyFile: string): Promise<string | null> {
  const members = readMembers(file);
  const signature = members.find(({ name }) => name === SIGNATURE);
  if (signature === undefined) return 'no signature inside';
  return checkDetached(signedBytes(members), signature.content, keyFile);
}

function signedBytes(members: readonly Member[]): Buffer {
  return Buffer.concat(members.filter(({ name }) => name !== SIGNATURE).map(({ content }) => content));
}

function readMembers(file: string): readonly Member[] {
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error(`${file} is no Debian package`);
  const members: Member[] = [];
  for (let at = MAGIC.length; at + HEADER_BYTES <= bytes.byteLength; ) {
    const name = bytes.toString('latin1', at, at + 16).trim().replace(/\/$/, '');
    const sizeBytes = Number(bytes.toString('latin1', at + 48, at + 58).trim());
    at += HEADER_BYTES;
    members.push({ name, content: bytes.subarray(at, at + sizeBytes) });
    // Members begin at even places.
    at += sizeBytes + (sizeBytes % 2);
  }
  return members;
}

function toAr({ name, content }: Member): Buffer {
  const header = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${String(content.byteLength).padEnd(10)}\`\n`;
  return Buffer.concat([Buffer.from(header, 'latin1'), content, Buffer.alloc(content.byteLength % 2, '\n')]);
}
