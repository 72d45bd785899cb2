import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskNotes } from '../../main/core/desk.ts';
import type { Quota } from '../../main/core/quota.ts';
import { ok } from '../../main/core/result.ts';
import type { Session, StateName } from '../../main/core/session-shape.ts';
import { outcomeOf } from '../../main/ledger/book.ts';
import { openLedger, type Ledger } from '../../main/ledger/ledger.ts';
import { ledgeredService } from '../../main/ledger/ledgered-service.ts';
import { createLivenessService } from '../../main/liveness/service.ts';
import { startPracticeService } from '../../main/practice/service.ts';
import { createRunner, type Runner } from '../../main/session/runner.ts';
import { checkedMedia, jpegLike, mp4Like, TEST_KEY, unwrap } from '../liveness/submissions.ts';
import { FACTS, fakeWorld } from '../session/fake-ports.ts';

/** The app between its page and the wire: real runner, ledger, client and sockets; only cameras and paper are faked. */
export interface Station {
  readonly runner: Runner;
  readonly ledger: Ledger;
  /** Requests of which the server saw at least one body byte. */
  readonly requests: () => number;
  /** How the ledger says each call ended. */
  readonly ends: () => readonly string[];
  /** What the next start would say, had the program died at this moment. */
  readonly afterCrash: () => Promise<Pick<DeskNotes, 'unresolved'> & { readonly ends: readonly string[] }>;
  readonly reach: (...names: StateName[]) => Promise<Session>;
  readonly firstProgress: () => Promise<void>;
  readonly toReview: () => Promise<void>;
  readonly setScenario: (id: string) => void;
  readonly close: () => Promise<void>;
}

/** Larger than what sockets buffer, so that a fault in mid-upload finds an upload. */
const VIDEO = mp4Like({ sizeBytes: 6_000_000 });
const QUOTA = { perDay: null, perMonth: null };

export async function startStation(scenario: string, quota: Quota = QUOTA): Promise<Station> {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  let readForms = 0;
  const practice = unwrap(
    await startPracticeService(
      { scenario, key: TEST_KEY, slowMs: 20_000, hugeBytes: 4 * 1024 * 1024 },
      { examine: null, onRequest: () => (readForms += 1) },
    ),
  );
  const wire = await countingWire(Number(new URL(practice.baseUrl).port));
  // Inside TLS the wire sees nothing; what the service read has to do.
  const isTls = practice.caPem !== null;
  const baseUrl = isTls ? wire.baseUrl.replace('http://127.0.0.1', 'https://localhost') : wire.baseUrl;
  const path = join(folder, 'practice.ledger');
  const clock = { now: () => Date.now() };
  const options = { path, station: 'station-1', mode: 'practice', quota, clock } as const;
  const ledger = unwrap(await openLedger(options));
  const client = unwrap(
    createLivenessService(
      {
        mode: 'practice',
        baseUrl,
        caBundlePem: practice.caPem,
        connectTimeoutMs: 2000,
        stallTimeoutMs: 500,
        answerTimeoutMs: 500,
      },
      { readKey: () => Promise.resolve(ok(TEST_KEY)), now: clock.now, wait: () => Promise.resolve() },
    ),
  );
  const { ports } = fakeWorld();
  const runner = createRunner({
    ...ports,
    service: ledgeredService(client, ledger),
    prechecker: {
      addFacePiece: () => undefined,
      dropFacePieces: () => undefined,
      checkFace: () => Promise.resolve(ok(checkedMedia(Buffer.from(VIDEO), 'video/mp4'))),
      checkCard: () => Promise.resolve(ok(checkedMedia(Buffer.from(jpegLike), 'image/jpeg'))),
    },
    newSessionId: () => 'K7QM-2XTA-9P',
  });
  const reach = (...names: StateName[]): Promise<Session> => when(runner, ({ name }) => names.includes(name));
  return {
    runner,
    ledger,
    requests: () => (isTls ? readForms : wire.requests()),
    ends: () => ledger.calls().map(outcomeOf),
    async afterCrash() {
      const copy = join(folder, 'copy.ledger');
      writeFileSync(copy, readFileSync(path));
      const next = unwrap(await openLedger({ ...options, path: copy }));
      await next.close();
      return { unresolved: next.status().unresolved, ends: next.calls().map(outcomeOf) };
    },
    reach,
    firstProgress: async () => void (await when(runner, ({ progress }) => progress !== null)),
    async toReview() {
      runner.handleIntent({ type: 'start', language: 'vi' });
      runner.handleIntent({ type: 'giveConsent' });
      runner.handleIntent({ type: 'recordingStarted' });
      runner.deliver('face', new Uint8Array([1]), FACTS);
      await reach('card.ready');
      runner.handleIntent({ type: 'scanStarted' });
      runner.deliver('card', new Uint8Array([2]), FACTS);
      await reach('review');
    },
    setScenario: (id) => void practice.setScenario(id),
    async close() {
      runner.dispose();
      await runner.settled();
      await ledger.close();
      await wire.close();
      await practice.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function when(runner: Runner, isSo: (session: Session) => boolean): Promise<Session> {
  return new Promise((resolve) => {
    if (isSo(runner.session())) return resolve(runner.session());
    const stop = runner.subscribe((session) => {
      if (!isSo(session)) return;
      stop();
      resolve(session);
    });
  });
}

/** Stands between client and server, passes every byte on and counts the requests whose body began. */
async function countingWire(port: number) {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer((client) => {
    const onward = connect(port, '127.0.0.1');
    let head = '';
    let counted = false;
    client.on('data', (chunk) => {
      if (!counted) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        counted = end !== -1 && head.length > end + 4;
        requests += counted ? 1 : 0;
      }
    });
    client.pipe(onward).pipe(client);
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.resetAndDestroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
