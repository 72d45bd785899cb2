import { mkdir, rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { z } from 'zod';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import {
  cameraLive,
  consent,
  onAnyScreen,
  onScreen,
  press,
  pressIfThere,
  recordFace,
  showToCamera,
} from '../support/journey.ts';
import { launchKiosk } from '../support/launch-kiosk.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';
import { openAlbum, type Album } from './album.ts';
import { makeTour, TOUR_DIR } from './tour.ts';
import type { StateName } from '../../main/core/session-shape.ts';

/**
 * The main job, start to verdict, in the real app: real window, real camera path, real footage, real HTTP.
 * Leaves its evidence in out/demo and exits with 0 only for the expected verdict.
 */

const OUT = join(ROOT, 'out/demo');
const EXPECTED_OUTCOME = 'approved';
const startedMs = Date.now();
/** `--tour` renews the README's pictures; `--tour=FOLDER` leaves them alone and makes others there. */
const tourArg = process.argv.find((arg) => /^--tour(=|$)/.test(arg));
const tourDir = tourArg === undefined ? null : tourArg.slice('--tour='.length) || TOUR_DIR;

const say = (text: string): void => {
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1).padStart(5);
  process.stdout.write(`${seconds} s  ${text}\n`);
};

async function runDemo(): Promise<number> {
  const camera = join(tmpdir(), `kiosk-demo-camera-${process.pid}.mjpeg`);
  await showToCamera(camera, 'face');
  const setup = readSetup();
  say(
    `Electron ${setup.electronVersion} (${setup.electronSource}), practice mode, camera fed from real footage`,
  );
  const kiosk = await launchKiosk({ cameraFile: camera, args: practiceArgs() });
  try {
    await walk(kiosk.page, camera);
    const status = summarise();
    return status;
  } catch (error) {
    await kiosk.page.screenshot({ path: join(OUT, 'failed.png') }).catch(() => undefined);
    process.stderr.write(`${String(error)}\n${kiosk.output()}\n`);
    return 1;
  } finally {
    await kiosk.close();
    await rm(camera, { force: true });
  }
}

const practiceArgs = (): readonly string[] => [
  '--practice',
  `--practice-evidence=${OUT}`,
  `--policy=${join(ROOT, 'test/demo/policy.json')}`,
  '--window-size=1440x960',
];

async function walk(page: Page, camera: string): Promise<void> {
  const album = openAlbum(page, OUT, say);
  try {
    await walkWith(album, page, camera);
  } finally {
    await album.close();
  }
}

async function walkWith(album: Album, page: Page, camera: string): Promise<void> {
  await consent(page, 'vi');
  await cameraLive(page, 'record');
  await album.take('face-ready');
  await recordFace(page, camera);
  say('face recorded and prechecked in main');
  await cameraLive(page, 'scan');
  await album.take('card-ready');
  await pressIfThere(page, 'scan');
  await expectScreen(page, 'review', ['review', 'retake', 'fault']);
  say('card scanned and prechecked in main');
  await press(page, 'submit');
  await onScreen(page, 'verdict', 60_000);
  say('sent over HTTP to the practice service and answered');
  await press(page, 'print');
  await page.getByText(catalogues.vi.screens.verdict.receiptSavedAsPdf).waitFor();
  await album.take('receipt');
  await press(page, 'finish');
  await onScreen(page, 'idle');
  await album.take('wiped');
  say('session wiped, back at welcome');
}

async function expectScreen(page: Page, wanted: StateName, possible: readonly StateName[]): Promise<void> {
  const shown = await onAnyScreen(page, possible);
  if (shown !== wanted) throw new Error(`expected the screen "${wanted}", got "${shown}"`);
}

const verdictFileSchema = z.object({ mode: z.string(), outcome: z.string(), code: z.string().nullable() });
const precheckFileSchema = z.object({ predictedCode: z.string(), outcome: z.string() });

function summarise(): number {
  const verdict = verdictFileSchema.parse(readJson('verdict.json'));
  const face = precheckFileSchema.parse(readJson('precheck-face.json'));
  const card = precheckFileSchema.parse(readJson('precheck-card.json'));
  const files = readdirSync(OUT).toSorted();
  const receipts = files.filter((name) => name.endsWith('.pdf'));
  say(`precheck: face ${face.outcome} (${face.predictedCode}), card ${card.outcome} (${card.predictedCode})`);
  say(`verdict: ${verdict.outcome}, code ${verdict.code ?? 'none'}, mode ${verdict.mode}`);
  say(`out/demo: ${files.join(' ')}`);
  const good = verdict.outcome === EXPECTED_OUTCOME && verdict.mode === 'practice' && receipts.length === 1;
  say(good ? 'as expected' : `NOT as expected: wanted ${EXPECTED_OUTCOME} and one receipt`);
  return good ? 0 : 1;
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(OUT, name), 'utf8'));

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
process.exitCode = await runDemo();
if (process.exitCode === 0 && tourDir !== null) {
  await makeTour(OUT, tourDir);
  say(`tour: ${tourDir}`);
}
