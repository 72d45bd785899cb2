import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strokesText } from '../../main/core/signature.ts';
import { folderCarrier } from '../../main/evidence/folder-carrier.ts';
import { createHandOver, type OpenHandOver } from '../../main/evidence/hand-over.ts';
import { openSpool } from '../../main/evidence/spool.ts';
import { readRecipient } from '../../main/evidence/seal.ts';
import { signer, verifier } from '../journal/sample-journal.ts';
import { makeBankKey, openAsBank } from '../support/bank-key.ts';
import { CARD, sampleEvidence, VIDEO } from './sample-evidence.ts';

const run = promisify(execFile);
let bank = '';

beforeAll(async () => {
  bank = await mkdtemp(join(tmpdir(), 'kiosk-bank-'));
  await makeBankKey(bank);
  const subject = ['-subj', '/CN=Bank archive', '-days', '30', '-nodes'];
  const weak = ['-keyout', join(bank, 'weak-key.pem'), '-out', join(bank, 'weak.pem')];
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:1024', ...subject, ...weak]);
});
afterAll(() => rm(bank, { recursive: true }));

async function recipient() {
  const found = await readRecipient(await readFile(join(bank, 'cert.pem'), 'utf8'));
  if (found === null) throw new Error('no recipient');
  return found;
}

const SPOOL = 'spool';
const NAME = 'PRACTICE-evidence-K7QM-2XTA-9P-1.p7m';

/** A hand-over that drops bundles into this folder of the bank's. */
async function open(folder: string): Promise<OpenHandOver> {
  return createHandOver({
    recipient: await recipient(),
    signer,
    stationId: 'station-1',
    spool: openSpool(join(bank, SPOOL), 10),
    carry: folderCarrier(folder),
    patienceMs: 5000,
    onLateDelivery: () => Promise.resolve(),
  });
}

describe('the hand-over bundle', () => {
  it('is opened by openssl and tar alone, holds every file, and its manifest is signed by the station', async () => {
    const folder = join(bank, 'drop');
    const handOver = await open(folder);
    const strokes = [[[0, 0, 0] as const, [9000, 2000, 80] as const]];
    const drawing = strokesText(strokes);
    const delivered = await handOver.deliver({ ...sampleEvidence(), signature: Buffer.from(drawing) });
    expect(await readdir(folder)).toEqual([NAME]);
    expect(await readdir(join(bank, SPOOL))).toEqual([]);
    const sealed = join(folder, NAME);
    const bytes = await readFile(sealed);
    expect(delivered).toEqual({
      ok: true,
      value: {
        end: 'delivered',
        sha256Prefix: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
        failure: null,
      },
    });
    expect(bytes.includes('moving picture')).toBe(false);
    expect(bytes.includes('K7QM')).toBe(false);

    const opened = await openAsBank(bank, sealed);
    expect(VIDEO.equals(await readFile(join(opened, 'video.mp4')))).toBe(true);
    expect(CARD.equals(await readFile(join(opened, 'card.jpg')))).toBe(true);
    const manifest = await readFile(join(opened, 'manifest.json'), 'utf8');
    const signature = await readFile(join(opened, 'manifest.sig'), 'utf8');
    expect(verifier.isSigned('evidence', manifest, signature)).toBe(true);
    const { files } = JSON.parse(manifest) as { readonly files: readonly { name: string; sha256: string }[] };
    expect(await readFile(join(opened, 'signature.json'), 'utf8')).toBe(drawing);
    expect(await readFile(join(opened, 'signature.svg'), 'utf8')).toContain('points="0,0 9000,2000"');
    expect(files).toHaveLength(8);
    for (const { name, sha256 } of files) {
      const content = await readFile(join(opened, name));
      expect([name, createHash('sha256').update(content).digest('hex')]).toEqual([name, sha256]);
    }
  }, 30_000);

  it('is not opened by another key', async () => {
    const folder = join(bank, 'other');
    await (await open(folder)).deliver(sampleEvidence());
    const sealed = join(folder, NAME);
    // Without this openssl hides a wrong key behind random bytes, one time in 256 even with success.
    const wrong = ['-debug_decrypt', '-inkey', join(bank, 'weak-key.pem'), '-out', join(bank, 'never')];
    await expect(
      run('openssl', ['cms', '-decrypt', '-inform', 'DER', '-in', sealed, ...wrong]),
    ).rejects.toThrow('openssl');
  });

  it('is refused for a weak key and for what is no certificate', async () => {
    expect(await readRecipient(await readFile(join(bank, 'weak.pem'), 'utf8'))).toBeNull();
    expect(await readRecipient('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toBeNull();
  });

  it('waits sealed when the folder can not be written, and is dropped when it can', async () => {
    const blocked = join(bank, 'blocked');
    await writeFile(blocked, 'a file where the folder should be');
    await chmod(blocked, 0o400);
    const handOver = await open(blocked);
    expect(await handOver.deliver(sampleEvidence())).toMatchObject({
      ok: true,
      value: { end: 'waiting', failure: { code: 'handOverFailed' } },
    });
    expect(await readdir(join(bank, SPOOL))).toEqual([NAME]);
    await rm(blocked);
    await handOver.retry();
    expect([await readdir(blocked), await readdir(join(bank, SPOOL))]).toEqual([[NAME], []]);
  });
});
