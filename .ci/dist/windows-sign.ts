import { existsSync, renameSync, rmSync } from 'node:fs';
import { capture } from '../setup/child.ts';
import { SetupError } from '../setup/progress.ts';
import { readSigning, type WindowsSigning, windowsSignCommand } from './signing.ts';

/** Signs one file with what signing.json names; without it the file stays as it is, and the build is UNSIGNED. */
export async function signWindowsFile(file: string, signing = readSigning().windows): Promise<void> {
  if (signing === undefined) return;
  const signed = `${file}.signed`;
  rmSync(signed, { force: true });
  const words = windowsSignCommand(signing, file, signed, process.platform);
  const { exitCode, output } = await capture(words[0] ?? '', words.slice(1), { timeoutMs: 120_000 });
  if (exitCode !== 0) throw new SetupError(`${file} could not be signed:\n${output.trim()}`);
  if (existsSync(signed)) renameSync(signed, file);
}

/**
 * Whether a Windows file carries a valid, time-stamped signature of this publisher.
 * @param trust PEM with the authorities that may have issued signer and time stamp
 */
export async function verifyWindowsFile(
  file: string,
  publisher: WindowsSigning['publisher'],
  trust: { readonly signers: string; readonly timestamps: string },
): Promise<readonly string[]> {
  const { exitCode, output } = await capture('osslsigncode', [
    ...['verify', '-CAfile', trust.signers, '-TSA-CAfile', trust.timestamps, '-in', file],
  ]);
  const subject = /Signer's certificate:[\s\S]*?Subject:\s*(.+)/.exec(output)?.[1]?.trim() ?? '';
  return [
    ...(exitCode === 0 ? [] : [`signature not valid: ${lastLine(output)}`]),
    ...(/Timestamp time:|Timestamp Server Signature|The signature is timestamped/i.test(output) ? [] : ['no time stamp']),
    ...(sameName(subject, publisher) ? [] : [`signed by "${subject}", not "${publisher}"`]),
  ];
}

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? '';

/** OpenSSL prints a subject with or without slashes and spaces; its parts must be the same, all of them. */
function sameName(subject: string, publisher: string): boolean {
  const parts = (text: string): string =>
    text
      .split(/[/,]\s*/)
      .map((part) => part.replace(/\s*=\s*/, '=').trim())
      .filter((part) => part !== '')
      .toSorted()
      .join(',');
  return parts(subject) === parts(publisher);
}
