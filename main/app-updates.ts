import { join } from 'node:path';
import { app } from 'electron';
import { resolveProxy } from './app-proxy.ts';
import { leaveFor, updatePlace, type UpdatePlace } from './app-start.ts';
import { programVersion } from './app-version.ts';
import type { Config } from './config.ts';
import type { Clock, Desk, Journal } from './core/ports.ts';
import type { Session } from './core/session-shape.ts';
import { localMoment } from './core/update-moment.ts';
import { bucketOf } from './core/update-offer.ts';
import { proveStart } from './core/update-probation.ts';
import { refused, taken, type Taken } from './core/update-state.ts';
import { readDeviceId } from './journal/device-id.ts';
import { readSystemCertificates } from './liveness/trust.ts';
import { readCaBundle } from './update/ca-bundle.ts';
import type { UpdateEngine } from './update/engine.ts';
import { createFetcher } from './update/fetch.ts';
import { createStationUpdates, type StationUpdates } from './update/updater.ts';
import { dropOthers, endByGoingBack, keepForWayBack } from './update/way-back.ts';

export interface UpdatesParts {
  readonly config: Config;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly session: () => Session;
  readonly notes: Desk['notes'];
  readonly isSupervised: () => boolean;
}

export interface OpenUpdates extends StationUpdates {
  /** The page has drawn something. */
  beat(): void;
  /** The session has moved: the quiet time begins anew. */
  touch(): void;
  /** Crash after crash: a version in probation goes. */
  onLoop(): void;
  dispose(): void;
}

/** A start that has lived so long has proved itself; a loop of crashes is seen well before. */
const PROVEN_AFTER_MS = 60_000;
const TICK_MS = 60_000;

/** Updates of this station, as its policy asks for them. */
export async function openUpdates(parts: UpdatesParts): Promise<OpenUpdates> {
  const { clock, journal } = parts;
  const here = updatePlace();
  const { record, place, keptFolder } = here;
  const settings = parts.config.policy.updates;
  let lastUseMs = clock.now();
  const restart = (): void => {
    leaveFor(place, true);
    app.quit();
  };
  const updates = createStationUpdates({
    settings,
    version: programVersion(),
    place,
    // Asks the registry on Windows: not on the way to the first screen of a station that takes no updates.
    bucketPercent: settings.mode === 'off' ? 0 : bucketOf(await readDeviceId()),
    openEngine: () => openEngine(parts.config, here),
    record,
    keep: (downloaded, version) =>
      keepForWayBack(keptFolder, place, record.read(), { downloaded, version, running: programVersion() }),
    moment: () => localMoment(new Date(clock.now())),
    use: () => ({
      isIdle: parts.session().name === 'idle',
      isSupervised: parts.isSupervised(),
      idleForMs: clock.now() - lastUseMs,
      parked: parts.notes().parked.length,
    }),
    journal,
    now: () => clock.now(),
    restart,
  });
  await tellUntold(here, journal);
  dropOthers(keptFolder, record.read().kept);
  const probation = watchProbation(here);
  const ticking = setInterval(() => void updates.tick(), TICK_MS);
  return {
    ...updates,
    touch() {
      lastUseMs = clock.now();
    },
    beat: () => probation.beat(),
    onLoop() {
      if (record.read().probation === null) return;
      probation.fail();
      if (endByGoingBack(record, keptFolder, place).ok) restart();
    },
    dispose() {
      clearInterval(ticking);
      probation.end();
    },
  };
}

interface Probation {
  beat(): void;
  /** This start is not to be counted as good any more. */
  fail(): void;
  end(): void;
}

/** A start is good once its page has drawn something and it has lived for a while, or was ended by a person. */
function watchProbation({ record }: UpdatePlace): Probation {
  let isOpen = record.read().probation !== null;
  let hasDrawn = false;
  const prove = (): void => {
    if (!isOpen || !hasDrawn) return;
    isOpen = false;
    const now = record.read();
    // A newer version may have been put in place meanwhile: its first start is still to come.
    if (now.probation?.version === programVersion()) record.write(proveStart(now));
  };
  const timer = setTimeout(prove, PROVEN_AFTER_MS);
  return {
    beat() {
      hasDrawn = true;
    },
    fail() {
      isOpen = false;
    },
    end() {
      clearTimeout(timer);
      prove();
    },
  };
}

/** Steps that happened while no journal was open. */
async function tellUntold({ record }: UpdatePlace, journal: Journal): Promise<void> {
  const { untold } = record.read();
  if (untold.length === 0) return;
  for (const facts of untold) await journal.append({ type: 'updateStep', sessionId: null, facts });
  record.write({ ...record.read(), untold: [] });
}

async function openEngine({ policy }: Config, { folder, place }: UpdatePlace): Promise<Taken<UpdateEngine>> {
  const { address, publicKeys, caBundlePath } = policy.updates;
  if (address === null) return refused('off');
  const bundle = readCaBundle(caBundlePath);
  if (!bundle.ok) return bundle;
  // Loaded where it is used: most stations never look for updates by themselves.
  const { createEngine } = await import('./update/engine.ts');
  return taken(
    createEngine({
      place,
      version: programVersion(),
      folder,
      configPath: join(process.resourcesPath, 'app-update.yml'),
      publicKeys,
      fetcher: createFetcher({
        address,
        caBundlePem: bundle.value,
        readSystemCertificates,
        resolveProxy,
      }),
    }),
  );
}
