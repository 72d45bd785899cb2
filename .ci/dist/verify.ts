import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { capture } from '../setup/child.ts';
import { root } from '../setup/paths.ts';
import { SetupError } from '../setup/progress.ts';
import { KEY_NAME } from './apt-repository.ts';
import { checkBeside } from './beside.ts';
import { checkProgram } from './contents.ts';
import { checkDeb } from './deb.ts';
import { installersIn } from './dist.ts';
import { readSigning } from './signing.ts';
import { checkUpdateFolder, UPDATES_FOLDER } from './update-list.ts';
import { verifyWindowsFile } from './windows-sign.ts';

/**
 * Checks what `npm run dist` made, without trusting how: signatures, fuses, archive, contents, versions, modes.
 * `npm run dist:verify -- [FOLDER] [KEYRING]`; prints what is wrong and returns 1, or 0 when nothing is.
 */
export async function verifyDist(args: readonly string[]): Promise<number> {
  const [folder = 'dist', keyring] = args;
  const outDir = resolve(root, folder);
  const files = existsSync(outDir) ? installersIn(outDir) : [];
  if (files.length === 0) throw new SetupError(`There is no installer in ${outDir}. Run: npm run dist`);
  const key = keyring === undefined ? join(outDir, 'apt', KEY_NAME) : resolve(root, keyring);
  const wrong = [
    ...(await Promise.all(files.map((file) => checkInstaller(file, key)))).flat(),
    ...(existsSync(join(outDir, UPDATES_FOLDER)) ? checkUpdateFolder(join(outDir, UPDATES_FOLDER)) : []),
    ...(existsSync(join(outDir, 'apt')) ? await checkRepository(join(outDir, 'apt'), key) : []),
  ];
  for (const line of wrong) process.stdout.write(`WRONG  ${line}\n`);
  for (const file of files) process.stdout.write(`${wrong.length === 0 ? 'ok' : 'seen'}  ${file}\n`);
  return wrong.length === 0 ? 0 : 1;
}

async function checkInstaller(file: string, key: string): Promise<readonly string[]> {
  const name = basename(file);
  const wrong = name.endsWith('.deb') ? await checkDebian(file, key) : [...(await checkSigned(file, key)), ...(await checkPacked(file))];
  return wrong.map((line) => `${name}: ${line}`);
}

async function checkSigned(file: string, key: string): Promise<readonly string[]> {
  if (/\.(exe|msi)$/.test(file)) return checkWindows(file);
  if (basename(file).includes('-UNSIGNED')) return [];
  const why = existsSync(key) ? await checkBeside(file, key) : `no key to check it with (${key})`;
  return why === null ? [] : [`signature: ${why}`];
}

/** What only its own system unpacks is judged by the folder it was packed from, which lies beside it. */
async function checkPacked(file: string): Promise<readonly string[]> {
  const folder = join(dirname(file), /\.(exe|msi)$/.test(file) ? 'win-unpacked' : 'linux-unpacked');
  if (!existsSync(folder)) return [`${basename(folder)} is not beside it: nobody knows what is in it`];
  const version = /-(\d+\.\d+\.\d+[^-]*)-/.exec(basename(file))?.[1] ?? 'none';
  const isMarked = basename(file).includes('-UNSIGNED');
  return [...checkNote(join(folder, 'resources/build.json'), isMarked), ...(await checkProgram(folder, version))];
}

async function checkWindows(file: string): Promise<readonly string[]> {
  const signing = readSigning().windows;
  const isMarked = basename(file).includes('-UNSIGNED');
  if (signing === undefined) return isMarked ? [] : ['not signed by a key known here, and not marked UNSIGNED'];
  const system = '/etc/ssl/certs/ca-certificates.crt';
  return verifyWindowsFile(file, signing.publisher, { signers: system, timestamps: system });
}

async function checkDebian(file: string, key: string): Promise<readonly string[]> {
  const isMarked = basename(file).includes('-UNSIGNED');
  // Nothing is unpacked that claims a signature and has none.
  if (!isMarked) {
    const why = existsSync(key) ? await checkDeb(file, key) : `no key to check it with (${key})`;
    if (why !== null) return [`signature: ${why}`];
  }
  const scratch = mkdtempSync(join(tmpdir(), 'kiosk-verify-'));
  try {
    const { exitCode, output } = await capture('dpkg-deb', ['-x', file, scratch]);
    if (exitCode !== 0) return [`cannot be unpacked: ${output.trim()}`];
    const program = join(scratch, 'opt', readdirSync(join(scratch, 'opt'))[0] ?? '');
    const version = (await capture('dpkg-deb', ['-f', file, 'Version'])).output.trim();
    return [
      ...checkNote(join(program, 'resources/build.json'), isMarked),
      ...(await checkModes(file)),
      ...(await checkProgram(program, version)),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const noteSchema = z.object({ signing: z.enum(['signed', 'unsigned']) });

/** What the build says of itself and what its name says must be the same. */
function checkNote(noteFile: string, isMarked: boolean): readonly string[] {
  const { signing } = noteSchema.parse(JSON.parse(readFileSync(noteFile, 'utf8')));
  return isMarked === (signing === 'unsigned') ? [] : [`its name and its note ("${signing}") disagree`];
}

/** Everything is root's, nobody else may write, and the sandbox helper alone runs as root. */
async function checkModes(file: string): Promise<readonly string[]> {
  const { output } = await capture('dpkg-deb', ['-c', file]);
  const rows = output.split('\n').filter((line) => /^[-dl]/.test(line));
  const helpers = rows.filter((line) => /^-..s/.test(line));
  return [
    ...(rows.length > 50 ? [] : ['it lists too few files']),
    ...rows.filter((line) => !/^\S+ root\/root /.test(line)).map((line) => `not root's: ${line}`),
    ...rows.filter((line) => /^[-d](.{4}w|.{7}w)/.test(line)).map((line) => `others may write: ${line}`),
    ...(helpers.length === 1 && helpers[0]?.endsWith('/chrome-sandbox') === true && helpers[0].startsWith('-rwsr-xr-x ')
      ? []
      : [`set-user-id files: ${helpers.join('; ') || 'none'}`]),
  ];
}

/** InRelease by the key, Packages by InRelease, packages by Packages. */
async function checkRepository(folder: string, key: string): Promise<readonly string[]> {
  const { exitCode, output } = await capture('gpgv', ['--keyring', key, join(folder, 'InRelease')]);
  if (exitCode !== 0) return [`apt: InRelease: ${output.trim().split('\n').at(-1) ?? ''}`];
  const release = readFileSync(join(folder, 'InRelease'), 'utf8');
  const packages = readFileSync(join(folder, 'Packages'));
  const sum = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('hex');
  const named = [...packages.toString('utf8').matchAll(/^Filename: (.+)$/gm)].map((match) => match[1] ?? '');
  return [
    ...(release.includes(`${sum(packages)} `) ? [] : ['apt: Packages is not the one InRelease names']),
    ...(named.length > 0 ? [] : ['apt: Packages names nothing']),
    ...named
      .filter((name) => !packages.includes(`SHA512: ${sum(readFileSync(join(folder, name)))}`))
      .map((name) => `apt: ${name} is not the one Packages names`),
  ];
}
