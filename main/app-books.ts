import { app } from 'electron';
import { readStationState, type StationLocks } from './app-admin.ts';
import { openHandOver } from './app-hand-over.ts';
import { openStationJournal } from './app-journal.ts';
import { openStationLedger, type StationLedger } from './app-ledger.ts';
import type { StationService } from './app-service.ts';
import { programVersion } from './app-version.ts';
import type { Config } from './config.ts';
import type { Clock } from './core/ports.ts';
import { failed, ok, type Result } from './core/result.ts';
import type { OpenHandOver } from './evidence/hand-over.ts';
import type { OpenJournal } from './journal/journal.ts';
import { watchStation } from './journal/station-changes.ts';

export interface BooksParts {
  readonly config: Config;
  readonly service: StationService;
  readonly locks: StationLocks;
  readonly clock: Clock;
  /** Who is signed on; null for nobody. */
  readonly teller: () => string | null;
}

/** What this station writes down, and what waits on its disk. */
export interface Books {
  readonly journal: OpenJournal;
  readonly ledger: StationLedger;
  /** Null where the policy hands nothing over. */
  readonly handOver: OpenHandOver | null;
  /** Records keys, PINs and tellers that are others than the last record says. */
  readonly changes: ReturnType<typeof watchStation>;
}

/** Opens journal, ledger and hand-over, and records this start. A book that can't be opened is a failure. */
export async function openBooks({
  config,
  service,
  locks,
  clock,
  teller,
}: BooksParts): Promise<Result<Books>> {
  const { policy } = config;
  const { mode } = service;
  const userDataDir = app.getPath('userData');
  const opened = await openStationJournal({
    teller: () => teller() ?? 'none',
    mode,
    stationId: policy.stationId,
    headFolder: policy.journal.headFolder,
    userDataDir,
    clock,
  });
  if (!opened.ok) return failed(opened.failure);
  const journal = opened.value;
  const ledger = await openStationLedger({ service, policy, userDataDir, clock, journal });
  if (!ledger.ok) return failed(ledger.failure);
  const handOver = await openHandOver({ policy, mode, clock, signer: journal.signer, journal, userDataDir });
  if (!handOver.ok) return failed(handOver.failure);
  await journal.append({ type: 'programStarted', sessionId: null, facts: { version: programVersion() } });
  const changes = watchStation(journal, () => readStationState(locks));
  await changes.note('found');
  // A command that changed a key or a PIN makes itself known like a second start.
  app.on('second-instance', () => void changes.note('found'));
  return ok({ journal, ledger: ledger.value, handOver: handOver.value, changes });
}
