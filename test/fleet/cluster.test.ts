import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chainSubject,
  inboxPrefix,
  JOURNAL_STREAM,
  POLICY_STREAM,
  policySubject,
  stationPermissions,
  subjectFilter,
  type Place,
} from '../../main/core/fleet-place.ts';
import type { Failure, FailureCode } from '../../main/core/failure.ts';
import { openEnvelope } from '../../main/core/ring-document.ts';
import type { FleetRow } from '../../main/core/fleet-view.ts';
import { formatLine } from '../../main/core/journal-line.ts';
import type { FleetReader, LinkSettings, StreamedMessage } from '../../main/fleet/link.ts';
import { openFleetAdmin } from '../../main/fleet/nats-admin.ts';
import { connectNats } from '../../main/fleet/nats-connect.ts';
import { openNatsLink } from '../../main/fleet/nats-link.ts';
import { createStreamer } from '../../main/fleet/streamer.ts';
import { startStreaming, type Streaming } from '../../main/fleet/streaming.ts';
import { verifyStream } from '../../main/fleet/verify-stream.ts';
import { runCli } from '../cli/run-cli.ts';
import { cuttableLine } from '../support/cuttable-line.ts';
import { openSmallDisk } from '../support/small-disk.ts';
import { makeUser, startCluster, untilOk, type Cluster } from '../support/nats-cluster.ts';
import { isSigned, privateKeyPem, publicKeyPem } from '../policy/sample-ring.ts';
import { sampleChain, type SampleChain, quietStatus } from './sample-chain.ts';

const PLACES: readonly Place[] = ['counter-1', 'counter-2', 'counter-3'].map((station) => ({
  bank: 'bank',
  branch: 'hn01',
  station,
}));
const users = PLACES.map((place) => makeUser(stationPermissions(place)));
/** Small enough to be full after a few hundred records. */
const FULL_BYTES = 400_000;
/** More than the streams may take. */
const DISK_BYTES = 96_000_000;

// Disks that can be filled to the last byte.
const wished = await Promise.all([0, 1, 2].map(() => openSmallDisk(DISK_BYTES)));
const disks = wished.filter((disk) => disk !== null);
const canHaveSmallDisks = disks.length === wished.length;
let cluster: Cluster;
let reader: FleetReader;
const settings = (change: Partial<LinkSettings>): LinkSettings => ({
  servers: cluster.nodes.map(({ url }) => url),
  caPem: cluster.caPem,
  credentials: cluster.admin,
  name: 'test',
  inboxPrefix: '_INBOX',
  timeoutMs: 2000,
  ...change,
});

beforeAll(async () => {
  const storeOf = (node: number): string | null => disks[node]?.folder ?? null;
  cluster = await startCluster({ nodes: 3, users: users.map(({ user }) => user), storeOf });
  const admin = await untilOk(() => openFleetAdmin(settings({})));
  if (!admin.ok) throw new Error(admin.failure.detail);
  const made = await untilOk(() => admin.value.setUp({ replicas: 3, maxBytes: FULL_BYTES }));
  if (!made.ok) throw new Error(made.failure.detail);
  await admin.value.close();
  const opened = await openNatsLink(settings({}));
  if (!opened.ok) throw new Error(opened.failure.detail);
  reader = opened.value;
});
afterAll(async () => {
  await reader.close();
  await cluster.stop();
  for (const disk of disks) await disk.end();
});

const stationSettings = (n: number, servers: readonly string[] = cluster.nodes.map(({ url }) => url)) =>
  settings({
    servers,
    credentials: users[n]?.seed ?? '',
    inboxPrefix: inboxPrefix(PLACES[n]),
  });

/** One station that streams its journal as the app does, only faster. */
function startStation(
  n: number,
  journal: SampleChain,
  servers?: readonly string[],
  onChange: (failure: Failure | null) => void = () => undefined,
): Streaming {
  return startStreaming({
    openLink: () => openNatsLink(stationSettings(n, servers)),
    createStreamer: (link) =>
      createStreamer({
        journal,
        chain: journal.chain,
        link,
        clock: { now: () => Date.now() },
        isBusy: () => false,
        status: quietStatus,
      }),
    everyMs: 100,
    headEveryMs: 500,
    uptimeMs: () => performance.now(),
    random: () => 0.5,
    onChange,
  });
}

async function readLines({ chain }: SampleChain): Promise<readonly string[]> {
  const lines: string[] = [];
  const filter = chainSubject('journal', chain);
  for await (const message of reader.read({ stream: JOURNAL_STREAM, filter, sinceMs: null }))
    lines.push(message.data);
  return lines;
}

/** Everything the stream holds of a chain; asked again while the nodes choose a leader. */
async function streamed(journal: SampleChain): Promise<readonly string[]> {
  const read = await untilOk(() =>
    readLines(journal).then(
      (lines) => ({ ok: true, lines }),
      () => ({ ok: false, lines: [] }),
    ),
  );
  return read.lines;
}

/** Waits until the stream's last record of a chain is the journal's last. */
async function untilDrained(journal: SampleChain): Promise<void> {
  const last = journal.records.at(-1);
  const drained = await untilOk(async () => {
    const found = await reader.last(JOURNAL_STREAM, chainSubject('journal', journal.chain));
    return { ok: found.ok && last !== undefined && found.value?.data === formatLine(last) };
  });
  expect(drained.ok).toBe(true);
}

describe('a cluster of three nodes', () => {
  const third = sampleChain(PLACES[2], 600);

  it(
    'keeps every record once and in order while nodes are killed and the line is cut',
    { timeout: 60_000 },
    async () => {
      const journals = PLACES.slice(0, 2).map((place) => sampleChain(place, 20));
      const [first, second] = journals as [SampleChain, SampleChain];
      const line = await cuttableLine(cluster.nodes[0]?.port ?? 0);
      const stations = [startStation(0, first), startStation(1, second, [`tls://localhost:${line.port}`])];
      const write = async (count: number): Promise<void> => {
        for (let n = 0; n < count; n += 1) {
          for (const journal of journals) journal.append();
          await sleep(5);
        }
      };
      await write(40);
      line.cut();
      await write(10);
      await cluster.nodes[1]?.kill();
      await write(40);
      await cluster.nodes[1]?.start();
      line.mend();
      await write(10);
      await cluster.nodes[2]?.kill();
      await write(20);
      await cluster.nodes[2]?.start();
      for (const journal of journals) {
        await untilDrained(journal);
        const lines = await streamed(journal);
        expect(lines).toEqual(journal.records.map(formatLine));
      }
      await Promise.all(stations.map((each) => each.stop()));
      await line.close();
      const findings = await verifyStream({ reader, where: {}, keys: [], forgets: false });
      expect(findings.map(({ bad, lastSeq }) => [bad, lastSeq])).toEqual([
        [null, 140],
        [null, 140],
      ]);
    },
  );

  it(
    'loses nothing when the stream is full, and goes on in order when there is room',
    { timeout: 60_000 },
    async () => {
      const journal = third;
      const told: (string | null)[] = [];
      const running = startStation(2, journal, undefined, (failure) => told.push(failure?.code ?? null));
      const wasFull = await untilOk(() => Promise.resolve({ ok: told.at(-1) === 'fleetFull' }));
      expect(wasFull.ok).toBe(true);
      const held = await streamed(journal);
      expect(held).toEqual(journal.records.slice(0, held.length).map(formatLine));
      expect(held.length).toBeLessThan(600);
      await giveRoom();
      await untilDrained(journal);
      // The head leaves after the records: who proves the chain needs both.
      const isProved = await untilOk(async () => ({
        ok: (await verifyStream({ reader, where: {}, keys: [], forgets: false })).every(
          ({ bad, lastSeq }) => bad === null && lastSeq > 0,
        ),
      }));
      expect(isProved.ok).toBe(true);
      await running.stop();
      expect(await streamed(journal)).toEqual(journal.records.map(formatLine));
    },
  );

  it('answers nobody it does not know, is not believed without its certificate, and lets no station write for another', async () => {
    const stranger = await openNatsLink(settings({ credentials: makeUser(null).seed }));
    expect(stranger).toMatchObject({ ok: false, failure: { code: 'fleetRefused' } });
    const untrusting = await openNatsLink(settings({ caPem: null }));
    expect(untrusting).toMatchObject({ ok: false, failure: { code: 'fleetUnreachable' } });
    const link = await openNatsLink(stationSettings(0));
    if (!link.ok) throw new Error(link.failure.detail);
    const subject = chainSubject('journal', sampleChain(PLACES[1]).chain);
    const message = { subject, id: 'x', headers: {}, data: 'x', after: null };
    expect(await link.value.publish(message)).toMatchObject({ ok: false, failure: { code: 'fleetRefused' } });
    const read = await link.value.last(JOURNAL_STREAM, subject);
    expect(read).toMatchObject({ ok: false, failure: { code: 'fleetRefused' } });
    const ownRing = policySubject('bank', 'pilot');
    expect(await link.value.last(POLICY_STREAM, ownRing)).toEqual({ ok: true, value: null });
    const policy = { ...message, subject: ownRing, after: null };
    expect(await link.value.publish(policy)).toMatchObject({ ok: false, failure: { code: 'fleetRefused' } });
    const others = await link.value.last(POLICY_STREAM, policySubject('other', 'pilot'));
    expect(others).toMatchObject({ ok: false, failure: { code: 'fleetRefused' } });
    await link.value.close();
  });

  it('carries head office’s policies: signed outside, put once by version, read by stations of the bank', async () => {
    const files = {
      settings: join(cluster.folder, 'settings.json'),
      key: join(cluster.folder, 'policy.key'),
      pub: join(cluster.folder, 'policy.pub'),
      signed: join(cluster.folder, 'signed.json'),
      creds: join(cluster.folder, 'policy.seed'),
    };
    await writeFile(files.settings, '{"maxTries":2}');
    await writeFile(files.key, privateKeyPem, { mode: 0o600 });
    await writeFile(files.pub, publicKeyPem);
    await writeFile(files.creds, cluster.admin);
    const connect = cluster.nodes.flatMap(({ url }) => ['--server', url]);
    connect.push('--ca', join(cluster.folder, 'ca.pem'), '--creds', files.creds);
    const policy = (...args: readonly string[]) => runCli(['fleet', 'policy', ...args]);
    const signAndPut = async (version: string) => {
      const words = ['--bank', 'bank', '--ring', 'pilot', '--version', version, '--until', '2099-01-01'];
      const signed = await policy('sign', files.settings, ...words, '--private-key', files.key);
      expect(signed).toMatchObject({ status: 0, stderr: expect.stringContaining('MCowBQYDK2VwAyEA') });
      await writeFile(files.signed, signed.stdout);
      return policy('put', files.signed, '--key', files.pub, ...connect);
    };
    expect(await policy('show', ...connect)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/No ring/),
    });
    expect(await signAndPut('2')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Version 2 for ring pilot/),
    });
    expect(await signAndPut('3')).toMatchObject({ status: 0 });
    expect(await signAndPut('3')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/higher version/),
    });
    const shown = await policy('show', '--key', files.pub, ...connect);
    expect(shown).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^bank\.pilot: version 3, .*signed by this key\n.*maxTries/),
    });
    const link = await openNatsLink(stationSettings(0));
    if (!link.ok) throw new Error(link.failure.detail);
    // A station may be answered by a node that is a moment behind.
    const read = async (): Promise<unknown> => {
      const found = await link.value.last(POLICY_STREAM, policySubject('bank', 'pilot'));
      return openEnvelope(found.ok ? (found.value?.data ?? '') : '', isSigned);
    };
    await expect.poll(read).toMatchObject({ isGood: true, document: { version: 3 } });
    await link.value.close();
  });

  it('proves every chain by one command, which names the station and the record that do not belong', async () => {
    const creds = join(cluster.folder, 'admin.seed');
    await writeFile(creds, cluster.admin);
    const servers = cluster.nodes.flatMap(({ url }) => ['--server', url]);
    const words = ['--ca', join(cluster.folder, 'ca.pem'), '--creds', creds, ...servers];
    const verify = (...more: readonly string[]) => runCli(['verify-journal', '--stream', ...more, ...words]);
    expect(await verify()).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^WHOLE: 3 chains, 880 records/),
    });
    const fleet = await runCli(['fleet', '--json', '--days', '30', ...words]);
    const { stations } = JSON.parse(fleet.stdout) as { stations: FleetRow[] };
    expect(
      stations.map(({ station, standing, sessions, pending }) => [station, standing, sessions, pending]),
    ).toEqual([
      ['counter-1', 'go', 35, 0],
      ['counter-2', 'go', 35, 0],
      ['counter-3', 'go', 150, 0],
    ]);
    expect((await runCli(['fleet', '--csv', ...words])).stdout.trimEnd().split('\r\n')).toHaveLength(4);
    expect((await runCli(['fleet', ...words])).stdout).toMatch(
      /bank\.hn01: 3 of 3 stations may work, 220 sessions/,
    );
    const link = await openNatsLink(stationSettings(0));
    if (!link.ok) throw new Error(link.failure.detail);
    const forged = sampleChain(PLACES[0], 1);
    const { subject } = (await lastOfFirst()) ?? { subject: '' };
    const data = formatLine(forged.records[0]);
    await link.value.publish({ subject, id: 'forged', headers: {}, data, after: null });
    await link.value.close();
    const found = await verify();
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(
      /^NOT WHOLE: 1 of 3 chains[^]*\n +bank\.hn01\.counter-1\..*141.*\[changed\]/,
    );
    expect(await verify('--station', 'counter-2')).toMatchObject({ status: 0 });
    expect(await verify('--bank', 'nobody')).toMatchObject({
      status: 0,
      stdout: 'The stream holds no chain.\n',
    });
  });

  it.runIf(canHaveSmallDisks)(
    'loses, doubles and swaps nothing while the disk of the leading node is really full, says so in a sentence, and drains when there is room',
    { timeout: 90_000 },
    async () => {
      const told = new Set<FailureCode | null>();
      const running = startStation(2, third, undefined, (failure) => told.add(failure?.code ?? null));
      const leader = await leadingNode();
      await disks[leader]?.fill();
      const before = third.records.length;
      for (let n = 0; n < 100; n += 1) third.append();
      // Another node may lead at once: then the station notices nothing.
      const noticed = await untilOk(async () => {
        const last = await reader.last(JOURNAL_STREAM, chainSubject('journal', third.chain));
        const line = last.ok ? (last.value?.data ?? '') : '';
        return { ok: told.has('fleetStalled') || line === formatLine(third.records.at(-1) ?? never()) };
      });
      expect(noticed.ok).toBe(true);
      expect([...told].filter((code) => code !== null && code !== 'fleetStalled')).toEqual([]);
      await disks[leader]?.makeRoom();
      // What a full disk leaves half written is not to be trusted: the node fetches everything anew from the others.
      await cluster.nodes[leader]?.kill();
      await rm(join(disks[leader]?.folder ?? never(), 'jetstream'), { recursive: true });
      await cluster.nodes[leader]?.start();
      await untilDrained(third);
      expect(third.records).toHaveLength(before + 100);
      expect(await streamed(third)).toEqual(third.records.map(formatLine));
      const where = { station: 'counter-3' };
      const findings = await verifyStream({ reader, where, keys: [], forgets: false });
      expect(findings).toMatchObject([{ lastSeq: before + 100, bad: null }]);
      await running.stop();
    },
  );
});

async function lastOfFirst(): Promise<StreamedMessage | undefined> {
  const filter = subjectFilter('journal', PLACES[0]);
  for await (const message of reader.read({ stream: JOURNAL_STREAM, filter, sinceMs: null })) return message;
  return undefined;
}

/** Number of the node that leads the journal stream. */
async function leadingNode(): Promise<number> {
  const connected = await connectNats(settings({}));
  if (!connected.ok) throw new Error(connected.failure.detail);
  const manager = await jetstreamManager(connected.value);
  const { cluster: nodes } = await manager.streams.info(JOURNAL_STREAM);
  await connected.value.close();
  return Number(nodes?.leader?.slice(1));
}

function never(): never {
  throw new Error('no record');
}

/** What an administrator of the cluster would do: more room for the stream. */
async function giveRoom(): Promise<void> {
  const connected = await connectNats(settings({}));
  if (!connected.ok) throw new Error(connected.failure.detail);
  const manager = await jetstreamManager(connected.value);
  await manager.streams.update(JOURNAL_STREAM, { max_bytes: 100 * FULL_BYTES });
  await connected.value.close();
}
