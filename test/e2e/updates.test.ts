import { appendFile, chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArchived } from '../../.ci/dist/archive.ts';
import { scryptHasher } from '../../main/admin/pin-hash.ts';
import { parseJson } from '../../main/core/parse-json.ts';
import { updateRecordSchema } from '../../main/core/update-probation.ts';
import { updateStateSchema, type UpdateState } from '../../main/core/update-state.ts';
import { runCli } from '../cli/run-cli.ts';
import { makeImage } from '../support/image-stand-in.ts';
import { onScreen, press } from '../support/journey.ts';
import { packagedProgram } from '../support/packaged-program.ts';
import { findJournal, readJournal } from '../support/read-journal.ts';
import { canOpenStationRoot, openStationRoot, type StationRoot } from '../support/station-root.ts';
import { startUpdateServer, type UpdateServer } from '../support/update-server.ts';

const PIN = '739164';
const [OLD, BAD, GOOD] = ['0.1.0', '0.1.1', '0.1.2'];

let station: StationRoot;
let server: UpdateServer;
let session: ChildProcess | null = null;
let images: Record<string, string>;
let image: string;
let profile: string;
let browser: Browser | null = null;
let page: Page;

beforeAll(async () => {
  if (!canOpenStationRoot) return;
  const program = await packagedProgram();
  [station, server] = await Promise.all([openStationRoot(), startUpdateServer()]);
  const folder = station.shared;
  images = {
    [OLD]: await makeImage({ program, folder, version: OLD }),
    [BAD]: await makeImage({ program, folder, version: BAD, failsToStart: true }),
    [GOOD]: await makeImage({ program, folder, version: GOOD }),
  };
  image = join(folder, 'apps/kiosk.AppImage');
  profile = join(folder, 'profile');
  await copyFile(server.caPath, join(folder, 'ca.pem'));
  for (const name of ['todo', 'ends']) await writeFile(join(folder, name), '');
  await chmod(join(folder, 'ends'), 0o666);
  station.run('install', '-d', '-o', 'teller', join(folder, 'apps'), profile);
  await writeFile(image, images[OLD] ?? '', { mode: 0o755 });
  station.run('chown', 'teller', image);
  // A display that outlives the programs on it, as a desktop does.
  const shell = `tail -n +1 -f ${folder}/todo | sh`;
  session = station.startAsTeller([
    'xvfb-run',
    '-a',
    '-s',
    '-screen 0 1366x900x24 -noreset',
    'sh',
    '-c',
    shell,
  ]);
}, 300_000);

afterAll(async () => {
  if (!canOpenStationRoot) return;
  await browser?.close();
  station.endTeller();
  session?.kill();
  await Promise.all([station.end(), server.close()]);
});

/** What IT decides on this station; read at the next start. */
async function decide(updates: object): Promise<void> {
  const policy = { updates, kiosk: { supervisorPinHash: await scryptHasher.hash(PIN) } };
  const file = join(station.shared, 'policy.json');
  await writeFile(file, JSON.stringify(policy));
  station.run('install', '-D', '-m', '644', file, '/etc/liveness-kiosk/policy.json');
}

const automatic = (from: string, to: string): object => ({
  mode: 'automatic',
  address: server.address,
  publicKeys: [server.publicKey],
  caBundlePath: join(station.shared, 'ca.pem'),
  window: { from, to },
});

/** Somebody starts the program; the answer is how many have ended by now. */
async function start(): Promise<number> {
  const line = `'${image}' --practice --remote-debugging-port=0 --user-data-dir=${profile} >/dev/null 2>&1; echo $? >>${station.shared}/ends\n`;
  await appendFile(join(station.shared, 'todo'), line);
  return (await ends()).length;
}

const ends = async (): Promise<readonly string[]> =>
  (await readFile(join(station.shared, 'ends'), 'utf8')).split('\n').slice(0, -1);

/** Waits for the welcome screen of this version, which may have started by itself. */
const welcome = (version: string): Promise<void> =>
  expect.poll(() => versionShown(), { timeout: 30_000, interval: 200 }).toBe(version);

/** The version whose welcome screen is shown, or why none is: not there yet, or one that is on its way out. */
async function versionShown(): Promise<string> {
  await browser?.close();
  const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
  const [port = '', path = ''] = text.split('\n');
  try {
    browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`, { timeout: 2000 });
    const pages = browser.contexts().flatMap((context) => context.pages());
    // A hidden page that is being printed may be the first.
    page = await Promise.any(pages.map(async (one) => onScreen(one, 'idle', 2000).then(() => one)));
    return (await ask<{ version: string }>('app.info')).version;
  } catch (error) {
    const why = String(error instanceof AggregateError ? error.errors : error);
    return `${why}\n${station.run('ps', '-eo', 'pid,stat,etimes,args').stdout}`;
  }
}

const ask = <T>(channel: string, input?: unknown): Promise<T> =>
  page.evaluate(
    async ([name, value]) => {
      const door = Reflect.get(globalThis, 'kiosk') as {
        invoke(channel: unknown, input: unknown): Promise<{ ok: boolean; value: T }>;
      };
      const answer = await door.invoke(name, value);
      if (!answer.ok) throw new Error(JSON.stringify(answer));
      return answer.value;
    },
    [channel, input] as const,
  );

const unlock = (): Promise<unknown> => ask('admin.do', { type: 'unlock', pin: PIN });
const look = async (): Promise<UpdateState> => updateStateSchema.parse(await ask('updates.check'));
const onDisk = (): Promise<string> => readFile(image, 'utf8');
const record = async () =>
  updateRecordSchema.parse(parseJson(await readFile(join(profile, 'updates/record.json'), 'utf8')));

async function endProgram(): Promise<void> {
  const gone = new Promise((resolve) => browser?.once('disconnected', resolve));
  await ask('admin.do', { type: 'exit' }).catch(() => undefined);
  await gone;
}

describe.runIf(canOpenStationRoot)('the packaged program in the place of an AppImage', () => {
  it('has the updater in no part that every start runs', () => {
    const program = readArchived(
      join(station.shared, `mount-${GOOD}`, 'resources/app.asar'),
      '/out/main/app.cjs',
    );
    // Every part is a function that is run when it is first asked for, and named by its file.
    const parts = [...program.matchAll(/\b(init_\w+)=__esm\(\{"([^"]+)"\(\)\{(.*?)\}\}\)/gs)].map(
      ([, run = '', file = '', body = '']) => ({ run, file, body }),
    );
    expect(parts.length).toBeGreaterThan(200);
    const needs = new Set(parts.filter(({ body }) => body.includes('require("electron-updater')));
    expect(needs.size).toBeGreaterThan(0);
    // A set goes on to what is added on the way.
    for (const { run } of needs)
      for (const part of parts) if (part.body.includes(`${run}()`)) needs.add(part);
    expect([...needs].map(({ file }) => file).filter((file) => !file.startsWith('main/update/'))).toEqual([]);
    // What runs them from elsewhere does so later, where an update is looked for.
    const outside = parts.reduce((text, { body }) => text.replace(body, ''), program);
    for (const { run } of needs)
      for (const [, before] of outside.matchAll(new RegExp(`(.{0,30})\\b${run}\\(\\)`, 'g')))
        expect(before).toMatch(/\.then\(\(\)=>\($/);
  });

  it('asks nobody where policy leaves updates to IT, also when a supervisor looks', async () => {
    await server.offer(BAD, images[BAD] ?? '');
    await decide({ mode: 'off', address: server.address, publicKeys: [server.publicKey] });
    await start();
    await welcome(OLD);
    await unlock();
    expect((await look()).last).toMatchObject({ act: 'refused', reason: 'off' });
    expect(server.asked).toEqual([]);
    await endProgram();
  });

  it('takes nothing outside its window', async () => {
    // Two hours that begin in eleven.
    const hour = (ahead: number): string =>
      `${String((new Date().getHours() + ahead) % 24).padStart(2, '0')}:00`;
    await decide(automatic(hour(11), hour(13)));
    await start();
    await welcome(OLD);
    await unlock();
    expect((await look()).last).toMatchObject({ version: BAD, reason: 'outsideWindow' });
    expect(server.asked).toEqual(['latest-linux.yml', 'latest-linux.yml.sig']);
    await endProgram();
  });

  it('takes nothing during a session; at idle it puts the new version in place and starts it', async () => {
    await decide(automatic('00:00', '00:00'));
    await start();
    await welcome(OLD);
    await unlock();
    await press(page, 'start');
    await onScreen(page, 'consent');
    expect((await look()).last).toMatchObject({ version: BAD, reason: 'busy' });
    expect(await onDisk()).toBe(images[OLD]);
    await press(page, 'cancel');
    await onScreen(page, 'idle');
    // The program ends while it answers.
    await look().catch(() => undefined);
    await expect.poll(onDisk, { timeout: 10_000 }).toBe(images[BAD]);
    await expect.poll(async () => (await record()).probation?.unproven, { timeout: 10_000 }).toBe(1);
  });

  it('goes back to the version before after three starts that failed, and never takes that one again', async () => {
    const running = (): number => station.run('pgrep', '-f', `mount-${BAD}/liveness-kiosk`).status;
    await expect.poll(running, { timeout: 10_000 }).toBe(1);
    for (const failed of [2, 3]) {
      const before = await start();
      await expect.poll(async () => (await ends()).length, { timeout: 10_000 }).toBeGreaterThan(before);
      expect((await ends()).at(-1)).toBe('7');
      expect((await record()).probation?.unproven).toBe(failed);
    }
    expect(await onDisk()).toBe(images[BAD]);
    await start();
    await welcome(OLD);
    expect(await onDisk()).toBe(images[OLD]);
    await unlock();
    const state = await look();
    expect(state).toMatchObject({
      blocked: [BAD],
      startsLeft: null,
      last: { version: BAD, reason: 'blocked' },
    });
  });

  it('takes the next version, keeps the one before for the way back, and has every step in its journal', async () => {
    await server.offer(GOOD, images[GOOD] ?? '');
    const before = browser;
    void look().catch(() => undefined);
    // Would stay up if the new program took over the old one's connections.
    await expect.poll(() => before?.isConnected(), { timeout: 10_000 }).toBe(false);
    await welcome(GOOD);
    await unlock();
    const state = updateStateSchema.parse(await ask('updates.get'));
    expect(state).toMatchObject({ version: GOOD, startsLeft: 3, wayBack: OLD, blocked: [BAD] });
    const records = await readJournal(profile, 'practice');
    const steps = records.flatMap((body) => (body.type === 'updateStep' ? [body.facts] : []));
    expect(steps.map(({ act, version, reason }) => [act, version, reason].join(' '))).toEqual([
      'refused  off',
      `checked ${BAD} `,
      `refused ${BAD} outsideWindow`,
      `checked ${BAD} `,
      `refused ${BAD} busy`,
      `checked ${BAD} `,
      `downloaded ${BAD} `,
      `installing ${BAD} `,
      `installed ${BAD} `,
      `rolledBack ${BAD} `,
      `refused ${BAD} blocked`,
      `checked ${GOOD} `,
      `downloaded ${GOOD} `,
      `installing ${GOOD} `,
      `installed ${GOOD} `,
    ]);
  });

  it('goes back as well from a version in probation whose page breaks four times in a minute, and its journal is whole', async () => {
    const breakPage = (): unknown => station.run('pkill', '-KILL', '-f', `mount-${GOOD}/.*--type=renderer`);
    for (let survived = 0; survived < 3; survived += 1) {
      breakPage();
      await welcome(GOOD);
    }
    breakPage();
    await welcome(OLD);
    expect(await onDisk()).toBe(images[OLD]);
    expect(await record()).toMatchObject({ probation: null, blocked: [BAD, GOOD] });
    const steps = (await readJournal(profile, 'practice')).filter(({ type }) => type === 'updateStep');
    expect(steps.at(-1)?.facts).toMatchObject({ act: 'rolledBack', version: GOOD });
    await unlock();
    await endProgram();
    const journal = await findJournal(join(profile, 'journal'), 'practice');
    expect((await runCli(['verify-journal', journal ?? ''])).status).toBe(0);
  });
});
