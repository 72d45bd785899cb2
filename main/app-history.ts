import { join } from 'node:path';
import { app } from 'electron';
import type { Config } from './config.ts';
import type { ExportProgress } from './core/history.ts';
import type { Clock } from './core/ports.ts';
import type { Mode } from './core/verdict-shape.ts';
import { everyDay, exportHead, isHeadExportedToday } from './journal/daily.ts';
import { createHistoryDesk, type HistoryDesk } from './journal/history-desk.ts';
import type { OpenJournal } from './journal/journal.ts';
import { runRetention } from './journal/retention.ts';

export interface HistoryParts {
  readonly config: Config;
  readonly mode: Mode;
  readonly journal: OpenJournal;
  readonly clock: Clock;
  readonly isSupervisor: () => boolean;
  readonly onProgress: (progress: ExportProgress) => void;
}

/** Opens the history, and lets the clocks of retention and the daily head run: at start and every day. */
export function openHistory(parts: HistoryParts): HistoryDesk {
  const { config, journal, clock } = parts;
  const { retention, parking } = config.policy;
  const desk = createHistoryDesk({
    journal,
    clock,
    isSupervisor: parts.isSupervisor,
    onProgress: parts.onProgress,
    exportFolder: exportFolder(),
    keepDays: {
      journal: retention.journalDays,
      receipts: retention.receiptsDays,
      exports: retention.exportsDays,
      ...(parking.hours === null ? {} : { parkedMedia: parking.hours / 24 }),
    },
  });
  const stop = everyDay(
    () => clock.now(),
    () => void keepHouse(parts),
  );
  return {
    ...desk,
    dispose() {
      stop();
      desk.dispose();
    },
  };
}

async function keepHouse({ config, mode, journal, clock }: HistoryParts): Promise<void> {
  const { policy } = config;
  const nowMs = clock.now();
  if (!isHeadExportedToday(journal, nowMs)) {
    const folder = policy.journal.dailyHeadFolder ?? join(app.getPath('userData'), 'journal-head');
    const path = join(folder, `heads-${policy.stationId}-${mode}-${journal.signer.keyId}.txt`);
    // A share that is away today is tried again tomorrow; the journal then shows that a day is missing.
    await exportHead(journal, path).catch(() => undefined);
  }
  await runRetention({
    journal,
    nowMs,
    journalKeepDays: policy.retention.journalDays,
    folders: [
      {
        kind: 'receipts',
        path: receiptFolder(config),
        names: /^receipt-[\dA-Z-]+\.pdf$/,
        keepDays: policy.retention.receiptsDays,
      },
      {
        kind: 'exports',
        path: exportFolder(),
        names: /^(?:sessions|journal)-\d{8}T\d{6}Z\.(?:csv|jsonl?)$/,
        keepDays: policy.retention.exportsDays,
      },
    ],
  });
}

/** Where receipts are saved as PDF. */
export const receiptFolder = ({ policy }: Config): string =>
  policy.receipt.folder ?? join(app.getPath('documents'), 'Liveness Kiosk');

const exportFolder = (): string => join(app.getPath('documents'), 'Liveness Kiosk', 'Exports');
