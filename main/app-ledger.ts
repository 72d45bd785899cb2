import { join } from 'node:path';
import type { Policy } from './core/policy.ts';
import type { Clock, Desk, LivenessService } from './core/ports.ts';
import { ok, type Result } from './core/result.ts';
import type { Mode } from './core/verdict-shape.ts';
import { openLedger } from './ledger/ledger.ts';
import { ledgeredService } from './ledger/ledgered-service.ts';

export interface StationLedger {
  readonly desk: Desk;
  /** The same service, with every call in the ledger. */
  readonly service: LivenessService;
}

/** Live and practice calls are counted apart. */
export const ledgerPath = (userDataDir: string, mode: Mode): string =>
  join(userDataDir, 'ledger', `${mode}.ledger`);

export async function openStationLedger(
  service: LivenessService,
  policy: Policy,
  userDataDir: string,
  clock: Clock,
): Promise<Result<StationLedger>> {
  const ledger = await openLedger({
    path: ledgerPath(userDataDir, service.mode),
    station: policy.stationId,
    mode: service.mode,
    quota: policy.quota,
    clock,
  });
  if (!ledger.ok) return ledger;
  const { value } = ledger;
  return ok({
    desk: { notes: () => value.status(), acknowledge: () => value.acknowledge() },
    service: ledgeredService(service, value),
  });
}
