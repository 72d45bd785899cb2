import type { ScannerFolder } from './app-card-folder.ts';
import { receiptFolder } from './app-history.ts';
import type { Books } from './app-books.ts';
import { newSessionId } from './app-info.ts';
import type { StationService } from './app-service.ts';
import type { Config } from './config.ts';
import type { Clock, Desk } from './core/ports.ts';
import { deadlinesWithin } from './core/session-events.ts';
import type { OpenHandOver } from './evidence/hand-over.ts';
import type { MediaPrechecker } from './media/prechecker.ts';
import { folderEvidence } from './practice/evidence.ts';
import { electronPagePrinter } from './receipt/printer.ts';
import { stationPrinter } from './receipt/station-printer.ts';
import { verdictWords } from './receipt/verdict-words.ts';
import { noEvidence } from './session/evidence-sink.ts';
import { createRunner, type Runner } from './session/runner.ts';
import { systemAlarm } from './session/system-alarm.ts';
import { createVault, type Vault } from './session/vault.ts';

export interface SessionParts {
  readonly config: Config;
  readonly prechecker: MediaPrechecker;
  readonly service: StationService;
  readonly books: Books;
  readonly scannerFolder: ScannerFolder;
  readonly clock: Clock;
}

export interface OpenSession {
  readonly runner: Runner;
  readonly vault: Vault;
  readonly printer: ReturnType<typeof stationPrinter>;
}

/** The session over this station's real ports. */
export function openSession(parts: SessionParts): OpenSession {
  const { config, prechecker, service, books, scannerFolder, clock } = parts;
  const { policy, evidenceFolder } = config;
  const { journal, ledger, handOver } = books;
  const vault = createVault();
  const printer = openPrinter(config, books);
  const runner = createRunner({
    prechecker,
    service: ledger.service,
    printer,
    journal,
    desk: scannerFolder.noteOn(withHandOver(ledger.desk, handOver)),
    parking: ledger.parking,
    vault,
    clock,
    alarm: systemAlarm,
    evidence:
      service.mode === 'practice' && evidenceFolder !== null ? folderEvidence(evidenceFolder) : noEvidence,
    handOver,
    newSessionId,
    stationId: policy.stationId,
    rules: {
      maxTries: policy.maxTries,
      cardRequired: policy.cardRequired,
      consentAct: policy.consentAct,
      defaultLanguage: policy.defaultLanguage,
      mayPark: policy.parking.hours !== null,
    },
    deadlinesMs: deadlinesWithin(policy.kiosk.idleSeconds),
  });
  return { runner, vault, printer };
}

/** The teller's notes with how the bank's copies stand. */
const withHandOver = (desk: Desk, handOver: OpenHandOver | null): Desk =>
  handOver === null ? desk : { ...desk, notes: () => ({ ...desk.notes(), handOver: handOver.note() }) };

function openPrinter(config: Config, { journal }: Books): ReturnType<typeof stationPrinter> {
  const { paper, printer } = config.policy.receipt;
  const page = electronPagePrinter({ paper, printer, folder: receiptFolder(config) });
  return stationPrinter(page, { describe: verdictWords, signer: journal.signer });
}
