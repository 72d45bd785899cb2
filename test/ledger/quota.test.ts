import { describe, expect, it } from 'vitest';
import { unwrap } from '../liveness/submissions.ts';
import { ANSWERED, BEGIN, ledgerPaths, noon, NOT_SENT, open, UNKNOWN } from './ledgers.ts';

const DAY_MS = 86_400_000;
const newPath = ledgerPaths();

describe('the quota', () => {
  it('counts what may have been charged: not what was never sent', async () => {
    const ledger = await open(newPath());
    await ledger.end(unwrap(await ledger.begin(BEGIN)), ANSWERED);
    await ledger.end(unwrap(await ledger.begin(BEGIN)), NOT_SENT);
    await ledger.end(unwrap(await ledger.begin(BEGIN)), UNKNOWN);
    await ledger.begin(BEGIN);
    expect(ledger.status().use).toEqual({ today: 3, thisMonth: 3, inAll: 3 });
    await ledger.close();
  });

  it('refuses the call beyond the day, and gives the next day its own', async () => {
    let nowMs = noon;
    const ledger = await open(newPath(), { nowMs: () => nowMs, quota: { perDay: 2, perMonth: null } });
    await ledger.begin(BEGIN);
    await ledger.begin(BEGIN);
    const refused = { ok: false, failure: { code: 'quotaReached', detail: 'perDay 2' } };
    expect(await ledger.begin(BEGIN)).toMatchObject(refused);
    nowMs += DAY_MS;
    expect((await ledger.begin(BEGIN)).ok).toBe(true);
    // A clock that is set back gives nothing away.
    nowMs -= DAY_MS;
    expect(await ledger.begin(BEGIN)).toMatchObject(refused);
    await ledger.close();
  });

  it('refuses the call beyond the month, in this program and the next', async () => {
    const path = newPath();
    const quota = { perDay: null, perMonth: 1 };
    const ledger = await open(path, { quota });
    await ledger.begin(BEGIN);
    await ledger.close();
    const next = await open(path, { quota, nowMs: () => noon + DAY_MS });
    expect(await next.begin(BEGIN)).toMatchObject({ ok: false, failure: { code: 'quotaReached' } });
    await next.close();
    const december = await open(path, { quota, nowMs: () => noon + 10 * DAY_MS });
    expect((await december.begin(BEGIN)).ok).toBe(true);
    await december.close();
  });

  it('is one for each station', async () => {
    const path = newPath();
    const quota = { perDay: 1, perMonth: null };
    const one = await open(path, { quota });
    await one.begin(BEGIN);
    await one.close();
    const other = await open(path, { quota, station: 'Quầy 2' });
    expect(other.status().use.today).toBe(0);
    expect((await other.begin(BEGIN)).ok).toBe(true);
    await other.close();
  });

  it('gives its last call to one of two who ask at once', async () => {
    const ledger = await open(newPath(), { quota: { perDay: 1, perMonth: null } });
    const both = await Promise.all([ledger.begin(BEGIN), ledger.begin(BEGIN)]);
    expect(both.filter(({ ok: isOk }) => isOk)).toHaveLength(1);
    await ledger.close();
  });
});
