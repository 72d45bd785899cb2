import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { FailureCode } from '../../../main/core/failure.ts';
import { catalogues } from '../../../main/core/messages/catalogue.ts';
import { onScreen, press, showToCamera } from '../../support/journey.ts';
import { makeKnownMedia, reachReview } from '../../support/known-media.ts';
import { launchKiosk } from '../../support/launch-kiosk.ts';
import { mediaLeftBy, proveSearch } from '../../support/media-scan.ts';
import { becomeOrdinary } from '../../support/ordinary-user.ts';
import { canPrint, startPrintStation, type PrintStation } from '../../support/print-station.ts';
import { type FaultLine, leaveBy, openAuditor, playFault } from './laws.ts';

const QUEUE = 'Receipt';

interface PrinterRow {
  readonly name: string;
  readonly before?: (station: PrintStation) => Promise<unknown>;
  /** Once the job is in the queue. */
  readonly during?: (station: PrintStation) => Promise<unknown>;
  /** Any of these is true to what happened; "sent to the printer" is not among them. */
  readonly says: readonly FailureCode[];
}

const ROWS: readonly PrinterRow[] = [
  {
    name: 'printer stopped before printing',
    before: (cups) => cups.stopQueue(QUEUE),
    says: ['printerNotReady'],
  },
  {
    name: 'printer removed while it prints',
    before: async (cups) => {
      await cups.addQueue(QUEUE);
      await cups.setPaperOut(true);
    },
    during: (cups) => cups.removeQueue(QUEUE),
    says: ['printerUnknown'],
  },
  { name: 'printer removed before printing', says: ['printerUnknown'] },
  {
    name: 'print system killed while it prints',
    before: async (cups) => {
      await cups.setPaperOut(false);
      await cups.addQueue(QUEUE);
      await cups.setPaperOut(true);
    },
    during: (cups) => cups.kill(),
    says: ['printerUnknown', 'printerFailed', 'printerSilent', 'printerNotReady'],
  },
  { name: 'print system gone', says: ['printerUnknown', 'printerFailed', 'printerSilent'] },
];

/** A real CUPS of its own whose printer goes away, before and in the middle of a job. */
export async function losePrinter(): Promise<readonly FaultLine[]> {
  if (!canPrint) return [{ name: 'a printer that goes', happened: 'no CUPS on this system', wrong: [] }];
  const user = await becomeOrdinary();
  const cups = await startPrintStation();
  const camera = join(tmpdir(), `faults-printer-${process.pid}.mjpeg`);
  try {
    await cups.addQueue(QUEUE);
    await showToCamera(camera, 'desk');
    const profileDir = await user.makeFolder('profile');
    const policy = join(user.homeDir, 'policy.json');
    await writeFile(
      policy,
      JSON.stringify({ receipt: { printer: QUEUE, paper: '80mm' }, station: { dailyCheck: 'off' } }),
    );
    const args = ['--practice', '--practice-scenario=code-200', `--policy=${policy}`];
    const kiosk = await launchKiosk({ user, profileDir, cameraFile: camera, env: cups.env, args });
    try {
      const media = await makeKnownMedia();
      proveSearch(media);
      const auditor = openAuditor(profileDir, () => mediaLeftBy(user, media));
      const lines: FaultLine[] = [];
      const { page } = kiosk;
      for (const [at, row] of ROWS.entries())
        lines.push(
          await playFault(
            row.name,
            () => page,
            async () => {
              await reachReview(page, media);
              await press(page, 'submit');
              await onScreen(page, 'verdict', 60_000);
              const happened = await printWithout(page, cups, row);
              await leaveBy(page, 'finish');
              const done = at + 1;
              return { happened, wrong: await auditor.look({ approvals: done, calls: { answered: done } }) };
            },
          ),
        );
      return lines;
    } finally {
      await kiosk.close();
    }
  } finally {
    await cups.close();
    await user.end();
    await rm(camera, { force: true });
  }
}

/** Presses print; the verdict stays on the screen, with the sentence of what became of the receipt. */
async function printWithout(
  page: Page,
  cups: PrintStation,
  { before, during, says }: PrinterRow,
): Promise<string> {
  await before?.(cups);
  await press(page, 'print');
  if (during !== undefined) {
    await untilQueued(cups);
    await during(cups);
  }
  await onScreen(page, 'verdict', 40_000);
  await page.getByTestId('outcome-approved').waitFor({ timeout: 2000 });
  const sentence = says.map((code) =>
    page
      .getByText(catalogues.vi.failures[code])
      .waitFor({ timeout: 5000 })
      .then(() => code),
  );
  return `the verdict stays; ${await Promise.any(sentence)}`;
}

async function untilQueued(cups: PrintStation): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await cups.waiting()) > 0) return;
    await pause(50);
  }
  throw new Error('no job came into the queue');
}
