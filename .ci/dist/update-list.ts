import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { updateListSchema } from '../../main/core/update-offer.ts';
import { isSignedBy, LIST_NAMES, type ListName } from '../../main/update/signed-list.ts';
import { capture } from '../setup/child.ts';
import { SetupError } from '../setup/progress.ts';
import type { UpdateSigning } from './signing.ts';

/** The folder that IT copies to its web server. */
export const UPDATES_FOLDER = 'updates';
export const PUBLIC_KEY_NAME = 'public-key.txt';

const ENDINGS = [
  ['.AppImage', LIST_NAMES.appImage],
  ['.exe', LIST_NAMES.nsis],
] as const satisfies readonly (readonly [string, ListName])[];

/**
 * Puts installers that can update a station into `updates/` with the list of each system, signed. The list is in
 * electron-builder's form (YAML, of which JSON is a part), so its percentage can be changed and it be signed anew.
 */
export async function makeUpdateFolder(
  outDir: string,
  installers: readonly string[],
  version: string,
  signing: UpdateSigning,
): Promise<readonly ListName[]> {
  const folder = join(outDir, UPDATES_FOLDER);
  const made: ListName[] = [];
  for (const [ending, name] of ENDINGS) {
    const file = installers.find((path) => path.endsWith(ending));
    if (file === undefined) continue;
    mkdirSync(folder, { recursive: true });
    cpSync(file, join(folder, basename(file)));
    writeFileSync(join(folder, name), listOf(file, version));
    await signList(join(folder, name), signing);
    made.push(name);
  }
  if (made.length > 0) writeFileSync(join(folder, PUBLIC_KEY_NAME), `${publicKeyOf(signing)}\n`);
  return made;
}

function listOf(file: string, version: string): string {
  const bytes = readFileSync(file);
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  const url = basename(file);
  const list = {
    version,
    files: [{ url, sha512, size: bytes.byteLength }],
    path: url,
    sha512,
    stagingPercentage: 100,
    releaseDate: new Date().toISOString(),
  };
  return `${JSON.stringify(list, null, 2)}\n`;
}

/** Writes `LIST.sig`: base64 of an Ed25519 signature, by a key file or by the bank's own signer. */
export async function signList(list: string, signing: UpdateSigning): Promise<void> {
  const signature = `${list}.sig`;
  rmSync(signature, { force: true });
  if (signing.kind === 'keyFile') {
    const key = createPrivateKey(readFileSync(signing.file));
    writeFileSync(signature, `${sign(null, readFileSync(list), key).toString('base64')}\n`);
  } else {
    const words = updateSignCommand(signing, list, signature);
    const { exitCode, output } = await capture(words[0] ?? '', words.slice(1), { timeoutMs: 120_000 });
    if (exitCode !== 0 || !existsSync(signature)) throw new SetupError(`${list} could not be signed:\n${output.trim()}`);
  }
  const text = readFileSync(signature, 'latin1');
  if (!isSignedBy(readFileSync(list), text, [publicKeyOf(signing)]))
    throw new SetupError(`${signature} is no signature by the key of signing.json.`);
}

/** "{file}" is the list, "{signature}" where its signature goes. */
export const updateSignCommand = (
  { command }: Extract<UpdateSigning, { kind: 'command' }>,
  list: string,
  signature: string,
): readonly string[] =>
  command.map((word) => (word === '{file}' ? list : word === '{signature}' ? signature : word));

/** What stands in `updates.publicKeys` of the policy. */
export function publicKeyOf(signing: UpdateSigning): string {
  if (signing.kind === 'command') return signing.publicKey;
  const key = createPrivateKey(readFileSync(signing.file));
  if (key.asymmetricKeyType !== 'ed25519') throw new SetupError(`${signing.file} is no Ed25519 key.`);
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
}

/** What is wrong with a folder of updates: each list signed, and each file the one its list names. */
export function checkUpdateFolder(folder: string): readonly string[] {
  const key = readFileSync(join(folder, PUBLIC_KEY_NAME), 'latin1').trim();
  const lists = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  const wrong = lists.flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    const signature = join(folder, `${name}.sig`);
    if (!existsSync(signature) || !isSignedBy(bytes, readFileSync(signature, 'latin1'), [key]))
      return [`${name}: not signed by ${PUBLIC_KEY_NAME}`];
    const { files } = updateListSchema.parse(JSON.parse(bytes.toString('utf8')));
    return files.filter((file) => !isListed(join(folder, file.url), file)).map(({ url }) => `${name}: ${url} is another file`);
  });
  return [...(lists.length > 0 ? [] : ['updates: no list']), ...wrong];
}

function isListed(path: string, { sha512, size }: { readonly sha512: string; readonly size: number }): boolean {
  if (!existsSync(path) || statSync(path).size !== size) return false;
  return createHash('sha512').update(readFileSync(path)).digest('base64') === sha512;
}
