import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { runAppCommand } from '../support/app-command.ts';
import { onScreen } from '../support/journey.ts';
import { startKeyring, type Keyring } from '../support/keyring.ts';
import { launchKiosk } from '../support/launch-kiosk.ts';
import { readStationKey } from '../support/station-key.ts';

/** How every Ed25519 private key begins as PKCS#8 in base64. */
const PRIVATE_KEY = 'MC4CAQAwBQYDK2Vw';

let profileDir = '';
let keyring: Keyring;
beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'kiosk-station-'));
  keyring = await startKeyring();
});
afterAll(async () => {
  await keyring.end();
  await rm(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** A start of the live kiosk up to its welcome, and its end. */
async function startOnce(): Promise<void> {
  const policy = join(profileDir, 'policy.json');
  await writeFile(policy, JSON.stringify({ service: { baseUrl: 'https://127.0.0.1:9' } }));
  const kiosk = await launchKiosk({ profileDir, env: keyring.env, args: [`--policy=${policy}`] });
  await onScreen(kiosk.page, 'idle');
  await kiosk.close();
}

async function filesWith(text: string): Promise<readonly string[]> {
  const entries = await readdir(profileDir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const contents = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')));
  return files.filter((_, n) => contents[n]?.includes(text));
}

describe.runIf(process.platform === 'linux')('the key of a live station', () => {
  it('is made once, sealed by the keychain, and signs a journal that anybody can check', async () => {
    const env = keyring.env;
    const set = await runAppCommand({
      args: ['key', 'set'],
      profileDir,
      env,
      input: 'a-service-key-of-no-use-0123',
    });
    expect(set.status).toBe(0);
    await startOnce();
    await startOnce();
    expect(await readdir(join(profileDir, 'station-keys'))).toHaveLength(1);
    expect(await filesWith(PRIVATE_KEY)).toEqual([]);
    expect(await readdir(profileDir)).not.toContain('practice-station-key.json');
    const [database = '', ...others] = (await readdir(join(profileDir, 'journal'))).filter((name) =>
      name.endsWith('.db'),
    );
    expect(others).toEqual([]);
    expect(database).toMatch(/^live-/);
    const found = await verifyJournalFile({
      path: join(profileDir, 'journal', database),
      keyPem: await readStationKey(profileDir),
      headLines: [],
    });
    expect(found).toMatchObject({ verification: { isWhole: true, firstSeq: 1 } });
  });
});
