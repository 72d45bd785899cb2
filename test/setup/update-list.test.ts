import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { updateConfig } from '../../.ci/dist/package.ts';
import { readSigning, type UpdateSigning } from '../../.ci/dist/signing.ts';
import {
  checkUpdateFolder,
  makeUpdateFolder,
  PUBLIC_KEY_NAME,
  signList,
  UPDATES_FOLDER,
} from '../../.ci/dist/update-list.ts';
import { verifyDist } from '../../.ci/dist/verify.ts';
import { updateListSchema } from '../../main/core/update-offer.ts';
import { isSignedBy } from '../../main/update/signed-list.ts';
import { ROOT } from '../support/setup-manifest.ts';

const IMAGE = 'liveness-kiosk-0.2.0-x86_64-UNSIGNED.AppImage';
const SETUP = 'liveness-kiosk-0.2.0-x64-UNSIGNED.exe';

let outDir: string;
let folder: string;
let signing: UpdateSigning;
let key: KeyObject;

beforeEach(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'kiosk-list-'));
  folder = join(outDir, UPDATES_FOLDER);
  const file = join(outDir, 'update-key.pem');
  ({ privateKey: key } = generateKeyPairSync('ed25519'));
  await writeFile(file, key.export({ type: 'pkcs8', format: 'pem' }));
  signing = { kind: 'keyFile', file };
  for (const name of [IMAGE, SETUP]) await writeFile(join(outDir, name), `${name}\n`);
  return () => rm(outDir, { recursive: true, force: true });
});

const make = (): Promise<readonly string[]> =>
  makeUpdateFolder(outDir, [join(outDir, IMAGE), join(outDir, SETUP)], '0.2.0', signing);

/** What dist:verify says of the lists; these installers themselves are none, which it says too. */
async function verifiedLists(): Promise<readonly string[]> {
  const said: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  expect(await verifyDist([outDir])).toBe(1);
  spy.mockRestore();
  expect(said.join('')).toContain('linux-unpacked is not beside it');
  return said.flatMap((line) => /^WRONG {2}(latest.*)\n$/.exec(line)?.[1] ?? []);
}

describe('the folder of updates that dist makes', () => {
  it('has a signed list for each system, as stations read it, and passes dist:verify', async () => {
    expect(await make()).toEqual(['latest-linux.yml', 'latest.yml']);
    const list: unknown = JSON.parse(await readFile(join(folder, 'latest-linux.yml'), 'utf8'));
    expect(updateListSchema.parse(list)).toMatchObject({
      version: '0.2.0',
      stagingPercentage: 100,
      files: [{ url: IMAGE, size: IMAGE.length + 1 }],
    });
    expect(checkUpdateFolder(folder)).toEqual([]);
    expect(await verifiedLists()).toEqual([]);
  });

  it.each([
    ['an installer', SETUP, [`latest.yml: ${SETUP} is another file`]],
    ['a list', 'latest.yml', [`latest.yml: not signed by ${PUBLIC_KEY_NAME}`]],
    ['a signature', 'latest-linux.yml.sig', [`latest-linux.yml: not signed by ${PUBLIC_KEY_NAME}`]],
  ])('fails dist:verify, by name, when a byte of %s has changed', async (_what, name, wrong) => {
    await make();
    const bytes = await readFile(join(folder, name));
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    await writeFile(join(folder, name), bytes);
    expect(checkUpdateFolder(folder)).toEqual(wrong);
    expect(await verifiedLists()).toEqual(wrong);
  });

  it('is not made with a key that is no Ed25519 key, nor by a signer whose signature is not the named key’s', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(join(outDir, 'update-key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await expect(make()).rejects.toThrow('no Ed25519 key');
    const { publicKey } = generateKeyPairSync('ed25519');
    const der = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const copy = 'require("fs").writeFileSync(process.argv[2], Buffer.alloc(64).toString("base64"))';
    const command = [process.execPath, '-e', copy, '{file}', '{signature}'];
    await writeFile(join(outDir, 'list.yml'), '{}');
    await expect(
      signList(join(outDir, 'list.yml'), { kind: 'command', command, publicKey: der }),
    ).rejects.toThrow('no signature by the key');
  });

  it('names the publisher for Windows where the build has one, and none where it has not', () => {
    expect(updateConfig('CN=Bank, O=Bank, C=VN')).toMatchObject({ publisherName: ['CN=Bank, O=Bank, C=VN'] });
    expect(updateConfig(undefined)).not.toHaveProperty('publisherName');
  });
});

describe('the admin guide', () => {
  const guide = (): Promise<string> => readFile(join(ROOT, 'resources/docs/admin-guide.md'), 'utf8');

  it('shows both ways to name the key of the list, as the build reads them', async () => {
    const examples = [...(await guide()).matchAll(/```json\n([\s\S]*?)```/g)]
      .map((match) => match[1] ?? '')
      .filter((text) => /"updates": \{\s*"kind"/.test(text));
    const kinds: unknown[] = [];
    for (const [at, text] of examples.entries()) {
      const file = join(outDir, `signing-${at}.json`);
      await writeFile(file, text);
      kinds.push(readSigning({ LIVENESS_KIOSK_SIGNING: file }).updates?.kind);
    }
    expect(kinds).toEqual(['keyFile', 'command']);
  });

  // What the guide shows is for a shell with OpenSSL, as every Linux build server has it.
  it.skipIf(process.platform === 'win32')(
    'makes a key and signs a changed list by commands that work',
    async () => {
      await rm(join(outDir, 'update-key.pem'));
      await writeFile(join(outDir, 'latest-linux.yml'), '{"stagingPercentage":10}');
      const lines = [...(await guide()).matchAll(/^ +(openssl .*)$/gm)].map((match) => match[1] ?? '');
      expect(lines).toHaveLength(3);
      const said: string[] = [];
      for (const line of lines)
        said.push((await promisify(execFile)('sh', ['-c', line], { cwd: outDir })).stdout);
      const made = createPublicKey(await readFile(join(outDir, 'update-key.pem')));
      expect(said[1]).toBe(made.export({ type: 'spki', format: 'der' }).toString('base64'));
      const list = await readFile(join(outDir, 'latest-linux.yml'));
      const signature = await readFile(join(outDir, 'latest-linux.yml.sig'), 'latin1');
      expect(isSignedBy(list, signature, [said[1] ?? ''])).toBe(true);
    },
  );
});
