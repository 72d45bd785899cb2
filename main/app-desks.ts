import { join } from 'node:path';
import { app } from 'electron';
import { readAbout } from './app-admin.ts';
import type { Books } from './app-books.ts';
import { openFleet, openFleetDesk } from './app-fleet.ts';
import { exportFolder, openHistory } from './app-history.ts';
import { appInfo, programVersion } from './app-info.ts';
import type { StationService } from './app-service.ts';
import type { OpenSession } from './app-session.ts';
import { openStationDesk } from './app-station.ts';
import type { ShownWindow } from './app-window.ts';
import type { AdminDesk } from './admin/desk.ts';
import type { Config } from './config.ts';
import type { Clock } from './core/ports.ts';
import type { Result } from './core/result.ts';
import { createHandlers } from './ipc/handlers.ts';
import { push, type Handlers } from './ipc/register.ts';
import { readScores } from './journal/training-scores.ts';
import { fileCameraMemory } from './kiosk/camera-memory.ts';
import { pickCardFile } from './kiosk/card-source.ts';
import type { CustomerScreen } from './kiosk/customer-screen.ts';
import type { MediaPrechecker } from './media/prechecker.ts';
import { createTrainingDesk, type PracticeControls } from './practice/training-desk.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';
import { takeCardFile } from './session/card-file.ts';

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
}

export interface OpenDesks {
  readonly handlers: Handlers;
  /** Begins what runs daily. */
  start(): void;
  dispose(): void;
}

/** Everything the two pages may ask for, over this station's books, session and windows. */
export async function openDesks(parts: DesksParts): Promise<OpenDesks> {
  const { config, service, clock, books, session, admin, shown, customer } = parts;
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
  const fleet = await openFleet({
    config,
    mode,
    journal: books.journal,
    clock,
    readKey: readFleetKey,
    session: () => runner.session(),
    notes: () => books.ledger.desk.notes(),
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
    ...otherDesks(parts),
    about: () => readAbout(config, programVersion()),
    policy: () => config.policyState,
    stats: books.ledger.stats,
    customer,
    beat: () => shown.beat(),
  });
  return {
    handlers,
    start: () => history.startClocks(),
    dispose() {
      void fleet?.stop();
      history.dispose();
    },
  };
}

const readFleetKey = (): Promise<Result<string>> => storedServiceKeys(app.getPath('userData')).read('fleet');

function otherDesks(
  parts: DesksParts,
): Pick<Parameters<typeof createHandlers>[0], 'station' | 'fleet' | 'training'> {
  const { config, service, clock, books, session, admin, shown } = parts;
  const { journal } = books;
  return {
    station: openStationDesk({
      config,
      mode: service.mode,
      clock,
      service,
      journal,
      warmUp: (signal) => parts.prechecker.warmUp(signal),
      session: () => session.runner.session(),
      window: () => shown.window,
    }),
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
