import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Makes the key pair of a bank's archive: "key.pem" and "cert.pem" in this folder. */
export async function makeBankKey(folder: string): Promise<string> {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=Bank archive', '-days', '30', '-nodes'];
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:3072', ...subject, ...files]);
  return readFile(join(folder, 'cert.pem'), 'utf8');
}

/** Opens a bundle as the bank would, with openssl and tar alone; returns the folder with its files. */
export async function openAsBank(folder: string, sealed: string): Promise<string> {
  const opened = join(folder, 'opened');
  await mkdir(opened, { recursive: true });
  const tar = join(opened, 'bundle.tar');
  const keys = ['-inkey', join(folder, 'key.pem'), '-recip', join(folder, 'cert.pem')];
  await run('openssl', ['cms', '-decrypt', '-inform', 'DER', '-binary', '-in', sealed, ...keys, '-out', tar]);
  await run('tar', ['-xf', tar, '-C', opened]);
  return opened;
}
