import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FailureCode } from '../../main/core/failure.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { parseReceiptText } from '../../main/core/receipt-text.ts';
import { parsePublicKey } from '../../main/journal/station-key.ts';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { onScreen, press, showToCamera } from '../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachReview } from '../support/known-media.ts';
import { launchKiosk } from '../support/launch-kiosk.ts';
import { canPrint, startPrintStation, type PrintStation } from '../support/print-station.ts';
import { findJournal } from '../support/read-journal.ts';
import { readQrFromPrint } from '../support/read-qr.ts';
import { readStationKey } from '../support/station-key.ts';

const texts = catalogues.vi;
let media: KnownMedia;
beforeAll(async () => {
  media = await makeKnownMedia();
});

/** A counter of its own for each test: the longest waits for a print system that is silent, and others go on. */
interface Counter {
  readonly page: Page;
  readonly profileDir: string;
  readonly end: () => Promise<void>;
}

/** The app at the verdict of an approved customer, with this policy. */
async function openAtVerdict(
  rules: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>> = {},
): Promise<Counter> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-print-'));
  const camera = join(folder, 'camera.mjpeg');
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify(rules));
  // Nobody sits there: the page does nothing by itself.
  await showToCamera(camera, 'desk');
  const args = ['--practice', `--policy=${policy}`];
  const kiosk = await launchKiosk({ cameraFile: camera, args, env });
  const end = async (): Promise<void> => {
    await kiosk.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    await reachReview(kiosk.page, media);
    await press(kiosk.page, 'submit');
    await onScreen(kiosk.page, 'verdict', 60_000);
  } catch (cause) {
    await end();
    throw cause;
  }
  return { page: kiosk.page, profileDir: kiosk.profileDir, end };
}

/** Presses print and waits for its end: the sentence stands there and the verdict is still shown. */
async function printExpecting(page: Page, sentence: string): Promise<void> {
  await press(page, 'print');
  await onScreen(page, 'verdict', 40_000);
  await page.getByText(sentence).waitFor({ timeout: 5000 });
  await page.getByTestId('outcome-approved').waitFor({ timeout: 1000 });
}

async function untilPrinted(station: PrintStation, count: number): Promise<readonly string[]> {
  for (let tries = 0; tries < 150; tries += 1) {
    const files = await station.printed();
    if (files.length >= count) return files;
    await sleep(200);
  }
  throw new Error(`fewer than ${count} receipts came out`);
}

const failed = (code: FailureCode): string => texts.failures[code];
const SENT = texts.screens.verdict.receiptSentToPrinter;

describe.runIf(canPrint)('receipts through a real print queue', { concurrent: true }, () => {
  it("print the day's head by themselves, print and print again, and end in a sentence for every trouble", async ({
    onTestFinished,
  }) => {
    const station = await startPrintStation();
    onTestFinished(() => station.close());
    await station.addQueue('Receipt');
    const receipt = { paper: '80mm', printer: 'Receipt' };
    const counter = await openAtVerdict({ receipt, journal: { printDailyHead: true } }, station.env);
    onTestFinished(counter.end);
    const { page, profileDir } = counter;
    await expectHead(profileDir, (await untilPrinted(station, 1))[0] ?? '');

    await printExpecting(page, SENT);
    await printExpecting(page, SENT);
    const [, first = '', second = ''] = await untilPrinted(station, 3);
    const [text = ''] = await readQrFromPrint(first);
    expect(await readQrFromPrint(second)).toHaveLength(1);
    await expectGenuine(profileDir, text);

    await station.setPaperOut(true);
    await printExpecting(page, failed('printerNotReady'));
    await printExpecting(page, failed('printerNotReady'));
    await station.setPaperOut(false);
    await untilPrinted(station, 4);

    station.freeze();
    await printExpecting(page, failed('printerSilent'));
    station.thaw();
    await printExpecting(page, SENT);

    await station.removeQueue('Receipt');
    await printExpecting(page, failed('printerUnknown'));
    await press(page, 'finish');
    await onScreen(page, 'idle');
  }, 240_000);

  it('end in a sentence when there is no printer at all', async ({ onTestFinished }) => {
    const station = await startPrintStation();
    onTestFinished(() => station.close());
    const { page, end } = await openAtVerdict({ receipt: { printer: 'Receipt' } }, station.env);
    onTestFinished(end);
    await printExpecting(page, failed('printerUnknown'));
    expect(await station.printed()).toEqual([]);
  });
});

describe.concurrent('receipts as PDF', () => {
  it.for(['A4', '80mm'] as const)(
    'carry a QR code that reads and verifies, on %s',
    async (paper, { onTestFinished }) => {
      const receipts = join(tmpdir(), `kiosk-receipts-${process.pid}-${paper}`);
      const { page, profileDir, end } = await openAtVerdict({ receipt: { paper, folder: receipts } });
      onTestFinished(end);
      await printExpecting(page, texts.screens.verdict.receiptSavedAsPdf);
      const names = await readdir(receipts);
      expect(names).toHaveLength(1);
      const found = await readQrFromPrint(join(receipts, names[0] ?? ''));
      await rm(receipts, { recursive: true, maxRetries: 20, retryDelay: 100 });
      expect(found).toHaveLength(1);
      await expectGenuine(profileDir, found[0] ?? '');
    },
  );
});

/** The paper holds a head of this station's own journal, which vouches for every record before it. */
async function expectHead(profileDir: string, paper: string): Promise<void> {
  const [sealed = ''] = await readQrFromPrint(paper);
  const keyPem = await readStationKey(profileDir);
  const path = await findJournal(join(profileDir, 'journal'), 'practice');
  const found = await verifyJournalFile({ path: path ?? '', keyPem, headLines: [sealed] });
  expect(found).toMatchObject({ verification: { isWhole: true } });
}

async function expectGenuine(profileDir: string, text: string): Promise<void> {
  const receipt = parseReceiptText(text);
  const key = parsePublicKey(await readStationKey(profileDir));
  expect(receipt?.facts).toMatchObject({ mode: 'practice', outcome: 'approved', keyId: key?.keyId });
  expect(key?.isSigned('receipt', receipt?.text ?? '', receipt?.signature ?? '')).toBe(true);
}
