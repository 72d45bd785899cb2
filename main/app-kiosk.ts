import { app } from 'electron';
import { openAdminDesk, openStationLocks } from './app-admin.ts';
import { openBooks, type Books } from './app-books.ts';
import { openScannerFolder, type ScannerFolder } from './app-card-folder.ts';
import { openDesks } from './app-desks.ts';
import { retryWhenIdle } from './app-hand-over.ts';
import { type ChosenService, openService } from './app-service.ts';
import { openSession, type OpenSession } from './app-session.ts';
import { openUpdates, type OpenUpdates } from './app-updates.ts';
import type { ShownWindow } from './app-window.ts';
import type { Config } from './config.ts';
import { appearanceOf } from './core/appearance.ts';
import type { Clock } from './core/ports.ts';
import { failed, ok, type Result } from './core/result.ts';
import type { Mode } from './core/verdict-shape.ts';
import { answerWith } from './ipc/answer.ts';
import { type Answer, push } from './ipc/register.ts';
import { createCustomerScreen, type CustomerScreen } from './kiosk/customer-screen.ts';
import { createPrechecker, type MediaPrechecker } from './media/prechecker.ts';
import type { Runner } from './session/runner.ts';

const clock: Clock = { now: () => Date.now() };

export interface KioskParts {
  readonly config: Config;
  readonly mode: Mode;
  readonly shown: ShownWindow;
  /** The page is there. */
  readonly loaded: Promise<void>;
  /** Lets the page's questions through. */
  readonly tell: (answer: Answer) => void;
}

/** The parts with the engine and the service they name. */
interface StationParts extends KioskParts, ChosenService {
  readonly prechecker: MediaPrechecker;
}

/** Opens what stands behind the window: the books, then a fresh session; only then is the page told anything. */
export async function openKiosk(parts: KioskParts): Promise<Result<void>> {
  const { config, mode } = parts;
  const prechecker = createPrechecker({ policy: config.policy.precheck, ffmpegPath: null, modelsDir: null });
  endWorkBeforeQuit(prechecker);
  const service = await openService(config, mode, prechecker);
  return service.ok ? openStation({ ...parts, ...service.value, prechecker }) : failed(service.failure);
}

async function openStation(parts: StationParts): Promise<Result<void>> {
  const { config, service, shown } = parts;
  const locks = openStationLocks(config, app.getPath('userData'), clock);
  const admin = openAdminDesk({
    config,
    mode: service.mode,
    clock,
    locks,
    noteChanges: async () => {
      if (books.ok) await books.value.changes.note('screen');
    },
    note: async (act) => {
      if (books.ok) await books.value.journal.append({ type: 'adminAct', sessionId: null, facts: { act } });
    },
    session: () => session.runner.session(),
    window: () => shown.window,
    changed: () => void admin.state().then((state) => push(shown.window.webContents, 'admin.changed', state)),
  });
  const books = await openBooks({ config, service, locks, clock, teller: () => admin.teller() });
  if (!books.ok) return failed(books.failure);
  const scannerFolder = openScannerFolder(config.policy.card.folder);
  const session = openSession({ ...parts, books: books.value, scannerFolder, clock });
  const updates = await openUpdates({
    config,
    journal: books.value.journal,
    clock,
    session: () => session.runner.session(),
    notes: () => books.value.ledger.desk.notes(),
    isSupervised: () => admin.isUnlocked(),
  });
  session.runner.subscribe(() => updates.touch());
  const customer = joinWindows(parts, { books: books.value, session, updates });
  const opened = { books: books.value, session, admin, shown, customer, updates, clock };
  const desks = await openDesks({ ...parts, ...opened });
  const stopFollowing = followStation(parts, scannerFolder, { books: books.value, runner: session.runner });
  app.on('before-quit', () => {
    stopFollowing();
    updates.dispose();
    session.runner.dispose();
    admin.dispose();
    desks.dispose();
  });
  parts.tell(answerWith(desks.handlers));
  await parts.loaded;
  customer.start();
  desks.start();
  return ok(undefined);
}

const QUIT_LIMIT_MS = 2000;

/** Electron 33 may hang when it quits under a busy worker: end the worker first, and leave in any case. */
function endWorkBeforeQuit(prechecker: MediaPrechecker): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    const leave = (): void => app.exit(0);
    setTimeout(leave, QUIT_LIMIT_MS).unref();
    void prechecker.close().then(leave, leave);
  });
}

/** What the windows stand on. */
interface Underneath {
  readonly books: Books;
  readonly session: OpenSession;
  readonly updates: OpenUpdates;
}

/** Puts the station behind the teller's window, and the customer's where a display is free. */
function joinWindows(
  { config: { policy }, mode, shown }: StationParts,
  { books, session: { runner }, updates }: Underneath,
): CustomerScreen {
  const customer = createCustomerScreen({
    policy: policy.secondScreen,
    setting: {
      mode,
      recordingMs: policy.recording.lengthMs,
      handsOver: books.handOver !== null,
      consentAct: policy.consentAct,
      appearance: appearanceOf(policy.appearance),
    },
    runner,
    teller: shown.window,
    open: (bounds) => shown.openSecond(bounds),
  });
  shown.serve({
    onBroken: (cause) => runner.reportBroken(cause),
    onLoop: () => updates.onLoop(),
    mayAlsoUseCamera: (contents) => customer.mayUseCamera(contents),
    isCustomers: (frame) => customer.isOwnFrame(frame),
  });
  runner.subscribe((state) => push(shown.window.webContents, 'session.changed', state));
  return customer;
}

/** What goes on beside the sessions; call the answer to end it. */
function followStation(
  { prechecker }: StationParts,
  scannerFolder: ScannerFolder,
  { books: { handOver }, runner }: { readonly books: Books; readonly runner: Runner },
): () => void {
  // The engine starts while the customer reads the consent; a failure shows at the first check.
  whenCustomerComes(runner, () => void prechecker.warmUp(AbortSignal.timeout(WARM_UP_LIMIT_MS)));
  const leaveFolder = scannerFolder.follow(runner);
  if (handOver === null) return leaveFolder;
  const stopRetrying = retryWhenIdle(
    handOver,
    () => runner.session().name === 'idle',
    () => runner.tellDesk(),
  );
  return () => {
    stopRetrying();
    leaveFolder();
  };
}

const WARM_UP_LIMIT_MS = 30_000;

function whenCustomerComes(runner: Runner, prepare: () => void): void {
  let isThere = false;
  runner.subscribe(({ name }) => {
    if (!isThere && name !== 'idle') prepare();
    isThere = name !== 'idle';
  });
}
