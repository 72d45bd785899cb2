import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openLedger, type Ledger } from '../../main/ledger/ledger.ts';
import { unwrap } from '../liveness/submissions.ts';

export const BEGIN = {
  reference: 'K7QM-2XTA-9P',
  sizeBytes: 4_645_123,
  predictedCode: '200',
  remarks: [{ rule: 'face.dim', measured: 60.5 }],
} as const;
export const ANSWERED = {
  end: 'answered',
  httpStatus: 200,
  code: '303',
  outcome: 'rejected',
  failure: null,
} as const;
export const NOT_SENT = {
  end: 'notSent',
  httpStatus: null,
  code: null,
  outcome: null,
  failure: 'serviceUnreachable',
} as const;
export const UNKNOWN = {
  end: 'unknown',
  httpStatus: null,
  code: null,
  outcome: null,
  failure: 'outcomeUnknown',
} as const;

export const noon = new Date(2026, 10, 23, 12).getTime();

interface Asked {
  readonly nowMs?: () => number;
  readonly quota?: { readonly perDay: number | null; readonly perMonth: number | null };
  readonly station?: string;
}

export const open = async (
  path: string,
  { nowMs = () => noon, quota, station = 'station-1' }: Asked = {},
): Promise<Ledger> =>
  unwrap(
    await openLedger({
      path,
      station,
      mode: 'live',
      quota: quota ?? { perDay: null, perMonth: null },
      clock: { now: nowMs },
    }),
  );

/** Gives a new path for a ledger each time; the folder goes when the tests of the file have run. */
export function ledgerPaths(): () => string {
  let folder = '';
  let files = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return () => join(folder, `${(files += 1)}`, 'live.ledger');
}
