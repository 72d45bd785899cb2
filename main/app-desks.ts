import { join } from 'node:path';
import { app } from 'electron';
import { leaveProgram, readAbout } from './app-admin.ts';
import type { Books } from './app-books.ts';
import { openFleet, openFleetDesk } from './app-fleet.ts';
import { exportFolder, openHistory } from './app-history.ts';
import { appInfo } from './app-info.ts';
import { openRing, type OpenRing } from './app-ring.ts';
import type { StationService } from './app-service.ts';
import type { OpenSession } from './app-session.ts';
import { openStationDesk } from './app-station.ts';
import type { OpenUpdates } from './app-updates.ts';
import { programVersion } from './app-version.ts';
import type { ShownWindow } from './app-window.ts';
import type { AdminDesk } from './admin/desk.ts';
import type { Config } from './config.ts';
import type { Clock } from './core/ports.ts';
import type { Result } from './core/result.ts';
import type { Handlers } from './ipc/answer.ts';
import { createHandlers } from './ipc/handlers.ts';
import { push } from './ipc/register.ts';
import { readScores } from './journal/training-scores.ts';
import { fileCameraMemory } from './kiosk/camera-memory.ts';
import { pickCardFile } from './kiosk/card-source.ts';
import type { CustomerScreen } from './kiosk/customer-screen.ts';
import type { MediaPrechecker } from './media/prechecker.ts';
import { createTrainingDesk, type PracticeControls } from './practice/training-desk.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';
import { takeCardFile } from './session/card-file.ts';
import type { StationDesk } from './station/desk.ts';

export interface DesksParts {
  readonly config: Config;
  readonly prechecker: MediaPrechecker;
  readonly service: StationService;
  readonly practice: PracticeControls | null;
  readonly clock: Clock;
  readonly books: Books;
  readonly session: OpenSession;
  readonly admin: AdminDesk;
  readonly shown: ShownWindow;
  readonly customer: CustomerScreen;
  readonly updates: OpenUpdates;
}

export interface OpenDesks {
  readonly handlers: Handlers;
  /** Begins what runs daily. */
  start(): void;
  dispose(): void;
}

/** Everything the two pages may ask for, over this station's books, session and windows. */
export async function openDesks(parts: DesksParts): Promise<OpenDesks> {
  const { config, service, clock, books, session, admin, shown, customer, updates } = parts;
  const { mode } = service;
  const { runner } = session;
  const history = openHistory({
    config,
    mode,
    journal: books.journal,
    printer: session.printer,
    clock,
    isSupervisor: () => admin.isUnlocked(),
    onProgress: (progress) => push(shown.window.webContents, 'history.progress', progress),
  });
  const { ring, station } = await openStation(parts);
  const fleet = await openFleet({
    config,
    mode,
    journal: books.journal,
    clock,
    readKey: readFleetKey,
    session: () => runner.session(),
    notes: () => books.ledger.desk.notes(),
    ring,
  });
  const handlers = createHandlers({
    info: appInfo(config, mode, books.handOver !== null),
    runner,
    vault: session.vault,
    cameras: fileCameraMemory(join(app.getPath('userData'), 'cameras.json')),
    pickCard: () =>
      takeCardFile({ isOn: config.policy.card.fromFile, runner, pick: () => pickCardFile(shown.window) }),
    admin,
    history,
    station,
    ...otherDesks(parts),
    about: () => readAbout(config, programVersion()),
    policy: () => ({ ...config.policyState, ring: ring?.shown() ?? null }),
    stats: books.ledger.stats,
    customer,
    updates,
    beat: () => updates.beat(),
  });
  return {
    handlers,
    start: () => history.startClocks(),
    dispose() {
      ring?.stop();
      void fleet?.stop();
      history.dispose();
    },
  };
}

/** The daily check, and the ring of policies that listens to it where the policy names one. */
async function openStation(
  parts: DesksParts,
): Promise<{ readonly ring: OpenRing | null; readonly station: StationDesk }> {
  const { config, service, clock, books, session, admin, shown } = parts;
  const { journal } = books;
  const own = openStationDesk({
    config,
    mode: service.mode,
    clock,
    service,
    journal,
    warmUp: (signal) => parts.prechecker.warmUp(signal),
    session: () => session.runner.session(),
    window: () => shown.window,
  });
  const ring = await openRing({
    config,
    journal,
    clock,
    station: own,
    isFree: () => session.runner.session().name === 'idle' && !admin.isUnlocked(),
    restart: () => leaveProgram('restart'),
  });
  return { ring, station: ring?.station ?? own };
}

const readFleetKey = (): Promise<Result<string>> => storedServiceKeys(app.getPath('userData')).read('fleet');

function otherDesks(parts: DesksParts): Pick<Parameters<typeof createHandlers>[0], 'fleet' | 'training'> {
  const { config, clock, books, admin } = parts;
  const { journal } = books;
  return {
    fleet: openFleetDesk(
      { config, clock, readKey: readFleetKey },
      { isSupervisor: () => admin.isUnlocked(), exportFolder: exportFolder() },
    ),
    training: createTrainingDesk({
      practice: parts.practice,
      isTrainer: () => admin.isUnlocked(),
      note: (sessionId, facts) => void journal.append({ type: 'trainingScored', sessionId, facts }),
      scores: () => readScores(journal.database),
    }),
  };
}
