import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { callStats, type StationStats } from './core/call-stats.ts';
import type { Policy } from './core/policy.ts';
import type { Clock, Desk, Journal, LivenessService, Parking } from './core/ports.ts';
import { ok, type Result } from './core/result.ts';
import type { Mode } from './core/verdict-shape.ts';
import { openLedger } from './ledger/ledger.ts';
import { ledgeredService } from './ledger/ledgered-service.ts';
import { openParking, type OpenParking } from './parking/parking.ts';
import { KEY_BYTES } from './parking/sealed-file.ts';
import { keychainSecret, type SecretStore } from './secrets/keychain.ts';

/** What stands behind the counter: every call counted, and checks without an outcome kept if policy says so. */
export interface StationLedger {
  readonly desk: Desk;
  readonly parking: Parking;
  readonly stats: () => readonly StationStats[];
  /** The same service, with every call in the ledger. */
  readonly service: LivenessService;
}

export interface StationLedgerOptions {
  readonly service: LivenessService;
  readonly policy: Policy;
  readonly userDataDir: string;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Live and practice calls are counted apart. */
export const ledgerPath = (userDataDir: string, mode: Mode): string =>
  join(userDataDir, 'ledger', `${mode}.ledger`);

export async function openStationLedger(options: StationLedgerOptions): Promise<Result<StationLedger>> {
  const { service, policy, userDataDir, clock, journal } = options;
  const { mode } = service;
  const path = ledgerPath(userDataDir, mode);
  const ledger = await openLedger({ path, station: policy.stationId, mode, quota: policy.quota, clock });
  if (!ledger.ok) return ledger;
  const parking = await openParking({
    folder: join(userDataDir, 'parked', mode),
    hours: policy.parking.hours,
    readKey: mode === 'live' ? storedKey(keychainSecret(join(userDataDir, 'parking-key'))) : practiceKey(),
    clock,
  });
  if (!parking.ok) return parking;
  eraseExpired(parking.value, journal);
  return ok({
    desk: {
      notes: () => ({
        ...ledger.value.status(),
        parked: parking.value.list(),
        parkingHours: parking.value.hours,
      }),
      acknowledge: () => ledger.value.acknowledge(),
    },
    parking: parking.value,
    stats: () => callStats(ledger.value.calls()),
    service: ledgeredService(service, ledger.value),
  });
}

/** Made when the first check is parked, and kept by the keychain or not at all. */
function storedKey(store: SecretStore): () => Promise<Result<Uint8Array>> {
  return async () => {
    const found = await store.read();
    if (found.ok) return ok(Buffer.from(found.value, 'base64'));
    if (found.failure.code !== 'keyMissing') return found;
    const made = randomBytes(KEY_BYTES);
    const written = await store.write(made.toString('base64'));
    return written.ok ? ok(made) : written;
  };
}

/** Lives as long as the program: what practice parks, no later start can open. */
function practiceKey(): () => Promise<Result<Uint8Array>> {
  const key = randomBytes(KEY_BYTES);
  return () => Promise.resolve(ok(key));
}

const SWEEP_EVERY_MS = 60_000;

function eraseExpired(parking: OpenParking, journal: Journal): void {
  const sweep = async (): Promise<void> => {
    const removed = await parking.sweep();
    if (removed === 0) return;
    const facts = { kind: 'parkedMedia', removed, throughSeq: null, throughLink: null } as const;
    await journal.append({ type: 'retentionRun', sessionId: null, facts });
  };
  setInterval(() => void sweep(), SWEEP_EVERY_MS).unref();
}
