import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetRows, type FleetRow } from '../../main/core/fleet-view.ts';
import { policySubject } from '../../main/core/fleet-place.ts';
import type { LinkSettings } from '../../main/fleet/link.ts';
import { openNatsLink } from '../../main/fleet/nats-link.ts';
import { readFleet } from '../../main/fleet/read-fleet.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFleetAdmin } from '../../main/fleet/nats-admin.ts';
import { runCli } from '../cli/run-cli.ts';
import { publicKeyPem, signedDocument } from '../policy/sample-ring.ts';
import { runAppCommand } from '../support/app-command.ts';
import { onScreen, press } from '../support/journey.ts';
import { startBareKiosk } from '../support/bare-kiosk.ts';
import { startKeyring, type Keyring } from '../support/keyring.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { startCluster, untilOk, type Cluster } from '../support/nats-cluster.ts';

const PIN = '739164';
let cluster: Cluster;
let keyring: Keyring;
let kiosk: RunningKiosk | null = null;
let home: string;

const headOffice = (): LinkSettings => ({
  servers: cluster.nodes.map(({ url }) => url),
  caPem: cluster.caPem,
  credentials: cluster.admin,
  name: 'test',
  inboxPrefix: '_INBOX',
  timeoutMs: 2000,
});

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kiosk-fleet-'));
  keyring = await startKeyring();
  cluster = await startCluster({ nodes: 1, users: [] });
  const admin = await untilOk(() => openFleetAdmin(headOffice()));
  if (!admin.ok) throw new Error(admin.failure.detail);
  const made = await untilOk(() => admin.value.setUp({ replicas: 1, maxBytes: null }));
  if (!made.ok) throw new Error(made.failure.detail);
  await admin.value.close();
});
afterAll(async () => {
  await kiosk?.close();
  await cluster.stop();
  await keyring.end();
  await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe.runIf(process.platform === 'linux')('the real program with a cluster in its policy', () => {
  it('streams its journal with credentials from the keychain, and shows itself to head office behind the PIN', async () => {
    const profileDir = join(home, 'profile');
    const policy = join(home, 'policy.json');
    const place = { bank: 'bank', branch: 'hn012', station: 'counter-1' };
    const servers = cluster.nodes.map(({ url }) => url);
    const ca = join(cluster.folder, 'ca.pem');
    const fleet = { ...place, servers, caPath: ca, practice: true, everyMs: 200, headEveryMs: 500 };
    await writeFile(policy, JSON.stringify({ fleet }), { mode: 0o600 });
    const input = `${cluster.admin}\n`;
    const set = await runAppCommand({
      args: ['key', 'set', '--slot', 'fleet'],
      profileDir,
      env: keyring.env,
      input,
    });
    expect(set.status).toBe(0);
    expect(set.stdout).not.toContain(cluster.admin);

    const env = { ...keyring.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config') };
    kiosk = await launchKiosk({ args: ['--practice', '--policy', policy], env, profileDir });
    const { page } = kiosk;
    await onScreen(page, 'idle');
    await press(page, 'start');
    await onScreen(page, 'consent');
    await press(page, 'cancel');
    await onScreen(page, 'idle');

    const creds = join(home, 'admin.seed');
    await writeFile(creds, cluster.admin, { mode: 0o600 });
    const words = [...servers.flatMap((server) => ['--server', server]), '--ca', ca, '--creds', creds];
    const seen = await untilOk(async () => {
      const { stdout } = await runCli(['fleet', '--json', ...words]);
      return { ok: /"sessions": 1,[^]*"pending": 0/.test(stdout), stdout };
    });
    expect(seen.stdout).toMatch(/"station": "counter-1",\s+"mode": "practice",\s+"standing": "go"/);
    const proof = await runCli(['verify-journal', '--stream', ...words]);
    expect(proof).toMatchObject({ status: 0, stdout: expect.stringMatching(/^WHOLE: 1 chains/) });

    await press(page, 'admin-open');
    for (const digit of PIN) await press(page, `pin-${digit}`);
    await press(page, 'pin-submit');
    await press(page, 'fleet-day');
    const row = page.getByTestId('fleet-row');
    await row.waitFor();
    expect(await row.getAttribute('data-standing')).toBe('go');
    expect(await row.textContent()).toContain('counter-1');
    await press(page, 'fleet-export');
    await page.getByTestId('fleet-file').getByText('fleet-').waitFor();
    await kiosk.close();
    kiosk = null;
    const { read, found } = await searchFiles(home, cluster.admin);
    expect(read).toBeGreaterThan(20);
    expect(found).toEqual([creds]);
  });

  it('takes its ring’s policy when idle, works with it, and goes back from one under which its check turns red', async () => {
    const place = { bank: 'bank', branch: 'hn012', station: 'counter-1', ring: 'pilot' };
    const caPath = join(cluster.folder, 'ca.pem');
    const links = { servers: cluster.nodes.map(({ url }) => url), caPath, policyKey: publicKeyPem };
    const fleet = { ...place, ...links, practice: true, everyMs: 200, headEveryMs: 300 };
    const policy = join(home, 'ring.json');
    await writeFile(policy, JSON.stringify({ fleet }), { mode: 0o600 });
    const opened = await openNatsLink(headOffice());
    if (!opened.ok) throw new Error(opened.failure.detail);
    const link = opened.value;
    const put = async (version: number, settings: Record<string, unknown>): Promise<void> => {
      const data = signedDocument({ version, settings, expires: '2099-01-01T00:00:00Z' });
      const subject = policySubject('bank', 'pilot');
      const done = await link.publish({ subject, id: `${version}`, headers: {}, data, after: null });
      if (!done.ok) throw new Error(done.failure.detail);
    };
    const rowWhere = async (fits: (row: FleetRow) => boolean): Promise<FleetRow | null> => {
      const seen = await untilOk(async () => {
        const fold = await readFleet({ reader: link, where: {}, sinceMs: null });
        const row = fleetRows(fold.stations(), Date.now()).find(({ mode }) => mode === 'practice') ?? null;
        return { ok: row !== null && fits(row), row };
      }, 40_000);
      return seen.row;
    };
    await put(1, { maxTries: 2 });
    const profileDir = join(home, 'profile');
    const program = startBareKiosk({ profileDir, policy, env: { ...keyring.env, HOME: home } });
    try {
      const settled = await rowWhere(({ ring }) => ring?.version === 1 && ring.standing === 'settled');
      expect(settled).toMatchObject({ standing: 'go', ring: { name: 'pilot', refused: null } });
      await put(2, { receipt: { printer: 'a printer nobody has' } });
      const back = await rowWhere(({ ring }) => ring?.version === 1 && ring.refused?.version === 2);
      expect(back).toMatchObject({
        standing: 'attention',
        remarks: ['policyRefused'],
        ring: { standing: 'settled', waiting: null, refused: { reason: 'rolledBack' } },
      });
    } finally {
      await program.end();
      await link.close();
    }
  });
});

/** Every file below a folder in which a text stands. */
async function searchFiles(
  folder: string,
  text: string,
): Promise<{ readonly read: number; readonly found: readonly string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const hits = await Promise.all(paths.map(async (path) => (await readFile(path)).includes(text)));
  return { read: paths.length, found: paths.filter((_, n) => hits[n]) };
}
