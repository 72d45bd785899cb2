import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { checkDetached, signDetached } from './openpgp.ts';
import type { LinuxSigning } from './signing.ts';

const besideOf = (file: string): string => `${file}.asc`;

/** Writes `FILE.asc`, a detached OpenPGP signature: for rpm and AppImage, which `gpg --verify` checks before they are used. */
export async function signBeside(file: string, signing: LinuxSigning): Promise<void> {
  writeFileSync(besideOf(file), await signDetached(signing, readFileSync(file)));
}

/** Why a file is not signed beside itself by this key; null when it is. */
export async function checkBeside(file: string, keyFile: string): Promise<string | null> {
  if (!existsSync(besideOf(file))) return 'no signature beside it';
  return checkDetached(readFileSync(file), readFileSync(besideOf(file)), keyFile);
}
