import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveNames } from '../../.ci/dist/archive.ts';
import { checkProgram } from '../../.ci/dist/contents.ts';
import { verifyDist } from '../../.ci/dist/verify.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { becomeOrdinary, type OrdinaryUser } from '../support/ordinary-user.ts';
import { onScreen, press } from '../support/journey.ts';
import { packagedPage } from '../support/packaged-page.ts';
import { packagedProgram } from '../support/packaged-program.ts';
import { ROOT } from '../support/setup-manifest.ts';

const isLinux = process.platform === 'linux';
const unpacked = join(ROOT, 'dist/linux-unpacked');
const program = join(unpacked, 'liveness-kiosk');

beforeAll(async () => {
  if (isLinux) await packagedProgram();
}, 300_000);

describe.runIf(isLinux)('the package', () => {
  it('has its fuses, its archive and its licences as they should be, and no test, source, map, policy or key', async () => {
    expect(await checkProgram(unpacked, packageJson.version)).toEqual([]);
    expect((await readdir(join(unpacked, 'resources'))).toSorted()).toEqual([
      'app-update.yml',
      'app.asar',
      'app.asar.unpacked',
      'build.json',
    ]);
  });

  it('is judged by checks that can fail', async () => {
    const wrong = await checkProgram(unpacked, '9.9.9');
    expect(wrong).toEqual([`the program inside is ${packageJson.version}, the package 9.9.9`]);
  });

  it('does not run as Node, take Node options or open an inspector', async () => {
    const { stdout, stderr } = await promisify(execFile)(
      program,
      ['--no-sandbox', '--ozone-platform=headless', '--inspect=0', 'help'],
      {
        env: {
          ...process.env,
          ELECTRON_RUN_AS_NODE: '1',
          NODE_OPTIONS: '--require=/nowhere.cjs',
          LANG: 'en_US.UTF-8',
        },
        timeout: 20_000,
      },
    );
    expect(stdout).toContain('Usage');
    expect(stderr).not.toContain('Debugger listening');
  });
});

describe.runIf(isLinux)('dist:verify of installers that only their own system unpacks', () => {
  const folder = join(ROOT, 'dist/others');
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** An installer by its name alone, beside the folder it was packed from. */
  async function lay(name: string, packedFrom: string, file: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    await promisify(execFile)('cp', ['-al', unpacked, join(folder, packedFrom)]);
    await rename(join(folder, packedFrom, 'liveness-kiosk'), join(folder, packedFrom, file));
    await writeFile(join(folder, name), 'an installer');
  }

  it.each([
    ['x86_64', 'AppImage', 'linux-unpacked', 'liveness-kiosk'],
    ['x64', 'exe', 'win-unpacked', 'Liveness Kiosk.exe'],
  ])(
    'judges the folder a %s %s was packed from, and refuses a version or a mark that is not true',
    async (arch, ending, packedFrom, file) => {
      await lay(`liveness-kiosk-${packageJson.version}-${arch}-UNSIGNED.${ending}`, packedFrom, file);
      expect(await verifyDist([folder])).toBe(0);
      for (const name of [
        `liveness-kiosk-9.9.9-${arch}-UNSIGNED.${ending}`,
        `liveness-kiosk-${packageJson.version}-${arch}.${ending}`,
      ]) {
        await rename(join(folder, await installerIn(folder)), join(folder, name));
        expect(await verifyDist([folder])).toBe(1);
      }
      await rm(join(folder, packedFrom), { recursive: true });
      expect(await verifyDist([folder])).toBe(1);
    },
  );
});

async function installerIn(folder: string): Promise<string> {
  return (await readdir(folder)).find((name) => name.startsWith('liveness-kiosk-')) ?? '';
}

describe.runIf(isLinux)('beside the package', () => {
  it('lies a bill of materials that names what ships', async () => {
    const sbom = await readFile(join(ROOT, 'dist/sbom.cdx.json'), 'utf8');
    expect(sbom).toContain('"bomFormat": "CycloneDX"');
    expect(sbom).toContain('pkg:npm/libsql@');
    expect(sbom).toContain('cdx:npm:package:development');
  });
});

describe.runIf(isLinux)('the packaged program itself, as an ordinary user in the sandbox', () => {
  let user: OrdinaryUser;
  let child: ChildProcess;
  let browser: Browser;
  let page: Page;
  let profileDir: string;
  let said = '';

  beforeAll(async () => {
    profileDir = await mkdtemp(join(tmpdir(), 'kiosk-packaged-'));
    user = await becomeOrdinary(program);
    child = spawn(
      user.executablePath,
      ['--practice', '--remote-debugging-port=0', `--user-data-dir=${user.homeDir}/profile`],
      {
        env: { ...process.env, ...user.env },
      },
    );
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    ({ browser, page } = await packagedPage(child));
  });
  afterAll(async () => {
    await browser.close();
    child.kill();
    await user.end();
    await rm(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  it('shows welcome out of its archive and starts a session', async () => {
    await onScreen(page, 'idle');
    expect(page.url()).toBe('app://kiosk/index.html');
    await press(page, 'start');
    await onScreen(page, 'consent');
    await press(page, 'cancel');
    await onScreen(page, 'idle');
  });

  it('runs the code that was compiled when it was built', () => {
    const names = archiveNames(join(unpacked, 'resources/app.asar'));
    expect(names.filter((name) => name.endsWith('.cache'))).toHaveLength(1);
    expect(said).toContain('DevTools listening');
    expect(said).not.toContain('compiledCodeRefused');
  });

  it('is sandboxed', async () => {
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid,args']);
    const renderer = stdout
      .split('\n')
      .find((line) => line.includes('--type=renderer') && line.includes(user.homeDir));
    const status = await readFile(`/proc/${renderer?.trim().split(' ')[0]}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(renderer).not.toContain('--no-sandbox');
  });

  it('carries the notices of every part inside to its About page', async () => {
    const notices = await page.evaluate(async () => {
      const door = Reflect.get(globalThis, 'kiosk') as {
        invoke(c: string, i?: unknown): Promise<{ value: { notices: string } }>;
      };
      return (await door.invoke('about.get', undefined)).value.notices;
    });
    expect(notices).toContain('libsql ');
    expect(notices.length).toBeGreaterThan(10_000);
  });
});
