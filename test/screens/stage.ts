import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { build } from 'vite';
import type { AppInfo } from '../../main/core/contract.ts';
import {
  sampleAbout,
  sampleCharts,
  sampleClocks,
  sampleDesks,
  sampleFleet,
  sampleHead,
  sampleHistory,
  samplePolicy,
  sampleStats,
  sampleTraining,
  sampleUpdates,
} from '../renderer/sample-admin.ts';
import { sampleInfo, sampleSessions } from '../renderer/sample-sessions.ts';
import { sampleStation } from '../renderer/sample-station.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';
import { installFakeBridge, type FakeBridge, type FakeMain } from './fake-bridge.ts';
import type { Look } from './looks.ts';

/** The teller's page; the customer's lies beside it. */
export const PAGE_URL = 'app://kiosk/index.html';

export interface Stage {
  readonly page: Page;
  readonly app: ElectronApplication;
  /** Brings one look on the page. */
  show(look: Look): Promise<void>;
  /** What the page has asked of main since the look was shown. */
  intents(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Folder of the built page. */
  readonly pageDir: string;
  readonly cameraFile?: string;
  /** How many fake cameras there are. */
  readonly devices?: number;
  readonly info?: Partial<AppInfo>;
  readonly args?: readonly string[];
}

declare global {
  interface Window {
    readonly fakeBridge: FakeBridge;
  }
}

/** Opens the built page over a fake main: every screen without a service, a camera or a journey. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const dir = await mkdtemp(join(tmpdir(), 'kiosk-screens-'));
  const app = await launch(dir, options);
  const page = await app.firstWindow();
  // tsx wraps named functions in this helper, which the page does not have.
  await app.context().addInitScript({ content: 'globalThis.__name ??= (named) => named;' });
  await app.context().addInitScript(installFakeBridge, await fakeMain(options));
  await page.reload();
  return {
    app,
    page,
    show: (look) => showLook(page, look),
    intents: () => page.evaluate(() => window.fakeBridge.intents()),
    close: async () => {
      await app.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function fakeMain({ info }: StageOptions): Promise<FakeMain> {
  const { idle } = sampleSessions('vi', 'practice');
  if (idle === undefined) throw new Error('no sample for idle');
  const portraitFile = join(readSetup().fixturesDir, 'material-kit-2.0.4/assets/img/faces/marc.jpg');
  return {
    info: { ...sampleInfo('practice'), ...info },
    session: idle,
    desk: sampleDesks.closed,
    about: sampleAbout,
    portrait: [...(await readFile(portraitFile))],
    answers: {
      'stats.get': sampleStats,
      'fleet.get': sampleFleet,
      'policy.get': samplePolicy,
      'updates.get': sampleUpdates,
      'updates.check': sampleUpdates,
      'training.get': sampleTraining,
      'history.search': sampleHistory,
      'history.chart': sampleCharts,
      'history.retention': sampleClocks,
      'history.head': sampleHead,
      'station.get': sampleStation.due,
    },
  };
}

/** Times of day are drawn as a branch reads them. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

async function launch(dir: string, options: StageOptions): Promise<ElectronApplication> {
  const appDir = join(dir, 'app');
  await mkdir(appDir, { recursive: true });
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(ROOT, 'test/screens/shell.ts'),
      outDir: appDir,
      emptyOutDir: true,
      rollupOptions: { external: ['electron'], output: { format: 'es', entryFileNames: 'index.mjs' } },
    },
  });
  await writeFile(join(appDir, 'package.json'), JSON.stringify({ name: 'screens', main: 'index.mjs' }));
  const camera =
    options.cameraFile === undefined ? [] : [`--use-file-for-fake-video-capture=${options.cameraFile}`];
  return _electron.launch({
    executablePath: readSetup().electronPath,
    args: [
      appDir,
      `--user-data-dir=${join(dir, 'profile')}`,
      '--no-sandbox',
      options.devices === undefined
        ? '--use-fake-device-for-media-stream'
        : `--use-fake-device-for-media-stream=device-count=${options.devices}`,
      ...camera,
      ...(options.args ?? []),
    ],
    env: { ...process.env, SCREENS_PAGE_DIR: options.pageDir, TZ: TIME_ZONE },
  });
}

/** Staff's pages lie over the customer's and remember what was open: they get a page of their own. */
async function showLook(page: Page, look: Look): Promise<void> {
  if ((await page.locator('.admin').count()) > 0) await page.reload();
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const { idle } = sampleSessions(look.session.language, 'practice');
  await push(page, { session: idle ?? look.session, desk: sampleDesks.closed });
  await page.getByTestId('screen-idle').waitFor();
  await push(page, look);
  for (const control of look.press) await page.getByTestId(control).click();
  await page.getByTestId(look.shows).waitFor();
}

const push = (
  page: Page,
  { session, desk, answers = {} }: Pick<Look, 'session' | 'desk' | 'answers'>,
): Promise<void> =>
  page.evaluate((next) => window.fakeBridge.show(next.session, next.desk, next.answers), {
    session,
    desk,
    answers,
  });
