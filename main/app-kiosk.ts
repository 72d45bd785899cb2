import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import packageJson from '../package.json' with { type: 'json' };
import { followCardFolder } from './app-card-folder.ts';
import { openAdminDesk, openStationLocks, readAbout, readStationState } from './app-admin.ts';
import { openFleet, openFleetDesk } from './app-fleet.ts';
import { openHandOver, retryWhenIdle } from './app-hand-over.ts';
import { exportFolder, openHistory, receiptFolder } from './app-history.ts';
import { openStationJournal } from './app-journal.ts';
import { openStationLedger } from './app-ledger.ts';
import type { StationService } from './app-service.ts';
import { openStationDesk } from './app-station.ts';
import { openWindow, type ShownWindow } from './app-window.ts';
import type { Config } from './config.ts';
import { appearanceOf } from './core/appearance.ts';
import type { AppInfo, Audience } from './core/contract.ts';
import type { Clock, Desk, StationSigner } from './core/ports.ts';
import type { Result } from './core/result.ts';
import { failed, ok } from './core/result.ts';
import { deadlinesWithin } from './core/session-events.ts';
import type { OpenHandOver } from './evidence/hand-over.ts';
import { createHandlers } from './ipc/handlers.ts';
import { push, registerIpc } from './ipc/register.ts';
import { readLogo } from './kiosk/brand-logo.ts';
import { fileCameraMemory } from './kiosk/camera-memory.ts';
import { createCustomerScreen, type CustomerScreen } from './kiosk/customer-screen.ts';
import { pickCardFile } from './kiosk/card-source.ts';
import type { MediaPrechecker } from './media/prechecker.ts';
import { readScores } from './journal/training-scores.ts';
import { createTrainingDesk, type PracticeControls } from './practice/training-desk.ts';
import { watchStation } from './journal/station-changes.ts';
import { folderEvidence } from './practice/evidence.ts';
import { electronPagePrinter } from './receipt/printer.ts';
import { stationPrinter } from './receipt/station-printer.ts';
import { verdictWords } from './receipt/verdict-words.ts';
import { takeCardFile } from './session/card-file.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';
import { noEvidence } from './session/evidence-sink.ts';
import { createRunner } from './session/runner.ts';
import { systemAlarm } from './session/system-alarm.ts';
import { createVault } from './session/vault.ts';

const clock: Clock = { now: () => Date.now() };

export interface KioskParts {
  readonly config: Config;
  readonly prechecker: MediaPrechecker;
  readonly service: StationService;
  /** How a trainer steers the practice service; null with a live one. */
  readonly practice: PracticeControls | null;
}

/** Opens the window over a fresh session; resolves when the page is loaded. */
export async function openKiosk(parts: KioskParts): Promise<Result<BrowserWindow>> {
  const { policy } = parts.config;
  const { mode } = parts.service;
  const logo = readLogo(policy.appearance.logoPath);
  if (!logo.ok) return failed(logo.failure);
  const locks = openStationLocks(parts.config, app.getPath('userData'), clock);
  const desk = openAdminDesk({
    config: parts.config,
    mode,
    clock,
    locks,
    noteChanges: () => changes.note('screen'),
    note: async (act) => {
      if (journal.ok) await journal.value.append({ type: 'adminAct', sessionId: null, facts: { act } });
    },
    session: () => runner.session(),
    window: () => shown.window,
    changed: () => void desk.state().then((state) => push(shown.window.webContents, 'admin.changed', state)),
  });
  const journal = await openStationJournal({
    teller: () => desk.teller() ?? 'none',
    mode,
    stationId: policy.stationId,
    headFolder: policy.journal.headFolder,
    userDataDir: app.getPath('userData'),
    clock,
  });
  if (!journal.ok) return failed(journal.failure);
  const station = await openStationLedger({
    service: parts.service,
    policy,
    userDataDir: app.getPath('userData'),
    clock,
    journal: journal.value,
  });
  if (!station.ok) return failed(station.failure);
  const handOver = openHandOver({
    policy,
    mode,
    clock,
    signer: journal.value.signer,
    journal: journal.value,
    userDataDir: app.getPath('userData'),
  });
  if (!handOver.ok) return failed(handOver.failure);
  const version = programVersion();
  await journal.value.append({ type: 'programStarted', sessionId: null, facts: { version } });
  const changes = watchStation(journal.value, () => readStationState(locks));
  await changes.note('found');
  // A command that changed a key or a PIN makes itself known like a second start.
  app.on('second-instance', () => void changes.note('found'));
  const vault = createVault();
  const printer = openPrinter(parts.config, journal.value.signer);
  const runner = createRunner({
    prechecker: parts.prechecker,
    service: station.value.service,
    printer,
    journal: journal.value,
    desk: withHandOver(station.value.desk, handOver.value),
    parking: station.value.parking,
    vault,
    clock,
    alarm: systemAlarm,
    evidence:
      mode === 'practice' && parts.config.evidenceFolder !== null
        ? folderEvidence(parts.config.evidenceFolder)
        : noEvidence,
    handOver: handOver.value,
    newSessionId,
    stationId: policy.stationId,
    rules: {
      maxTries: policy.maxTries,
      cardRequired: policy.cardRequired,
      consentAct: policy.consentAct,
      defaultLanguage: policy.defaultLanguage,
      mayPark: policy.parking.hours !== null,
    },
    deadlinesMs: deadlinesWithin(policy.kiosk.idleSeconds),
  });
  const shown = await openWindow({
    config: parts.config,
    mode,
    runner,
    logo: logo.value,
    mayAlsoUseCamera: (contents) => customer.mayUseCamera(contents),
  });
  const customer = createCustomerScreen({
    policy: policy.secondScreen,
    setting: {
      mode,
      recordingMs: policy.recording.lengthMs,
      handsOver: policy.handOver !== null,
      consentAct: policy.consentAct,
      appearance: appearanceOf(policy.appearance),
    },
    runner,
    teller: shown.window,
    open: (bounds) => shown.openSecond(bounds),
  });
  runner.subscribe((state) => push(shown.window.webContents, 'session.changed', state));
  const cameras = fileCameraMemory(join(app.getPath('userData'), 'cameras.json'));
  const about = (): ReturnType<typeof readAbout> => readAbout(parts.config, version);
  const history = openHistory({
    config: parts.config,
    mode,
    journal: journal.value,
    printer,
    clock,
    isSupervisor: () => desk.isUnlocked(),
    onProgress: (progress) => push(shown.window.webContents, 'history.progress', progress),
  });
  const readFleetKey = (): Promise<Result<string>> =>
    storedServiceKeys(app.getPath('userData')).read('fleet');
  const fleet = await openFleet({
    config: parts.config,
    mode,
    journal: journal.value,
    clock,
    readKey: readFleetKey,
    session: () => runner.session(),
    notes: () => station.value.desk.notes(),
  });
  const handlers = createHandlers({
    info: appInfo(parts, handOver.value !== null),
    runner,
    vault,
    cameras,
    pickCard: () =>
      takeCardFile({ isOn: policy.card.fromFile, runner, pick: () => pickCardFile(shown.window) }),
    admin: desk,
    history,
    station: openStationDesk({
      config: parts.config,
      mode,
      clock,
      service: parts.service,
      journal: journal.value,
      warmUp: (signal) => parts.prechecker.warmUp(signal),
      session: () => runner.session(),
      window: () => shown.window,
    }),
    about,
    policy: () => parts.config.policyState,
    fleet: openFleetDesk(
      { config: parts.config, clock, readKey: readFleetKey },
      { isSupervisor: () => desk.isUnlocked(), exportFolder: exportFolder() },
    ),
    stats: station.value.stats,
    customer,
    training: createTrainingDesk({
      practice: parts.practice,
      isTrainer: () => desk.isUnlocked(),
      note: (sessionId, facts) => void journal.value.append({ type: 'trainingScored', sessionId, facts }),
      scores: () => readScores(journal.value.database),
    }),
    beat: () => shown.beat(),
  });
  registerIpc(handlers, ({ senderFrame }) => senderOf(senderFrame, shown, customer));
  const stopRetrying =
    handOver.value === null
      ? () => undefined
      : retryWhenIdle(
          handOver.value,
          () => runner.session().name === 'idle',
          () => runner.tellDesk(),
        );
  const leaveFolder = followCardFolder(policy.card.folder, runner);
  app.on('before-quit', () => {
    void fleet?.stop();
    leaveFolder();
    runner.dispose();
    desk.dispose();
    history.dispose();
    stopRetrying();
  });
  await shown.show();
  customer.start();
  return ok(shown.window);
}

function senderOf(
  frame: Electron.WebFrameMain | null,
  shown: ShownWindow,
  customer: CustomerScreen,
): Audience | null {
  if (shown.isTrusted(frame)) return 'teller';
  return customer.isOwnFrame(frame) ? 'customer' : null;
}

/** The teller's notes with how the bank's copies stand. */
const withHandOver = (desk: Desk, handOver: OpenHandOver | null): Desk =>
  handOver === null ? desk : { ...desk, notes: () => ({ ...desk.notes(), handOver: handOver.note() }) };

function openPrinter(config: Config, signer: StationSigner): ReturnType<typeof stationPrinter> {
  const { paper, printer } = config.policy.receipt;
  const page = electronPagePrinter({ paper, printer, folder: receiptFolder(config) });
  return stationPrinter(page, { describe: verdictWords, signer });
}

function appInfo({ config: { policy, isClosed }, service }: KioskParts, handsOver: boolean): AppInfo {
  return {
    version: programVersion(),
    mode: service.mode,
    stationId: policy.stationId,
    defaultLanguage: policy.defaultLanguage,
    cardRequired: policy.cardRequired,
    handsOver,
    consentAct: policy.consentAct,
    maxTries: policy.maxTries,
    recording: policy.recording,
    cameras: policy.cameras,
    card: {
      camera: policy.card.camera,
      fromFile: policy.card.fromFile,
      fromFolder: policy.card.folder !== null,
    },
    isClosed,
    secondScreen: policy.secondScreen.show === 'auto',
    appearance: appearanceOf(policy.appearance),
  };
}

/** The package's own version: a build server may have given it another than package.json's. */
const programVersion = (): string => (app.isPackaged ? app.getVersion() : packageJson.version);

/** Letters and digits that can't be mistaken for one another when read aloud. */
const REFERENCE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A reference such as "K7QM-2XTA-9P": 30^10 of them, without any meaning. */
function newSessionId(): string {
  const letters = Array.from({ length: 10 }, () => REFERENCE_LETTERS[randomInt(REFERENCE_LETTERS.length)]);
  return letters.join('').replace(/(.{4})(.{4})(.{2})/, '$1-$2-$3');
}
