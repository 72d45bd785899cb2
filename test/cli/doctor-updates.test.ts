import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkUpdates } from '../../main/cli/doctor-updates.ts';
import type { StationCheck } from '../../main/core/station-check.ts';
import { updateSettingsSchema } from '../../main/core/update-settings.ts';
import type { RunningProgram } from '../../main/update/install-place.ts';
import { startUpdateServer, type UpdateServer } from '../support/update-server.ts';

let server: UpdateServer;
let folder: string;
let image: RunningProgram;

beforeAll(async () => {
  server = await startUpdateServer();
  await server.offer('0.2.0', 'new');
  folder = await mkdtemp(join(tmpdir(), 'kiosk-doctor-'));
  const path = join(folder, 'kiosk.AppImage');
  await writeFile(path, 'old', { mode: 0o755 });
  const env = { APPIMAGE: path, APPDIR: '/tmp/.mount_kiosk' };
  image = { platform: 'linux', env, execPath: '/tmp/.mount_kiosk/liveness-kiosk' };
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function check(change: object = {}, program = image): Promise<StationCheck> {
  server.asked.length = 0;
  const settings = updateSettingsSchema.parse({
    mode: 'automatic',
    address: server.address,
    publicKeys: [server.publicKey],
    caBundlePath: server.caPath,
    ...change,
  });
  return checkUpdates(program, () => Promise.resolve('DIRECT'), settings);
}

describe('doctor’s line about updates', () => {
  it('is well with a list that is signed, and fetches nothing but that', async () => {
    expect(await check()).toMatchObject({
      name: 'updates',
      state: 'ok',
      detail: `automatic, staged, 20:00-05:00, ${server.address}`,
    });
    expect(server.asked).toEqual(['latest-linux.yml', 'latest-linux.yml.sig']);
  });

  const other = { platform: 'linux', env: {}, execPath: '/opt/liveness-kiosk/liveness-kiosk' } as const;
  const foreign = (): RunningProgram => ({
    ...image,
    env: { ...image.env, APPIMAGE: '/proc/nowhere/kiosk.AppImage' },
  });

  it('asks nobody where policy leaves updates to IT, nor where this program could not take one', async () => {
    expect(await check({ mode: 'off' })).toMatchObject({ state: 'ok', detail: 'off' });
    expect(await check({}, other)).toMatchObject({ state: 'attention', cause: 'updatesNotHere' });
    expect(await check({}, foreign())).toMatchObject({ state: 'attention', cause: 'updatesNoRights' });
    expect(await check({ caBundlePath: join(folder, 'nowhere.pem') })).toMatchObject({
      cause: 'updatesUnreachable',
    });
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['a certificate that nobody vouches for', { caBundlePath: null }, 'updatesUnreachable'],
    ['an address where nothing is', { address: 'https://localhost:9/kiosk' }, 'updatesUnreachable'],
    [
      'a list that another key signed',
      { publicKeys: [`MCowBQYDK2VwAyEA${'A'.repeat(43)}=`] },
      'updatesUnsigned',
    ],
  ])('names %s, with what to do', async (_what, change, cause) => {
    expect(await check(change)).toMatchObject({ state: 'attention', cause });
  });
});
