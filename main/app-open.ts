import { app, dialog, Menu } from 'electron';
import { askedCommand } from './app-asked.ts';
import type { KioskParts } from './app-kiosk.ts';
import { chooseMode } from './app-mode.ts';
import { openWindow, type ShownWindow } from './app-window.ts';
import { loadConfig, type Config } from './config.ts';
import { failure, isDiskFull, type Failure } from './core/failure.ts';
import { failures as english } from './core/messages/en/failures.ts';
import { failures as vietnamese } from './core/messages/vi/failures.ts';
import { failed, ok, type Result } from './core/result.ts';
import { type Answer, registerIpc } from './ipc/register.ts';
import { readLogo } from './kiosk/brand-logo.ts';
import { forbidCoreDumps } from './kiosk/core-dumps.ts';
import { forbidDictionaries } from './kiosk/dictionaries.ts';
import { forbidNavigation } from './kiosk/navigation.ts';
import { denyByDefault } from './kiosk/permissions.ts';
import { registerScheme } from './kiosk/protocol.ts';
import { keepRingFile } from './policy/ring-file.ts';
import { managedPolicySources } from './policy/sources.ts';

/** Composition root: configuration -> adapters -> window or command line. */
registerScheme();
forbidNavigation(app);
denyByDefault(app);
forbidDictionaries(app);
// As root Chromium runs without its sandbox (set-up says so), and then this call would hang.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

const command = askedCommand(process.argv, !app.isPackaged);
if (command === null) openApp();
else
  void import('./app-command.ts')
    .then(({ runAppCommand }) => runAppCommand(command))
    .catch((cause: unknown) => giveUp(failureOf(cause)));

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
  // Before it is ready, or Electron makes a menu of its own first.
  Menu.setApplicationMenu(null);
  // Date fields and calendars are Chromium's own: they follow this, not the page's language.
  app.commandLine.appendSwitch('lang', ready.policy.defaultLanguage);
  const graphics = new Promise<void>((resolve) => void app.once('gpu-info-update', () => resolve()));
  await app.whenReady();
  const forbidden = forbidCoreDumps();
  // It takes a shell as long as a window: only where a key is read next must it be done now.
  if (!ready.forcePractice) await forbidden;
  // A start that ends badly under a new policy must count, so this is written before anything can fail.
  const kept = ready.ring === null ? ok(undefined) : keepRingFile(ready.ring.path, ready.ring.store);
  if (!kept.ok) return giveUp(kept.failure);
  const mode = await chooseMode(ready);
  if (!mode.ok) return giveUp(mode.failure);
  const logo = readLogo(ready.policy.appearance.logoPath);
  if (!logo.ok) return giveUp(logo.failure);
  const shown = openWindow({ config: ready, mode: mode.value, logo: logo.value });
  const opened = await openBehind({ shown, config: ready, mode: mode.value, graphics, forbidden });
  if (!opened.ok) return giveUp(opened.failure, shown);
}

interface Opening extends Pick<KioskParts, 'config' | 'mode' | 'shown'> {
  /** Chromium's graphics process is there, without which no page draws. */
  readonly graphics: Promise<void>;
  /** The system keeps no core file any more. */
  readonly forbidden: Promise<void>;
}

/** Loads the page, and beside it everything it stands on; until that is there, whatever the page asks waits. */
async function openBehind({ shown, config, mode, graphics, forbidden }: Opening): Promise<Result<void>> {
  let tell: (answer: Answer) => void = () => undefined;
  registerIpc({
    answer: new Promise<Answer>((resolve) => (tell = resolve)),
    senderOf: ({ senderFrame }) => shown.audienceOf(senderFrame),
    onAlive: () => shown.beat(),
  });
  const loaded = shown.show();
  void Promise.race([graphics, loaded]).then(() => shown.appear());
  // What comes next keeps main from all else: before it the page gets its files, and Chromium, whose processes ask
  // main too, the one for graphics (decision 22).
  await Promise.race([Promise.all([shown.served, graphics]), loaded]);
  await forbidden;
  try {
    const { openKiosk } = await import('./app-kiosk.ts');
    return await openKiosk({ config, mode, shown, loaded, tell });
  } catch (cause) {
    return failed(failureOf(cause));
  }
}

/** What nobody foresaw ends the start in words too, not in a program without a window. */
const failureOf = (cause: unknown): Failure =>
  failure(isDiskFull(cause) ? 'diskFull' : 'internal', cause instanceof Error ? cause.message : '', cause);

/** The program can't do its work: a sentence for the person, the code for support, and out. */
function giveUp({ code, detail }: Failure, shown: ShownWindow | null = null): void {
  const lines = [vietnamese[code], english[code], `${code}${detail === undefined ? '' : `: ${detail}`}`];
  process.stderr.write(`${lines.join('\n')}\n`);
  // A locked window would lie over the box; and that it goes must not end the program before the box was read.
  app.removeAllListeners('window-all-closed').on('window-all-closed', () => undefined);
  shown?.giveUp();
  if (app.isReady()) dialog.showErrorBox('Liveness Kiosk', lines.join('\n\n'));
  app.exit(3);
}
