import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import type { Call } from '../../main/core/ledger-call.ts';
import type { LivenessService, SubmissionEnd } from '../../main/core/ports.ts';
import type { Quota } from '../../main/core/quota.ts';
import { readBook } from '../../main/ledger/book.ts';
import { openLedger } from '../../main/ledger/ledger.ts';
import { ledgeredService } from '../../main/ledger/ledgered-service.ts';
import { verdict } from '../core/samples.ts';
import { submissionOf, unwrap } from '../liveness/submissions.ts';

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledgered-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly end: SubmissionEnd;
  /** What the ledger's file held while the service was sending. */
  readonly during: readonly Call[];
  readonly after: readonly Call[];
}

async function submitOnce(answer: () => Promise<SubmissionEnd>, quota: Partial<Quota> = {}): Promise<Ran> {
  const path = join(folder, `${(files += 1)}.ledger`);
  const ledger = unwrap(
    await openLedger({
      path,
      station: 'station-1',
      mode: 'practice',
      quota: { perDay: null, perMonth: null, ...quota },
      clock: { now: () => Date.now() },
    }),
  );
  let during: readonly Call[] = [];
  const inner: LivenessService = {
    mode: 'practice',
    describe: () => ({ method: 'POST', url: '', headerNames: [], contentLengthBytes: 1234, parts: [] }),
    submit: () => {
      during = readBook(readFileSync(path)).calls;
      return answer();
    },
  };
  const submit = () =>
    ledgeredService(inner, ledger).submit(
      submissionOf(),
      { onProgress: () => undefined },
      AbortSignal.abort(),
    );
  const end = await submit();
  const again = quota.perDay === 1 ? await submit() : end;
  await ledger.close();
  return { end: again, during, after: readBook(readFileSync(path)).calls };
}

const answered = (): Promise<SubmissionEnd> =>
  Promise.resolve({ kind: 'answered', verdict: verdict('finish'), answer: {}, httpStatus: 200 });

describe('the service behind the ledger', () => {
  it('has its call on the disk before it is asked, and the end after it answered', async () => {
    const { during, after } = await submitOnce(answered);
    expect(during).toMatchObject([
      { begin: { sizeBytes: 1234, predictedCode: '200', reference: 'K7QM-2XTA-9P' }, end: null },
    ]);
    expect(after).toMatchObject([{ end: { end: 'answered', httpStatus: 200, outcome: 'approved' } }]);
  });

  it.each(['notSent', 'unknown'] as const)('passes on %s and enters it', async (kind) => {
    const { end, after } = await submitOnce(() =>
      Promise.resolve({ kind, failure: failure('outcomeUnknown') }),
    );
    expect(end.kind).toBe(kind);
    expect(after).toMatchObject([{ end: { end: kind, failure: 'outcomeUnknown', code: null } }]);
  });

  it('is not asked beyond the quota, and the ledger holds no such call', async () => {
    const { end, after } = await submitOnce(answered, { perDay: 1 });
    expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'quotaReached' } });
    expect(after).toHaveLength(1);
  });

  it('leaves the call open when the client itself breaks: unknown, never "not sent"', async () => {
    await expect(submitOnce(() => Promise.reject(new Error('broke')))).rejects.toThrow('broke');
    expect(readBook(readFileSync(join(folder, `${files}.ledger`))).calls).toMatchObject([{ end: null }]);
  });
});
