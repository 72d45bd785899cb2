import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JournalBody } from '../../main/core/journal-schema.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { runAppCommand } from '../support/app-command.ts';
import { onScreen, press } from '../support/journey.ts';
import { startKeyring, type Keyring } from '../support/keyring.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { becomeOrdinary, type OrdinaryUser } from '../support/ordinary-user.ts';
import { readJournal } from '../support/read-journal.ts';
import { ROOT } from '../support/setup-manifest.ts';

// Made anew each time, so that it can be in no file by chance.
const canary = `canary-${createHash('sha256').update(String(Math.random())).digest('hex').slice(0, 32)}`;
const second = `${canary}-2`;
const rotated = canary.split('').toReversed().join('');
const PIN = '730194';
const fingerprint = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 12);
const statusSchema = z.array(
  z.object({ slot: z.string(), isSet: z.boolean(), fingerprint: z.string().nullable() }),
);

let user: OrdinaryUser;
let profileDir: string;
beforeAll(async () => {
  user = await becomeOrdinary();
  profileDir = await user.makeFolder('profile');
});
afterAll(() => user.end());

describe.runIf(process.platform === 'linux')('a computer without a safe keychain', () => {
  it('is refused with a sentence, and nothing is stored', async () => {
    const run = await runAppCommand({ args: ['key', 'set'], user, profileDir, input: canary });
    expect(run.status).toBe(3);
    expect(run.stderr).toContain(catalogues.en.failures.keychainPlainText);
    expect(await readdir(profileDir)).not.toContain('service-key');
    expect(await placesOf(canary, profileDir)).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('with a real keyring', () => {
  let keyring: Keyring;
  beforeAll(async () => (keyring = await startKeyring(user)));
  afterAll(() => keyring.end());

  const run = (args: readonly string[], input?: string): ReturnType<typeof runAppCommand> =>
    runAppCommand({ args, user, profileDir, env: keyring.env, ...(input === undefined ? {} : { input }) });
  const status = async (): Promise<z.infer<typeof statusSchema>> =>
    statusSchema.parse(JSON.parse((await run(['key', 'status', '--json'])).stdout));

  it('refuses a key given as an argument, without repeating it', async () => {
    const said = await run(['key', 'set', canary]);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain(catalogues.en.failures.keyAsArgument);
    expect(said.stdout + said.stderr).not.toContain(canary);
  });

  it.each([
    ['nothing', ''],
    ['five letters', 'short'],
    ['words', 'two words in it'],
    ['5000 letters', 'k'.repeat(5000)],
  ])('refuses what is no key: %s', async (_name, text) => {
    expect((await run(['key', 'set'], text)).status).toBe(2);
    expect((await status()).map(({ isSet }) => isSet)).toEqual([false, false, false, false]);
  });

  it('takes a key from standard input and says its fingerprint only', async () => {
    const lists: string[] = [];
    const said = await runAppCommand({
      args: ['key', 'set'],
      user,
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
    expect(await status()).toMatchObject([
      { slot: 'live', fingerprint: fingerprint(canary) },
      { slot: 'test', fingerprint: fingerprint(second) },
      { slot: 'fleet', isSet: false },
      { slot: 'handOver', isSet: false },
    ]);
    await run(['key', 'set', '--slot', 'test'], `${second}b`);
    expect((await status())[1]).toMatchObject({ fingerprint: fingerprint(`${second}b`) });
    await run(['key', 'remove', '--slot', 'test']);
    expect((await status()).map(({ isSet }) => isSet)).toEqual([true, false, false, false]);
  });

  it('takes the supervisor PIN by standard input before anybody stands at the station', async () => {
    const wrong = await run(['supervisor-pin', 'set', PIN]);
    expect(wrong.stderr).toContain(catalogues.en.failures.pinAsArgument);
    expect(wrong.stderr).not.toContain(PIN);
    const said = await run(['supervisor-pin', 'set'], `${PIN}\n`);
    expect([said.status, said.stdout]).toEqual([0, `${catalogues.en.admin.cli.pinIs.set}\n`]);
    expect(await placesOf(PIN, profileDir)).toEqual([]);
  });

  it('holds a live kiosk whose key is in no file, output, process list, page memory, bundle or crash dump', async () => {
    const policy = join(profileDir, 'policy.json');
    await writeFile(policy, JSON.stringify({ service: { baseUrl: 'https://127.0.0.1:9' } }));
    const kiosk = await launchKiosk({ user, profileDir, env: keyring.env, args: [`--policy=${policy}`] });
    await onScreen(kiosk.page, 'idle');
    expect(await kiosk.page.getByTestId('practice-banner').count()).toBe(0);
    await unlock(kiosk.page);
    await kiosk.page.getByTestId('key-live').getByText(fingerprint(canary)).waitFor();
    // Another key and PIN, while it runs: the kiosk itself notes that.
    await run(['key', 'set'], rotated);
    await run(['supervisor-pin', 'set'], '551928');
    await expect.poll(() => changesNoted(), { timeout: 10_000 }).toHaveLength(4);
    const heap = await heapOf(kiosk.page);
    const processes = await processList();
    expect(await coreLimitsOf(kiosk)).toEqual(new Set(['1']));
    await crash(kiosk);
    expect(heap.length).toBeGreaterThan(1_000_000);
    expect(heap).toContain('screen-admin');
    expect(processes).toContain(profileDir);
    expect(processes).not.toContain('crashpad');
    for (const key of [canary, rotated]) {
      for (const text of [heap, processes, kiosk.output()]) expect(text).not.toContain(key);
      expect(await placesOf(key, user.homeDir)).toEqual([]);
      expect(await placesOf(key, join(ROOT, 'out'))).toEqual([]);
    }
    const names = await readdir(user.homeDir, { recursive: true });
    expect(names.filter((name) => /\.(dmp|mdmp)$|(^|\/)core(\.\d+)?$/.test(name))).toEqual([]);
  });

  it('has every change of a key or a PIN in the signed journal, by fingerprint', async () => {
    expect(await changesNoted()).toMatchObject([
      {
        type: 'keyChanged',
        facts: { slot: 'live', act: 'set', fingerprint: `sha256:${fingerprint(canary)}` },
      },
      { type: 'supervisorPinChanged', facts: { act: 'set', via: 'found' } },
      { type: 'keyChanged', facts: { act: 'replaced', fingerprint: `sha256:${fingerprint(rotated)}` } },
      { type: 'supervisorPinChanged', facts: { act: 'replaced', via: 'found' } },
    ]);
  });

  it('fails closed when the keyring is gone: no practice by accident', async () => {
    const said = await runAppCommand({ args: ['key', 'status'], user, profileDir });
    expect(said.status).toBe(3);
    expect(said.stdout).toContain('keychainPlainText');
  });
});

async function unlock(page: Page): Promise<void> {
  await press(page, 'admin-open');
  for (const digit of PIN.split('')) await press(page, `pin-${digit}`);
  await press(page, 'pin-submit');
  await page.getByTestId('screen-admin').waitFor();
}

const changesNoted = async (): Promise<readonly JournalBody[]> =>
  (await readJournal(profileDir, 'live')).filter(({ type }) => /^(key|supervisorPin)Changed$/.test(type));

/** How much of a core file Linux would write of each process of the program; of one byte it writes none. */
async function coreLimitsOf({ app }: RunningKiosk): Promise<ReadonlySet<string | undefined>> {
  const pids = await app.evaluate(({ app: program }) => program.getAppMetrics().map(({ pid }) => pid));
  expect(pids.length).toBeGreaterThan(3);
  const limits = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/limits`, 'utf8')));
  return new Set(limits.map((text) => /^Max core file size\s+(\d+|unlimited)/m.exec(text)?.[1]));
}

/** A crash of the page's process and then of main: whoever writes dumps writes them now. */
async function crash({ app }: RunningKiosk): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((done) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('render-process-gone', () => done());
        contents?.forcefullyCrashRenderer();
      }),
  );
  const ended = once(app.process(), 'exit', { signal: AbortSignal.timeout(20_000) });
  // Its answer never comes.
  void app.evaluate(() => process.crash()).catch(() => undefined);
  expect((await ended)[1]).toBe('SIGSEGV');
}

async function processList(): Promise<string> {
  return (await promisify(execFile)('ps', ['axww', '-o', 'args'], { maxBuffer: 16_000_000 })).stdout;
}

/** The page's whole heap as text. */
async function heapOf(page: Page): Promise<string> {
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
