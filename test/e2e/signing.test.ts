import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBeside, signBeside } from '../../.ci/dist/beside.ts';
import { checkDeb, signDeb } from '../../.ci/dist/deb.ts';
import { exportKey } from '../../.ci/dist/openpgp.ts';
import { signWindowsFile, verifyWindowsFile } from '../../.ci/dist/windows-sign.ts';
import { makeOpenPgpKey, type OpenPgpKey } from '../support/openpgp-key.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { openSigningLab, type SigningLab } from '../support/time-stamp-authority.ts';

const run = promisify(execFile);
const isLinux = process.platform === 'linux';
/** A real, small program for Windows that a package of the build carries. */
const PROGRAM = join(ROOT, 'node_modules/electron-winstaller/vendor/StubExecutable.exe');

async function tamper(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

describe.runIf(isLinux)('a program for Windows, signed on Linux', () => {
  let lab: SigningLab;
  let program: string;
  beforeAll(async () => {
    lab = await openSigningLab();
    program = join(lab.folder, 'kiosk.exe');
    await copyFile(PROGRAM, program);
    const { pfx, passwordFile, timestampUrl, publisher } = lab;
    await signWindowsFile(program, {
      kind: 'certificateFile',
      file: pfx,
      passwordFile,
      timestampUrl,
      publisher,
    });
  });
  afterAll(() => lab.end());

  const verify = (publisher = lab.publisher, signers = lab.signerCa): Promise<readonly string[]> =>
    verifyWindowsFile(program, publisher, { signers, timestamps: lab.timestampCa });

  it('verifies, with SHA-256, a time stamp and the whole name of its publisher', async () => {
    expect(await verify()).toEqual([]);
    const { stdout } = await run('osslsigncode', [
      'verify',
      '-CAfile',
      lab.signerCa,
      '-TSA-CAfile',
      lab.timestampCa,
      '-in',
      program,
    ]);
    expect(stdout).toMatch(/sha256/i);
  });

  it('is refused for another publisher, even one that only adds a part, and for another authority', async () => {
    expect(await verify('CN=Test Bank, O=Test Bank')).toHaveLength(1);
    expect(await verify('CN=Test Bank, O=Other Bank, C=VN')).toHaveLength(1);
    expect((await verify(lab.publisher, lab.timestampCa)).join()).toContain('signature not valid');
  });

  it('is left alone where nothing is configured, and then refused', async () => {
    const bare = join(lab.folder, 'bare.exe');
    await copyFile(PROGRAM, bare);
    await signWindowsFile(bare, undefined);
    expect(await readFile(bare)).toEqual(await readFile(PROGRAM));
    const trust = { signers: lab.signerCa, timestamps: lab.timestampCa };
    expect((await verifyWindowsFile(bare, lab.publisher, trust)).length).toBeGreaterThan(0);
  });

  it('is refused without a time stamp', async () => {
    const unstamped = join(lab.folder, 'unstamped.exe');
    const secret = ['-pkcs12', lab.pfx, '-readpass', lab.passwordFile];
    await run('osslsigncode', ['sign', ...secret, '-h', 'sha256', '-in', PROGRAM, '-out', unstamped]);
    const trust = { signers: lab.signerCa, timestamps: lab.timestampCa };
    expect(await verifyWindowsFile(unstamped, lab.publisher, trust)).toContain('no time stamp');
  });

  it('is refused once a bit of it has changed', async () => {
    await tamper(program, 4096);
    expect((await verify()).join()).toContain('signature not valid');
  });
});

describe.runIf(isLinux)('a package for Debian', () => {
  let folder: string;
  let key: OpenPgpKey;
  let other: OpenPgpKey;
  let deb: string;
  let keyFile: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kiosk-deb-'));
    [key, other] = await Promise.all([makeOpenPgpKey(), makeOpenPgpKey()]);
    keyFile = join(folder, 'key.gpg');
    await writeFile(keyFile, await exportKey(key));
    await mkdir(join(folder, 'tree/DEBIAN'), { recursive: true });
    const control =
      'Package: small\nVersion: 1\nArchitecture: all\nMaintainer: T <t@example.invalid>\nDescription: small\n';
    await writeFile(join(folder, 'tree/DEBIAN/control'), control);
    deb = join(folder, 'small.deb');
    await run('dpkg-deb', ['--root-owner-group', '--build', join(folder, 'tree'), deb]);
  });
  afterAll(async () => {
    await Promise.all([key.end(), other.end()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('is signed inside itself, and dpkg still reads it', async () => {
    expect(await checkDeb(deb, keyFile)).toBe('no signature inside');
    await signDeb(deb, key);
    expect(await checkDeb(deb, keyFile)).toBeNull();
    expect((await run('dpkg-deb', ['-f', deb, 'Version'])).stdout).toBe('1\n');
  });

  it('can be signed anew, and is refused when another key signed it', async () => {
    await signDeb(deb, other);
    expect(await checkDeb(deb, keyFile)).not.toBeNull();
    await signDeb(deb, key);
    expect(await checkDeb(deb, keyFile)).toBeNull();
  });

  it('is refused once a bit of it has changed', async () => {
    await tamper(deb, 200);
    expect(await checkDeb(deb, keyFile)).not.toBeNull();
  });

  it('of a kind that has no place for a signature has it beside itself', async () => {
    const image = join(folder, 'kiosk.AppImage');
    await writeFile(image, 'a program');
    expect(await checkBeside(image, keyFile)).toBe('no signature beside it');
    await signBeside(image, other);
    expect(await checkBeside(image, keyFile)).not.toBeNull();
    await signBeside(image, key);
    expect(await checkBeside(image, keyFile)).toBeNull();
    await tamper(image, 0);
    expect(await checkBeside(image, keyFile)).not.toBeNull();
  });
});
