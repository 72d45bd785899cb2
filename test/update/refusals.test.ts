import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taken, type UpdateReason } from '../../main/core/update-state.ts';
import { readOffer } from '../../main/update/engine.ts';
import { createFetcher } from '../../main/update/fetch.ts';
import { recordFile } from '../../main/update/record-file.ts';
import type { StationUpdates } from '../../main/update/updater.ts';
import { startUpdateServer, type UpdateServer } from '../support/update-server.ts';
import { QUIET, tryUpdate as tryOn, type Change, type Tried } from './try-update.ts';

const OLD = '#!/bin/sh\necho old\n';
const NEW = '#!/bin/sh\necho new\n';

let server: UpdateServer;
let folder: string;
let image: string;

beforeAll(async () => {
  server = await startUpdateServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-update-'));
  image = join(folder, 'kiosk.AppImage');
  await writeFile(image, OLD, { mode: 0o755 });
  // electron-updater asks its environment whether it runs in an AppImage.
  process.env['APPIMAGE'] = image;
  server.status = null;
  server.asked.length = 0;
  await server.offer('0.2.0', NEW);
  return async () => {
    delete process.env['APPIMAGE'];
    await rm(folder, { recursive: true, force: true });
  };
});

const tryUpdate = (change?: Change, act?: (updates: StationUpdates) => Promise<unknown>): Promise<Tried> =>
  tryOn({ server, folder, image }, change, act);

describe('an update that is in order', () => {
  it('is fetched by electron-updater, kept a way back for, put in place in one step and written into the journal', async () => {
    const { steps, restarts, updates } = await tryUpdate();
    expect(steps).toEqual([
      { act: 'checked', version: '0.2.0', reason: null },
      { act: 'downloaded', version: '0.2.0', reason: null },
      { act: 'installing', version: '0.2.0', reason: null },
    ]);
    expect(restarts).toBe(1);
    expect(await readFile(image, 'utf8')).toBe(NEW);
    expect((await stat(image)).mode & 0o777).toBe(0o755);
    expect(await readFile(join(folder, 'updates/kept/0.1.0.AppImage'), 'utf8')).toBe(OLD);
    expect(updates.state()).toMatchObject({ wayBack: '0.1.0', startsLeft: 3 });
    expect(server.asked).toEqual([
      'latest-linux.yml',
      'latest-linux.yml.sig',
      'liveness-kiosk-0.2.0-x86_64.AppImage',
    ]);
  });

  it('comes by itself once the station is quiet, and is looked for every half hour at most', async () => {
    let use = { ...QUIET, isSupervised: false, idleForMs: 0 };
    const { restarts } = await tryUpdate({ use: () => use }, async (updates) => {
      await updates.tick();
      expect(server.asked).toEqual([]);
      use = { ...use, idleForMs: 600_000 };
      server.status = 503;
      await updates.tick();
      await updates.tick();
      expect(server.asked).toHaveLength(1);
      expect(updates.state().last).toMatchObject({ act: 'refused', reason: 'unreachable' });
    });
    expect(restarts).toBe(0);
  });
});

const flip = (bytes: Buffer): Buffer => {
  const changed = Buffer.from(bytes);
  const at = changed.byteLength - 4;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

/** What is wrong, how it comes about, and the files that may be asked for before it is seen. */
const REFUSALS: readonly (readonly [
  string,
  UpdateReason,
  { readonly before?: () => unknown; readonly asks: number } & Change,
])[] = [
  ['a byte of the list changed', 'badSignature', { asks: 2, before: () => server.put('list', flip) }],
  [
    'another key signed the list',
    'badSignature',
    { asks: 2, settings: { publicKeys: [`MCowBQYDK2VwAyEA${'A'.repeat(43)}=`] } },
  ],
  [
    'the signature is none',
    'badSignature',
    { asks: 2, before: () => server.put('signature', () => Buffer.from('none')) },
  ],
  ['a byte of the file changed', 'damaged', { asks: 3, before: () => server.put('file', flip) }],
  [
    'the file is longer than listed',
    'damaged',
    { asks: 3, before: () => server.put('file', (bytes) => Buffer.concat([bytes, bytes])) },
  ],
  ['the version is an older one', 'older', { asks: 2, before: () => server.offer('0.0.9', NEW) }],
  ['the version runs already', 'upToDate', { asks: 2, before: () => server.offer('0.1.0', NEW) }],
  [
    'the version is not released to this station',
    'stagedOut',
    { asks: 2, before: () => server.offer('0.2.0', NEW, 37) },
  ],
  ['it is day', 'outsideWindow', { asks: 2, moment: () => ({ day: 'mon', minute: 600 }) }],
  ['a session runs', 'busy', { asks: 2, use: () => ({ ...QUIET, isIdle: false }) }],
  ['a check waits for a person', 'busy', { asks: 2, use: () => ({ ...QUIET, parked: 1 }) }],
  ['the server’s certificate is unknown', 'untrusted', { asks: 0, caPem: null }],
  ['the server sends on to another place', 'unreachable', { asks: 1, before: () => (server.status = 302) }],
  ['nothing is there', 'unreachable', { asks: 1, before: () => (server.status = 404) }],
  ['apt or an MSI installed the program', 'notUpdatable', { asks: 0, place: { kind: 'other', path: '' } }],
  [
    'the program’s folder is somebody else’s',
    'noRights',
    { asks: 0, place: { kind: 'appImage', path: '/proc/nowhere/kiosk.AppImage' } },
  ],
  ['the policy leaves it to IT', 'off', { asks: 0, settings: { mode: 'off' } }],
];

describe('nothing is installed, and the journal says why, when', () => {
  it.each(REFUSALS)('%s', async (_what, reason, { before, asks, ...change }) => {
    await before?.();
    const { steps, restarts, updates } = await tryUpdate(change);
    expect(steps.at(-1)?.reason).toBe(reason);
    expect(steps.map(({ act }) => act)).not.toContain('installing');
    expect(updates.state().last?.reason).toBe(reason);
    expect(restarts).toBe(0);
    expect(await readFile(image, 'utf8')).toBe(OLD);
    expect(server.asked).toHaveLength(asks);
  });

  it('this version failed here before', async () => {
    recordFile(join(folder, 'updates/record.json')).write({
      v: 1,
      probation: null,
      kept: [],
      blocked: ['0.2.0'],
      untold: [],
    });
    const { steps } = await tryUpdate();
    expect(steps).toEqual([{ act: 'refused', version: '0.2.0', reason: 'blocked' }]);
  });

  it('a session begins while it is fetched: the file waits, and is used later without being fetched again', async () => {
    let looks = 0;
    const first = await tryUpdate({ use: () => ({ ...QUIET, isIdle: (looks += 1) === 1 }) });
    expect(first.steps.map(({ act, reason }) => [act, reason])).toEqual([
      ['checked', null],
      ['downloaded', null],
      ['installing', null],
      ['refused', 'busy'],
    ]);
    expect(await readFile(image, 'utf8')).toBe(OLD);
    server.asked.length = 0;
    const second = await tryUpdate();
    expect(second.restarts).toBe(1);
    expect(server.asked).toEqual(['latest-linux.yml', 'latest-linux.yml.sig']);
    expect(await readFile(image, 'utf8')).toBe(NEW);
  });

  it('somebody changes the fetched file before it is put in place', async () => {
    const { steps } = await tryUpdate({
      keep: (downloaded) => {
        writeFileSync(downloaded, 'something else');
        return taken([]);
      },
    });
    expect(steps.at(-1)).toEqual({ act: 'refused', version: '0.2.0', reason: 'damaged' });
    expect(await readFile(image, 'utf8')).toBe(OLD);
  });

  it('the same refusal comes again: the journal has it once', async () => {
    await server.put('list', flip);
    const { steps } = await tryUpdate({}, async (updates) => {
      await updates.check();
      await updates.check();
    });
    expect(steps).toEqual([{ act: 'refused', version: null, reason: 'badSignature' }]);
  });

  it('Windows is to take an installer and the build named no publisher, or one that is none', async () => {
    const caBundlePem = server.caPem;
    const { address, publicKey } = server;
    const fetcher = createFetcher({
      address,
      caBundlePem,
      readSystemCertificates: () => [],
      resolveProxy: null,
    });
    const configPath = join(folder, 'app-update.yml');
    const offer = (): ReturnType<typeof readOffer> =>
      readOffer({ fetcher, configPath, publicKeys: [publicKey], place: { kind: 'nsis', path: folder } });
    expect(await offer()).toMatchObject({ refusal: { reason: 'noPublisher' } });
    for (const publisherName of [[], [''], null]) {
      await writeFile(configPath, JSON.stringify({ publisherName }));
      expect(await offer()).toMatchObject({ refusal: { reason: 'noPublisher' } });
    }
    expect(server.asked).toEqual([]);
    await writeFile(configPath, JSON.stringify({ publisherName: ['CN=Bank, O=Bank, C=VN'] }));
    // This server has no list for Windows: it was asked for.
    expect(await offer()).toMatchObject({ refusal: { reason: 'unreachable' } });
  });
});
