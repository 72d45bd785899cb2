import { app, type BrowserWindow } from 'electron';
import { openAdminDesk, openStationLocks } from './app-admin.ts';
import { openBooks, type Books } from './app-books.ts';
import { openScannerFolder, type ScannerFolder } from './app-card-folder.ts';
import { openDesks } from './app-desks.ts';
import { retryWhenIdle } from './app-hand-over.ts';
import type { StationService } from './app-service.ts';
import { openSession, type OpenSession } from './app-session.ts';
import { openUpdates, type OpenUpdates } from './app-updates.ts';
import { openWindow, type ShownWindow } from './app-window.ts';
import type { Config } from './config.ts';
import { appearanceOf } from './core/appearance.ts';
import type { Audience } from './core/contract.ts';
import type { Clock } from './core/ports.ts';
import { failed, ok, type Result } from './core/result.ts';
import { push, registerIpc } from './ipc/register.ts';
import { readLogo } from './kiosk/brand-logo.ts';
import { createCustomerScreen, type CustomerScreen } from './kiosk/customer-screen.ts';
import type { MediaPrechecker } from './media/prechecker.ts';
import type { PracticeControls } from './practice/training-desk.ts';
import type { Runner } from './session/runner.ts';

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
  const { config, service } = parts;
  const logo = readLogo(config.policy.appearance.logoPath);
  if (!logo.ok) return failed(logo.failure);
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
  const { shown, customer } = await openScreens(parts, { books: books.value, session, updates }, logo.value);
  const opened = { books: books.value, session, admin, shown, customer, updates, clock };
  const desks = await openDesks({ ...parts, ...opened });
  registerIpc(desks.handlers, ({ senderFrame }) => senderOf(senderFrame, shown, customer));
  const stopFollowing = followStation(parts, scannerFolder, { books: books.value, runner: session.runner });
  app.on('before-quit', () => {
    stopFollowing();
    updates.dispose();
    session.runner.dispose();
    admin.dispose();
    desks.dispose();
  });
  await shown.show();
  customer.start();
  desks.start();
  return ok(shown.window);
}

/** What the windows stand on. */
interface Underneath {
  readonly books: Books;
  readonly session: OpenSession;
  readonly updates: OpenUpdates;
}

/** The teller's window and, where a display is free, the customer's. */
async function openScreens(
  { config, service: { mode } }: KioskParts,
  { books, session: { runner }, updates }: Underneath,
  logo: Parameters<typeof openWindow>[0]['logo'],
): Promise<{ shown: ShownWindow; customer: CustomerScreen }> {
  const { policy } = config;
  const shown = await openWindow({
    config,
    mode,
    runner,
    logo,
    onLoop: () => updates.onLoop(),
    mayAlsoUseCamera: (contents) => customer.mayUseCamera(contents),
  });
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
  runner.subscribe((state) => push(shown.window.webContents, 'session.changed', state));
  return { shown, customer };
}

/** What goes on beside the sessions; call the answer to end it. */
function followStation(
  { prechecker }: KioskParts,
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

function senderOf(
  frame: Electron.WebFrameMain | null,
  shown: ShownWindow,
  customer: CustomerScreen,
): Audience | null {
  if (shown.isTrusted(frame)) return 'teller';
  return customer.isOwnFrame(frame) ? 'customer' : null;
}
