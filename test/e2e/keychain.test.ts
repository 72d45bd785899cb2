import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { keySlots } from '../../main/core/service-key.ts';
import { runAppCommand } from '../support/app-command.ts';
import { onScreen } from '../support/journey.ts';
import { startKeyring, type Keyring } from '../support/keyring.ts';
import { launchKiosk } from '../support/launch-kiosk.ts';
import { ROOT } from '../support/setup-manifest.ts';

// Made anew each time, so that it can be in no file by chance.
const canary = `canary-${createHash('sha256').update(String(Math.random())).digest('hex').slice(0, 32)}`;
const second = `${canary}-2`;
const fingerprint = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 12);
const statusSchema = z.array(
  z.object({ slot: z.string(), isSet: z.boolean(), fingerprint: z.string().nullable() }),
);

let profileDir: string;
beforeAll(async () => (profileDir = await mkdtemp(join(tmpdir(), 'kiosk-key-'))));
afterAll(() => rm(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

describe.runIf(process.platform === 'linux')('a computer without a safe keychain', () => {
  it('is refused with a sentence, and nothing is stored', async () => {
    const run = await runAppCommand({ args: ['key', 'set'], profileDir, input: canary });
    expect(run.status).toBe(3);
    expect(run.stderr).toContain(catalogues.en.failures.keychainPlainText);
    expect(await readdir(profileDir)).not.toContain('service-key');
    expect(await placesOf(canary, profileDir)).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('with a real keyring', () => {
  let keyring: Keyring;
  beforeAll(async () => (keyring = await startKeyring()));
  afterAll(() => keyring.end());

  const run = (args: readonly string[], input?: string): ReturnType<typeof runAppCommand> =>
    runAppCommand({ args, profileDir, env: keyring.env, ...(input === undefined ? {} : { input }) });
  const status = async (): Promise<z.infer<typeof statusSchema>> =>
    statusSchema.parse(JSON.parse((await run(['key', 'status', '--json'])).stdout));

  it('refuses a key given as an argument, without repeating it', async () => {
    const said = await run(['key', 'set', canary]);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain(catalogues.en.failures.keyAsArgument);
    expect(said.stdout + said.stderr).not.toContain(canary);
  });

  it.each(['', 'short', 'two words in it', 'k'.repeat(5000)])('refuses what is no key: %s', async (text) => {
    expect((await run(['key', 'set'], text)).status).toBe(2);
    expect((await status()).map(({ isSet }) => isSet)).toEqual(keySlots.map(() => false));
  });

  it('takes a key from standard input and says its fingerprint only', async () => {
    const lists: string[] = [];
    const said = await runAppCommand({
      args: ['key', 'set'],
      profileDir,
      env: keyring.env,
      input: `${canary}\n`,
      meanwhile: async () => void lists.push(await processList()),
    });
    expect(said.status).toBe(0);
    expect(said.stdout).toContain(fingerprint(canary));
    expect(said.stdout + said.stderr).not.toContain(canary);
    expect(lists.join('')).toContain('key set');
    expect(lists.join('')).not.toContain(canary);
    expect((await stat(join(profileDir, 'service-key'))).mode & 0o077).toBe(0);
  });

  it('keeps test and live keys apart, replaces and removes them', async () => {
    expect((await run(['key', 'set', '--slot', 'test'], second)).status).toBe(0);
    expect((await status()).slice(0, 2)).toMatchObject([
      { slot: 'live', fingerprint: fingerprint(canary) },
      { slot: 'test', fingerprint: fingerprint(second) },
    ]);
    await run(['key', 'set', '--slot', 'test'], `${second}b`);
    expect((await status())[1]).toMatchObject({ fingerprint: fingerprint(`${second}b`) });
    await run(['key', 'remove', '--slot', 'test']);
    expect(await status()).toMatchObject(
      keySlots.map((slot) =>
        slot === 'live' ? { slot, isSet: true } : { slot, isSet: false, fingerprint: null },
      ),
    );
  });

  it('holds a live kiosk whose key is in no file, output, process list, page memory or bundle', async () => {
    const policy = join(profileDir, 'policy.json');
    await writeFile(policy, JSON.stringify({ service: { baseUrl: 'https://127.0.0.1:9' } }));
    const kiosk = await launchKiosk({ profileDir, env: keyring.env, args: [`--policy=${policy}`] });
    await onScreen(kiosk.page, 'idle');
    expect(await kiosk.page.getByTestId('practice-banner').count()).toBe(0);
    const heap = await heapOf(kiosk.page);
    const processes = await processList();
    await kiosk.close();
    expect(heap.length).toBeGreaterThan(1_000_000);
    expect(heap).toContain('screen-idle');
    for (const text of [heap, processes, kiosk.output()]) expect(text).not.toContain(canary);
    expect(await placesOf(canary, profileDir)).toEqual([]);
    expect(await placesOf(canary, join(ROOT, 'out'))).toEqual([]);
  });

  it('fails closed when the keyring is gone: no practice by accident', async () => {
    const said = await runAppCommand({ args: ['key', 'status'], profileDir });
    expect(said.status).toBe(3);
    expect(said.stdout).toContain('keychainPlainText');
  });
});

async function processList(): Promise<string> {
  return (await promisify(execFile)('ps', ['axww', '-o', 'args'], { maxBuffer: 16_000_000 })).stdout;
}

/** The page's whole heap as text. */
async function heapOf(page: Awaited<ReturnType<typeof launchKiosk>>['page']): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** Files below a folder that hold the text, plain or in base64. */
async function placesOf(text: string, folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(0);
  const forms = [
    text,
    Buffer.from(text).toString('base64').replaceAll('=', ''),
    Buffer.from(text, 'utf16le').toString('latin1'),
  ];
  const contents = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  return files.filter((_, index) => forms.some((form) => contents[index]?.includes(form)));
}
