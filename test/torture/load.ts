import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartHistory, presentSource, searchHistory } from '../../main/journal/history.ts';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { startPracticeService } from '../../main/practice/service.ts';
import { ok } from '../../main/core/result.ts';
import { createLivenessService } from '../../main/liveness/service.ts';
import { openLedger } from '../../main/ledger/ledger.ts';
import { ledgeredService } from '../../main/ledger/ledgered-service.ts';
import { jpegLike, mp4Like, submissionOf, TEST_KEY, unwrap } from '../liveness/submissions.ts';
import { openSample, sessionId, signer, writeSessions } from '../journal/sample-journal.ts';

export interface LoadReport {
  readonly sessions: number;
  readonly answered: number;
  readonly records: number;
  readonly isWhole: boolean;
  readonly sessionsPerSecond: number;
  /** Memory of this process after the second half against after the first. */
  readonly growth: number;
  /** Milliseconds of a supervisor's question at the end. */
  readonly searchMs: number;
  readonly chartMs: number;
  readonly ledgerReadMs: number;
}

/**
 * So many whole sessions through the real client, wire, practice service, ledger and journal, as fast as they go;
 * in memory-backed files where the system has them, because a year of flushes is the disk's age and not ours.
 */
export async function runLoad(sessions: number): Promise<LoadReport> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'load-'));
  const practice = unwrap(
    await startPracticeService({ scenario: 'code-200', key: TEST_KEY }, { examine: null }),
  );
  const ledgerOptions = {
    path: join(folder, 'live.ledger'),
    station: 'station-1',
    mode: 'practice',
    quota: { perDay: null, perMonth: null },
    clock: { now: () => Date.now() },
  } as const;
  const ledger = unwrap(await openLedger(ledgerOptions));
  const journal = await openSample(folder);
  const client = unwrap(
    createLivenessService(
      {
        mode: 'practice',
        baseUrl: practice.baseUrl,
        caBundlePem: null,
        connectTimeoutMs: 5000,
        stallTimeoutMs: 5000,
        answerTimeoutMs: 5000,
      },
      { readKey: () => Promise.resolve(ok(TEST_KEY)), now: () => Date.now(), wait: () => Promise.resolve() },
    ),
  );
  const service = ledgeredService(client, ledger);
  const media = submissionOf(mp4Like({ sizeBytes: 20_000 }), jpegLike);
  try {
    let answered = 0;
    let halfwayBytes = 0;
    const startedMs = performance.now();
    for (let n = 0; n < sessions; n += 1) {
      const submission = { ...media, reference: sessionId(n) };
      const end = await service.submit(
        submission,
        { onProgress: () => undefined },
        new AbortController().signal,
      );
      answered += end.kind === 'answered' ? 1 : 0;
      await writeSessions(journal, 1, n);
      if (n === Math.floor(sessions / 2)) halfwayBytes = process.memoryUsage().rss;
    }
    const seconds = (performance.now() - startedMs) / 1000;
    const growth = process.memoryUsage().rss / Math.max(halfwayBytes, 1);
    const sources = [presentSource(journal)];
    const filter = { fromMs: 0, toMs: 8e12, teller: null, outcome: null };
    const searchMs = timed(() => searchHistory(sources, { filter, before: null }));
    const chartMs = timed(() => chartHistory(sources, filter));
    const records = journal.head().seq;
    await journal.close();
    await ledger.close();
    const readMs = performance.now();
    const read = unwrap(await openLedger(ledgerOptions));
    const ledgerReadMs = performance.now() - readMs;
    await read.close();
    const found = await verifyJournalFile({
      path: join(folder, 'journal.db'),
      keyPem: signer.publicKeyPem,
      headLines: [],
    });
    return {
      sessions,
      answered: Math.min(answered, read.calls().length),
      records,
      isWhole: found?.verification.isWhole === true,
      sessionsPerSecond: sessions / seconds,
      growth,
      searchMs,
      chartMs,
      ledgerReadMs,
    };
  } finally {
    await practice.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function timed(work: () => unknown): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}
