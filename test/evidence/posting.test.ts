import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { failed, ok } from '../../main/core/result.ts';
import { createHandOver, type OpenHandOver } from '../../main/evidence/hand-over.ts';
import { readRecipient, type Recipient } from '../../main/evidence/seal.ts';
import { openSpool } from '../../main/evidence/spool.ts';
import { createPost, type PostConfig, type PostDeps } from '../../main/liveness/post.ts';
import { signer } from '../journal/sample-journal.ts';
import { makeBankKey, openAsBank } from '../support/bank-key.ts';
import { digestOf, startBankServer, type BankServer } from '../support/bank-server.ts';
import { sampleEvidence, VIDEO } from './sample-evidence.ts';

let bankFolder = '';
let recipient: Recipient;
let bank: BankServer;
let spoolFolder = '';
let late: (readonly [string, string])[] = [];

beforeAll(async () => {
  bankFolder = await mkdtemp(join(tmpdir(), 'kiosk-bank-'));
  const found = await readRecipient(await makeBankKey(bankFolder));
  if (found === null) throw new Error('no recipient');
  recipient = found;
});
afterAll(() => rm(bankFolder, { recursive: true }));
beforeEach(async () => {
  bank = await startBankServer();
  spoolFolder = await mkdtemp(join(tmpdir(), 'kiosk-spool-'));
  late = [];
});
afterEach(async () => {
  await bank.close();
  await rm(spoolFolder, { recursive: true });
});

function post(config: Partial<PostConfig> = {}, deps: Partial<PostDeps> = {}) {
  const times = { connectTimeoutMs: 2000, stallTimeoutMs: 2000, answerTimeoutMs: 400 };
  return createPost(
    { url: bank.url, mode: 'practice', caBundlePem: bank.caPem, pins: null, ...times, ...config },
    { readToken: null, now: () => Date.now(), ...deps },
  );
}

interface Changes {
  readonly config?: Partial<PostConfig>;
  readonly deps?: Partial<PostDeps>;
  readonly most?: number;
  readonly patienceMs?: number;
}

/** As after a start of the program: what waits is what lies in the folder. */
function open({ config, deps, most = 10, patienceMs = 5000 }: Changes = {}): OpenHandOver {
  const posting = post(config, deps);
  if (!posting.ok || posting.value === null) throw new Error('no post');
  return createHandOver({
    recipient,
    signer,
    stationId: 'station-1',
    spool: openSpool(spoolFolder, most),
    carry: posting.value,
    patienceMs,
    onLateDelivery: (reference, prefix) => Promise.resolve(void late.push([reference, prefix])),
  });
}

const ID = '"K7QM-2XTA-9P-1"';
const NAME = 'PRACTICE-evidence-K7QM-2XTA-9P-1.p7m';

describe('a bundle posted to the bank', () => {
  it('arrives whole under its own name and digest, opens with the bank key, and nothing stays here', async () => {
    const handOver = open();
    const given = await handOver.deliver(sampleEvidence());
    expect(given).toMatchObject({ ok: true, value: { end: 'delivered', failure: null } });
    const taken = bank.taken.get(ID);
    expect(taken?.headers).toMatchObject({
      'content-type': 'application/cms',
      'content-disposition': `attachment; filename="${NAME}"`,
      'content-digest': digestOf(taken?.bytes ?? Buffer.alloc(0)),
    });
    expect(taken?.headers.authorization).toBeUndefined();
    const sealed = join(bankFolder, NAME);
    await writeFile(sealed, taken?.bytes ?? '');
    const opened = await openAsBank(bankFolder, sealed);
    expect(VIDEO.equals(await readFile(join(opened, 'video.mp4')))).toBe(true);
    expect(await readdir(spoolFolder)).toEqual([]);
    expect(handOver.note()).toEqual({ waiting: 0, oldestAtMs: null, failure: null });
  });

  it.each([
    { does: 'refuse', status: 500 },
    { does: 'refuse', status: 401 },
    { does: 'refuse', status: 302 },
    { does: 'cut', afterBytes: 0 },
    { does: 'cut', afterBytes: 1 },
    { does: 'cut', afterBytes: 70_000 },
    { does: 'cut', afterBytes: 4_000_000 },
    { does: 'sleep' },
  ] as const)(
    'waits sealed when the bank does $does $status$afterBytes, and gets there after a restart',
    async (manner) => {
      bank.manner = manner;
      const handOver = open();
      expect(await handOver.deliver(sampleEvidence())).toMatchObject({
        ok: true,
        value: { end: 'waiting', failure: { code: 'handOverFailed' } },
      });
      expect(bank.taken.size).toBe(0);
      expect(handOver.note()).toMatchObject({ waiting: 1, failure: { code: 'handOverFailed' } });
      // SECURITY: what rests on this disk is locked for the bank.
      expect(await readdir(spoolFolder)).toEqual([NAME]);
      const resting = await readFile(join(spoolFolder, NAME));
      expect([resting.includes('moving picture'), resting.includes('K7QM')]).toEqual([false, false]);

      const again = open();
      await again.retry();
      expect(again.note()).toMatchObject({ waiting: 1 });
      bank.manner = { does: 'take' };
      await again.retry();
      expect(again.note()).toEqual({ waiting: 0, oldestAtMs: null, failure: null });
      expect(bank.taken.get(ID)?.bytes.equals(resting)).toBe(true);
      expect(late).toEqual([['K7QM-2XTA-9P', expect.stringMatching(/^[0-9a-f]{16}$/)]]);
      expect(await readdir(spoolFolder)).toEqual([]);
    },
  );

  it('is the same bundle under the same name when the bank took it but died before it said so', async () => {
    bank.manner = { does: 'takeAndDie' };
    const handOver = open();
    expect(await handOver.deliver(sampleEvidence())).toMatchObject({ value: { end: 'waiting' } });
    const first = bank.taken.get(ID)?.bytes;
    bank.manner = { does: 'take' };
    await handOver.retry();
    expect(bank.times.get(ID)).toBe(2);
    expect([...bank.taken.keys()]).toEqual([ID]);
    expect(first !== undefined && bank.taken.get(ID)?.bytes.equals(first)).toBe(true);
  });

  it('does not hold up the verdict: after a while it waits, and is told when it arrives', async () => {
    bank.manner = { does: 'sleep' };
    const handOver = open({ patienceMs: 50, config: { answerTimeoutMs: 300 } });
    const given = await handOver.deliver(sampleEvidence());
    expect(given).toMatchObject({ ok: true, value: { end: 'waiting' } });
    // A second try does not begin while the first is under way.
    await handOver.retry();
    await handOver.settled();
    expect(await readdir(spoolFolder)).toEqual([NAME]);
  });

  it('of a later sending of the same session is another one', async () => {
    const handOver = open();
    await handOver.deliver(sampleEvidence());
    await handOver.deliver({ ...sampleEvidence(), attempt: 2 });
    expect([...bank.taken.keys()]).toEqual([ID, '"K7QM-2XTA-9P-2"']);
  });

  it('is sent even where no room is left to keep it, and fails with a reason only if the bank is away too', async () => {
    bank.manner = { does: 'refuse', status: 503 };
    const handOver = open({ most: 1 });
    await handOver.deliver(sampleEvidence());
    expect(await handOver.deliver({ ...sampleEvidence(), attempt: 2 })).toMatchObject({
      ok: false,
      failure: { code: 'handOverFailed' },
    });
    bank.manner = { does: 'take' };
    expect(await handOver.deliver({ ...sampleEvidence(), attempt: 3 })).toMatchObject({
      ok: true,
      value: { end: 'delivered' },
    });
    expect([...bank.taken.keys()]).toEqual(['"K7QM-2XTA-9P-3"']);
  });
});

describe('the way to the bank', () => {
  it('carries the token of the keychain, and waits where there is none', async () => {
    await open({ deps: { readToken: () => Promise.resolve(ok('canary-token-1')) } }).deliver(
      sampleEvidence(),
    );
    expect(bank.taken.get(ID)?.headers.authorization).toBe('Bearer canary-token-1');
    const without = open({ deps: { readToken: () => Promise.resolve(failed(failure('keyMissing'))) } });
    expect(await without.deliver({ ...sampleEvidence(), attempt: 2 })).toMatchObject({
      value: { end: 'waiting', failure: { detail: 'token: keyMissing' } },
    });
    expect(bank.taken.size).toBe(1);
  });

  it('is not taken to a server that nobody vouches for, nor to one without the pinned key', async () => {
    const strangers: readonly Partial<PostConfig>[] = [
      { caBundlePem: null },
      { pins: { sha256: ['A'.repeat(43) + '=', 'B'.repeat(43) + '='], expiresAtMs: Date.now() + 60_000 } },
    ];
    for (const config of strangers) {
      expect(await open({ config }).deliver(sampleEvidence())).toMatchObject({
        value: { end: 'waiting', failure: { detail: expect.stringContaining('serviceUntrusted') } },
      });
    }
    expect(bank.taken.size).toBe(0);
  });

  it('never leaves this machine in practice, and is HTTPS in live', () => {
    expect(post({ url: 'https://archive.bank.example/evidence' })).toEqual(ok(null));
    expect(post({ url: 'https://archive.bank.example/evidence', mode: 'live' }).ok).toBe(true);
    expect(post({ url: 'http://archive.bank.example/evidence', mode: 'live' })).toMatchObject({
      ok: false,
      failure: { code: 'policyInvalid' },
    });
  });
});
