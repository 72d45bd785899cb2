import { app, dialog } from 'electron';
import { askedCommand } from './app-asked.ts';
import { runAppCommand } from './app-command.ts';
import { openKiosk } from './app-kiosk.ts';
import { chooseService } from './app-service.ts';
import { loadConfig, type Config } from './config.ts';
import { failure, isDiskFull, type Failure } from './core/failure.ts';
import { catalogues } from './core/messages/catalogue.ts';
import { ok } from './core/result.ts';
import { forbidCoreDumps } from './kiosk/core-dumps.ts';
import { forbidDictionaries } from './kiosk/dictionaries.ts';
import { forbidNavigation } from './kiosk/navigation.ts';
import { denyByDefault } from './kiosk/permissions.ts';
import { registerScheme } from './kiosk/protocol.ts';
import { createPrechecker, type MediaPrechecker } from './media/prechecker.ts';
import { keepRingFile } from './policy/ring-file.ts';
import { managedPolicySources } from './policy/sources.ts';

/** Composition root: configuration -> adapters -> window or command line. */
forbidCoreDumps();
registerScheme();
forbidNavigation(app);
denyByDefault(app);
forbidDictionaries(app);
// As root Chromium runs without its sandbox (set-up says so), and then this call would hang.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

const command = askedCommand(process.argv, !app.isPackaged);
if (command === null) openApp();
else void runAppCommand(command);

function openApp(): void {
  const config = loadConfig({
    args: process.argv.slice(1),
    managed: () => managedPolicySources(process.platform, process.env),
    packaged: app.isPackaged,
    userDataDir: app.getPath('userData'),
  });
  app.on('window-all-closed', () => app.quit());
  if (!config.ok) giveUp(config.failure);
  else if (!app.requestSingleInstanceLock()) app.quit();
  else start(config.value).catch((cause: unknown) => giveUp(failureOf(cause)));
}

async function start(ready: Config): Promise<void> {
  // Date fields and calendars are Chromium's own: they follow this, not the page's language.
  app.commandLine.appendSwitch('lang', ready.policy.defaultLanguage);
  await app.whenReady();
  // A start that ends badly under a new policy must count, so this is written before anything can fail.
  const kept = ready.ring === null ? ok(undefined) : keepRingFile(ready.ring.path, ready.ring.store);
  if (!kept.ok) return giveUp(kept.failure);
  const prechecker = createPrechecker({
    policy: ready.policy.precheck,
    ffmpegPath: null,
    modelsDir: null,
  });
  endWorkBeforeQuit(prechecker);
  const service = await chooseService(ready, app.getPath('userData'), prechecker);
  if (!service.ok) return giveUp(service.failure);
  const opened = await openKiosk({ config: ready, ...service.value, prechecker });
  if (!opened.ok) return giveUp(opened.failure);
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

/** What nobody foresaw ends the start in words too, not in a program without a window. */
const failureOf = (cause: unknown): Failure =>
  failure(isDiskFull(cause) ? 'diskFull' : 'internal', cause instanceof Error ? cause.message : '', cause);

/** The program can't do its work: a sentence for the person, the code for support, and out. */
function giveUp({ code, detail }: Failure): void {
  const lines = [
    catalogues.vi.failures[code],
    catalogues.en.failures[code],
    `${code}${detail === undefined ? '' : `: ${detail}`}`,
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
  if (app.isReady()) dialog.showErrorBox('Liveness Kiosk', lines.join('\n\n'));
  app.exit(3);
}
