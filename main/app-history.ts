import { join } from 'node:path';
import { app } from 'electron';
import type { Config } from './config.ts';
import type { ExportProgress } from './core/history.ts';
import type { Clock, HeadPrinter } from './core/ports.ts';
import type { Mode } from './core/verdict-shape.ts';
import { earlierPlace } from './app-journal.ts';
import { everyDay, isHeadDoneToday } from './journal/daily.ts';
import { openEarlier, sweepEarlier, type EarlierJournals, type EarlierPlace } from './journal/earlier.ts';
import { giveHead, type PrintHead } from './journal/head-desk.ts';
import { createHistoryDesk, type HistoryDesk } from './journal/history-desk.ts';
import type { OpenJournal } from './journal/journal.ts';
import { runRetention, type RetentionFolder } from './journal/retention.ts';
import { spoolFolder } from './app-hand-over.ts';

export interface HistoryParts {
  readonly config: Config;
  readonly mode: Mode;
  readonly journal: OpenJournal;
  readonly printer: HeadPrinter;
  readonly clock: Clock;
  readonly isSupervisor: () => boolean;
  readonly onProgress: (progress: ExportProgress) => void;
}

export interface OpenHistory extends HistoryDesk {
  /** Lets the clocks of retention and the daily head run, now and every day. */
  startClocks(): void;
}

/** Opens the history; its clocks wait, so that no paper and no cleaning holds up the first screen. */
export function openHistory(parts: HistoryParts): OpenHistory {
  const { config, journal, clock } = parts;
  const { retention, parking, handOver } = config.policy;
  const old = earlierFiles(parts);
  const desk = createHistoryDesk({
    journal,
    clock,
    isSupervisor: parts.isSupervisor,
    onProgress: parts.onProgress,
    exportFolder: exportFolder(),
    earlier: old.read,
    earlierPlace: old.place,
    ...headWays(parts),
    keepDays: {
      journal: retention.journalDays,
      receipts: retention.receiptsDays,
      exports: retention.exportsDays,
      ...(handOver === null ? {} : { waitingBundles: handOver.keepWaitingDays }),
      ...(parking.hours === null ? {} : { parkedMedia: parking.hours / 24 }),
    },
  });
  let stop = (): void => undefined;
  return {
    ...desk,
    startClocks() {
      stop = everyDay(
        () => clock.now(),
        () => void keepHouse(parts, old.place).then(old.forget),
      );
    },
    dispose() {
      stop();
      desk.dispose();
      old.forget();
    },
  };
}

interface EarlierFiles {
  readonly place: EarlierPlace;
  readonly read: () => EarlierJournals;
  /** Closes them; the next question opens what is there then. */
  readonly forget: () => void;
}

/** Journals of lost keys: opened when a supervisor first asks, as most stations have none. */
function earlierFiles({ config, mode, journal }: HistoryParts): EarlierFiles {
  const place = earlierPlace({
    userDataDir: app.getPath('userData'),
    headFolder: config.policy.journal.headFolder,
    mode,
    keyId: journal.signer.keyId,
  });
  let opened: EarlierJournals | null = null;
  return {
    place,
    read: () => (opened ??= openEarlier(place)),
    forget() {
      for (const each of opened?.journals ?? []) each.close();
      opened = null;
    },
  };
}

/** The list of this station's heads, and paper. */
function headWays({ config, mode, journal, printer }: HistoryParts): {
  readonly headList: string;
  readonly printHead: PrintHead;
} {
  const { policy } = config;
  const folder = policy.journal.dailyHeadFolder ?? join(app.getPath('userData'), 'journal-head');
  const where = { mode, language: policy.defaultLanguage, stationId: policy.stationId };
  return {
    headList: join(folder, `heads-${policy.stationId}-${mode}-${journal.signer.keyId}.txt`),
    printHead: (head) => printer.printHead({ ...head, ...where }, new AbortController().signal),
  };
}

/** Once a day. A share or printer that is away is tried again at the next start; the page says what is missing. */
async function giveDailyHead(parts: HistoryParts, nowMs: number): Promise<void> {
  const { journal, config } = parts;
  const ways = { journal, ...headWays(parts) };
  if (!isHeadDoneToday(journal, ['list'], nowMs)) await giveHead('export', ways);
  const mustPrint = config.policy.journal.printDailyHead;
  if (mustPrint && !isHeadDoneToday(journal, ['printer', 'pdf'], nowMs)) await giveHead('print', ways);
}

async function keepHouse(parts: HistoryParts, place: EarlierPlace): Promise<void> {
  const { config, journal, clock } = parts;
  const { policy } = config;
  const nowMs = clock.now();
  await giveDailyHead(parts, nowMs);
  await sweepEarlier(journal, place);
  const { journals } = openEarlier(place);
  await runRetention({
    journal,
    earlier: { journals, place },
    nowMs,
    journalKeepDays: policy.retention.journalDays,
    folders: [
      {
        kind: 'receipts',
        path: receiptFolder(config),
        names: /^(?:receipt-[\dA-Z-]+|journal-head-[\d-]+)\.pdf$/,
        keepDays: policy.retention.receiptsDays,
      },
      {
        kind: 'exports',
        path: exportFolder(),
        names: /^(?:sessions|journal|fleet)-\d{8}T\d{6}Z(?:-[0-9a-f]{12})?\.(?:csv|jsonl?|db|head|pem)$/,
        keepDays: policy.retention.exportsDays,
      },
      ...bundleClock(parts),
    ],
  });
  for (const each of journals) each.close();
}

/** Copies that the bank does not take do not stay for good. */
function bundleClock({ config, mode }: HistoryParts): readonly RetentionFolder[] {
  const { handOver } = config.policy;
  if (handOver === null) return [];
  const path = spoolFolder(app.getPath('userData'), mode);
  const names = /^(?:PRACTICE-)?evidence-[\dA-Z-]+\.p7m(?:\.part)?$/;
  return [{ kind: 'waitingBundles', path, names, keepDays: handOver.keepWaitingDays }];
}

/** Where receipts are saved as PDF. */
export const receiptFolder = ({ policy }: Config): string =>
  policy.receipt.folder ?? join(app.getPath('documents'), 'Liveness Kiosk');

/** Where exports are left, of history and fleet. */
export const exportFolder = (): string => join(app.getPath('documents'), 'Liveness Kiosk', 'Exports');
