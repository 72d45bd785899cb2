import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckedMedia, SessionEvidence } from '../../main/core/ports.ts';
import { folderHandOver } from '../../main/evidence/hand-over.ts';
import { readRecipient } from '../../main/evidence/seal.ts';
import { capture, verdict } from '../core/samples.ts';
import { signer, verifier } from '../journal/sample-journal.ts';

const run = promisify(execFile);
let bank = '';

beforeAll(async () => {
  bank = await mkdtemp(join(tmpdir(), 'kiosk-bank-'));
  const subject = ['-subj', '/CN=Bank archive', '-days', '30', '-nodes'];
  const files = ['-keyout', join(bank, 'key.pem'), '-out', join(bank, 'cert.pem')];
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:3072', ...subject, ...files]);
  const weak = ['-keyout', join(bank, 'weak-key.pem'), '-out', join(bank, 'weak.pem')];
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:1024', ...subject, ...weak]);
});
afterAll(() => rm(bank, { recursive: true }));

const media = (bytes: Uint8Array, contentType: CheckedMedia['contentType']): CheckedMedia => ({
  bytes,
  sha256: '',
  contentType,
  fileName: '',
  summary: capture('pass').summary,
  report: { schema: 'report' },
  preview: null,
});

// Not a multiple of a block, so that the padding is tried too.
const VIDEO = Buffer.alloc(4_000_001, 'moving picture');
const CARD = Buffer.alloc(900_003, 'card picture');

const evidence: SessionEvidence = {
  reference: 'K7QM-2XTA-9P',
  mode: 'practice',
  atMs: 1_790_000_000_000,
  video: media(VIDEO, 'video/mp4'),
  card: media(CARD, 'image/jpeg'),
  answer: { code: '200' },
  verdict: verdict('finish'),
};

async function recipient() {
  const found = readRecipient(await readFile(join(bank, 'cert.pem'), 'utf8'));
  if (found === null) throw new Error('no recipient');
  return found;
}

describe('the hand-over bundle', () => {
  it('is opened by openssl and tar alone, holds every file, and its manifest is signed by the station', async () => {
    const folder = join(bank, 'drop');
    const handOver = folderHandOver({ folder, recipient: await recipient(), signer, stationId: 'station-1' });
    const delivered = await handOver.deliver(evidence);
    expect(await readdir(folder)).toEqual(['PRACTICE-evidence-K7QM-2XTA-9P.p7m']);
    const sealed = join(folder, 'PRACTICE-evidence-K7QM-2XTA-9P.p7m');
    const bytes = await readFile(sealed);
    expect(delivered).toEqual({
      ok: true,
      value: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
    });
    expect(bytes.includes('moving picture')).toBe(false);
    expect(bytes.includes('K7QM')).toBe(false);

    const opened = join(bank, 'opened');
    await mkdir(opened);
    const tar = join(opened, 'bundle.tar');
    const keys = ['-inkey', join(bank, 'key.pem'), '-recip', join(bank, 'cert.pem')];
    await run('openssl', [
      'cms',
      '-decrypt',
      '-inform',
      'DER',
      '-binary',
      '-in',
      sealed,
      ...keys,
      '-out',
      tar,
    ]);
    await run('tar', ['-xf', tar, '-C', opened]);
    expect(VIDEO.equals(await readFile(join(opened, 'video.mp4')))).toBe(true);
    expect(CARD.equals(await readFile(join(opened, 'card.jpg')))).toBe(true);
    const manifest = await readFile(join(opened, 'manifest.json'), 'utf8');
    const signature = await readFile(join(opened, 'manifest.sig'), 'utf8');
    expect(verifier.isSigned('evidence', manifest, signature)).toBe(true);
    const { files } = JSON.parse(manifest) as { readonly files: readonly { name: string; sha256: string }[] };
    expect(files).toHaveLength(6);
    for (const { name, sha256 } of files) {
      const content = await readFile(join(opened, name));
      expect([name, createHash('sha256').update(content).digest('hex')]).toEqual([name, sha256]);
    }
  }, 30_000);

  it('is not opened by another key', async () => {
    const folder = join(bank, 'other');
    await folderHandOver({ folder, recipient: await recipient(), signer, stationId: 's' }).deliver(evidence);
    const sealed = join(folder, 'PRACTICE-evidence-K7QM-2XTA-9P.p7m');
    // Without this openssl hides a wrong key behind random bytes, one time in 256 even with success.
    const wrong = ['-debug_decrypt', '-inkey', join(bank, 'weak-key.pem'), '-out', join(bank, 'never')];
    await expect(
      run('openssl', ['cms', '-decrypt', '-inform', 'DER', '-in', sealed, ...wrong]),
    ).rejects.toThrow('openssl');
  });

  it('is refused for a weak key and for what is no certificate', async () => {
    expect(readRecipient(await readFile(join(bank, 'weak.pem'), 'utf8'))).toBeNull();
    expect(readRecipient('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toBeNull();
  });

  it('leaves nothing behind and says so when the folder can not be written', async () => {
    const blocked = join(bank, 'blocked');
    await writeFile(blocked, 'a file where the folder should be');
    await chmod(blocked, 0o400);
    const handOver = folderHandOver({
      folder: blocked,
      recipient: await recipient(),
      signer,
      stationId: 's',
    });
    expect(await handOver.deliver(evidence)).toMatchObject({
      ok: false,
      failure: { code: 'handOverFailed' },
    });
  });
});
