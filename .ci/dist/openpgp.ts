import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from '../setup/child.ts';
import { SetupError } from '../setup/progress.ts';
import type { LinuxSigning } from './signing.ts';

const BATCH = ['--batch', '--yes', '--no-tty', '--digest-algo', 'SHA512'];

const home = ({ gnupgHome }: LinuxSigning): readonly string[] =>
  gnupgHome === undefined ? [] : ['--homedir', gnupgHome];

/** A detached, armoured OpenPGP signature over bytes. */
export function signDetached(signing: LinuxSigning, content: Buffer): Promise<Buffer> {
  return gpg(signing, content, ['--armor', '--detach-sign']);
}

/** The text with a clear signature around it, as apt reads it. */
export function signClear(signing: LinuxSigning, content: Buffer): Promise<Buffer> {
  return gpg(signing, content, ['--clearsign']);
}

/** The public key, as apt's `signed-by` takes it. */
export async function exportKey(signing: LinuxSigning): Promise<Buffer> {
  return inScratch(async (folder) => {
    const out = join(folder, 'key');
    await run(['--batch', ...home(signing), '--output', out, '--export', signing.fingerprint]);
    return readFileSync(out);
  });
}

/** Why a detached signature over these bytes is not this key's; null when it is. */
export async function checkDetached(content: Buffer, signature: Buffer, keyFile: string): Promise<string | null> {
  return inScratch(async (folder) => {
    writeFileSync(join(folder, 'content'), content);
    writeFileSync(join(folder, 'signature'), signature);
    const { exitCode, output } = await capture('gpgv', [
      ...['--keyring', keyFile, join(folder, 'signature'), join(folder, 'content')],
    ]);
    return exitCode === 0 ? null : output.trim().split('\n').at(-1) ?? 'not valid';
  });
}

function gpg(signing: LinuxSigning, content: Buffer, what: readonly string[]): Promise<Buffer> {
  return inScratch(async (folder) => {
    const [input, output] = [join(folder, 'input'), join(folder, 'output')];
    writeFileSync(input, content);
    await run([...BATCH, ...home(signing), '--local-user', signing.fingerprint, '--output', output, ...what, input]);
    return readFileSync(output);
  });
}

async function run(args: readonly string[]): Promise<void> {
  const { exitCode, output } = await capture('gpg', args, { timeoutMs: 60_000 });
  if (exitCode !== 0) throw new SetupError(`gpg could not sign:\n${output.trim()}`);
}

async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-gpg-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
