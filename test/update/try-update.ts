import { join } from 'node:path';
import { openDatabase } from '../../main/journal/database.ts';
import { parseBody } from '../../main/core/journal-line.ts';
import type { LocalMoment, StationUse } from '../../main/core/update-moment.ts';
import { updateSettingsSchema, type UpdateSettings } from '../../main/core/update-settings.ts';
import { taken, type UpdateStep } from '../../main/core/update-state.ts';
import { createEngine } from '../../main/update/engine.ts';
import { createFetcher } from '../../main/update/fetch.ts';
import { recordFile } from '../../main/update/record-file.ts';
import { createStationUpdates, type StationUpdates, type UpdaterPorts } from '../../main/update/updater.ts';
import { keepForWayBack } from '../../main/update/way-back.ts';
import { openSample } from '../journal/sample-journal.ts';
import type { UpdateServer } from '../support/update-server.ts';

const NIGHT: LocalMoment = { day: 'mon', minute: 60 };
/** A station that nobody uses, with a supervisor at it who asked. */
export const QUIET: StationUse = { isIdle: true, isSupervised: true, idleForMs: 3_600_000, parked: 0 };

export interface Tried {
  readonly updates: StationUpdates;
  readonly steps: readonly UpdateStep[];
  readonly restarts: number;
}

/** Where an update is tried: the bank's server, a folder for everything, the program's file in it. */
export interface Bench {
  readonly server: UpdateServer;
  readonly folder: string;
  readonly image: string;
}

export type Change = Partial<Omit<UpdaterPorts, 'settings'>> & {
  readonly settings?: Partial<UpdateSettings>;
  readonly caPem?: string | null;
};

/** The real electron-updater over real HTTPS, with the real record and journal; only station and clock are made up. */
export async function tryUpdate(
  { server, folder, image }: Bench,
  change: Change = {},
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
