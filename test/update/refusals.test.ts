import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../main/journal/database.ts';
import { parseBody } from '../../main/core/journal-line.ts';
import type { LocalMoment, StationUse } from '../../main/core/update-moment.ts';
import { updateSettingsSchema, type UpdateSettings } from '../../main/core/update-settings.ts';
import { taken, type UpdateReason, type UpdateStep } from '../../main/core/update-state.ts';
import { createEngine } from '../../main/update/engine.ts';
import { createFetcher } from '../../main/update/fetch.ts';
import { recordFile } from '../../main/update/record-file.ts';
import { createStationUpdates, type StationUpdates, type UpdaterPorts } from '../../main/update/updater.ts';
import { keepForWayBack } from '../../main/update/way-back.ts';
import { openSample } from '../journal/sample-journal.ts';
import { startUpdateServer, type UpdateServer } from '../support/update-server.ts';

const OLD = '#!/bin/sh\necho old\n';
const NEW = '#!/bin/sh\necho new\n';
const NIGHT: LocalMoment = { day: 'mon', minute: 60 };
const QUIET: StationUse = { isIdle: true, isSupervised: true, idleForMs: 3_600_000, parked: 0 };

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

interface Tried {
  readonly updates: StationUpdates;
  readonly steps: readonly UpdateStep[];
  readonly restarts: number;
}

/** The real electron-updater over real HTTPS, with the real record and journal; only station and clock are made up. */
async function tryUpdate(
  change: Partial<Omit<UpdaterPorts, 'settings'>> & {
    readonly settings?: Partial<UpdateSettings>;
    readonly caPem?: string | null;
  } = {},
  act: (updates: StationUpdates) => Promise<unknown> = (updates) => updates.check(),
): Promise<Tried> {
  const journal = await openSample(folder);
  const place = { kind: 'appImage', path: image } as const;
  const record = recordFile(join(folder, 'updates/record.json'));
  const settings = updateSettingsSchema.parse({
    mode: 'automatic',
    address: server.address,
    publicKeys: [server.publicKey],
    window: { from: '00:00', to: '05:00' },
    ...change.settings,
  });
  let restarts = 0;
  const { settings: _settings, caPem = server.caPem, ...ports } = change;
  const updates = createStationUpdates({
    settings,
    version: '0.1.0',
    place,
    bucketPercent: 37,
    openEngine: () => {
      const { address, publicKeys } = settings;
      const fetcher = createFetcher({
        address: address ?? '',
        caBundlePem: caPem,
        readSystemCertificates: () => [],
        resolveProxy: null,
      });
      const configPath = join(folder, 'app-update.yml');
      return Promise.resolve(
        taken(
          createEngine({
            place,
            version: '0.1.0',
            folder: join(folder, 'updates'),
            configPath,
            publicKeys,
            fetcher,
          }),
        ),
      );
    },
    record,
    keep: (downloaded, version) =>
      keepForWayBack(join(folder, 'updates/kept'), place, record.read(), {
        downloaded,
        version,
        running: '0.1.0',
      }),
    moment: () => NIGHT,
    use: () => QUIET,
    journal,
    now: () => 1_790_000_000_000,
    restart: () => (restarts += 1),
    ...ports,
  });
  await act(updates);
  await journal.close();
  const database = openDatabase(join(folder, 'journal.db'));
  const bodies = database.after(0, 100).map(({ body }) => parseBody(body));
  database.close();
  const steps = bodies.flatMap((body) => (body?.type === 'updateStep' ? [body.facts] : []));
  return { updates, steps, restarts };
}

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
  { readonly before?: () => unknown; readonly asks: number } & NonNullable<Parameters<typeof tryUpdate>[0]>,
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
});
