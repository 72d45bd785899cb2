import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { build } from 'vite';
import type { Session } from '../../main/core/session-shape.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';
import { installFakeBridge, type FakeMain } from './fake-bridge.ts';

export interface Stage {
  readonly page: Page;
  show(session: Session): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly fake: FakeMain;
  readonly pageDir: string;
  readonly cameraFile?: string;
  /** How many fake cameras there are. */
  readonly devices?: number;
}

/** Opens the built page over a fake main: every screen without a service, a camera or a journey. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const dir = await mkdtemp(join(tmpdir(), 'kiosk-screens-'));
  const app = await launch(dir, options);
  const page = await app.firstWindow();
  // tsx wraps named functions in this helper, which the page does not have.
  await app.context().addInitScript({ content: 'globalThis.__name ??= (named) => named;' });
  await app.context().addInitScript(installFakeBridge, options.fake);
  await page.reload();
  return {
    page,
    show: (session) => showSession(page, session),
    close: async () => {
      await app.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

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
    ],
    env: { ...process.env, SCREENS_PAGE_DIR: options.pageDir },
  });
}

async function showSession(page: Page, session: Session): Promise<void> {
  await page.evaluate((next) => {
    const show: unknown = Reflect.get(window, 'showSession');
    if (typeof show === 'function') show(next);
  }, session);
  await page.getByTestId(`screen-${session.name.replaceAll('.', '-')}`).waitFor();
}
