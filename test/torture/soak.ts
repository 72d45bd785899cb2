import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { processTree, sumOf } from '../support/process-tree.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { readTruth } from '../support/station-truth.ts';
import { drawLines } from './chart.ts';

/** Everything measured when the station was back at welcome after one session. */
const COLUMNS = [
  'session',
  'seconds',
  /** Every process of the app, without pages of files, after garbage was collected in both worlds. */
  'memoryMb',
  'mainMb',
  'rendererMb',
  'heapMb',
  'processes',
  'handles',
  'temporaryFiles',
  'framesPerSecond',
  /** Recordings that were asked for again: such a session is rightly longer. */
  'retakes',
  /** 1 where the tries were used up and the session ended with the attendant. */
  'unfinished',
] as const;

export type SoakRow = Readonly<Record<(typeof COLUMNS)[number], number>>;

const GROWING = ['memoryMb', 'handles', 'processes', 'temporaryFiles', 'seconds', 'framesPerSecond'] as const;

export interface SoakReport {
  readonly rows: readonly SoakRow[];
  /** Median of the last tenth over the median of the tenth after warm-up, less one. */
  readonly growth: Readonly<Record<(typeof GROWING)[number], number>>;
}

/** Sessions at the start in which caches fill and code is compiled. */
const WARM_UP = 0.15;

/** So many full sessions in one process of the real app; rows and charts are left in `out/torture`. */
export async function runSoak(sessions: number, say: (line: string) => void): Promise<SoakReport> {
  const folder = await mkdtemp(join(tmpdir(), 'soak-'));
  const camera = join(folder, 'camera.mjpeg');
  const profileDir = join(folder, 'profile');
  const rows: SoakRow[] = [];
  try {
    await showToCamera(camera, 'faceSmall');
    const kiosk = await launchKiosk({
      cameraFile: camera,
      profileDir,
      args: ['--practice', '--js-flags=--expose-gc'],
      env: { TMPDIR: folder },
    });
    try {
      for (let session = 1; session <= sessions; session += 1) {
        const startedMs = performance.now();
        await showToCamera(camera, 'faceSmall');
        const unfinished = (await serve(kiosk.page, camera)) ? 0 : 1;
        const seconds = (performance.now() - startedMs) / 1000;
        rows.push({ session, seconds, ...(await measure(kiosk, folder, session)), unfinished });
        await keep(rows);
        if (session % 10 === 0) say(`${session} sessions, ${rows.at(-1)?.memoryMb.toFixed(0)} MB`);
      }
    } finally {
      await kiosk.close();
    }
    return summarise(rows);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** One customer from welcome to welcome; false where a busy machine used up the tries and a person took over. */
async function serve(page: Page, camera: string): Promise<boolean> {
  const isDone = await captureBoth(page, camera, 'faceSmall').then(
    () => true,
    async (error: unknown) => {
      if (await page.getByTestId('screen-attendant').isVisible()) return false;
      throw error;
    },
  );
  if (isDone) {
    await press(page, 'submit');
    await onScreen(page, 'verdict', 60_000);
  }
  await press(page, 'finish');
  await onScreen(page, 'idle');
  return isDone;
}

type Measured = Omit<SoakRow, 'session' | 'seconds' | 'unfinished'>;

async function measure(
  { app, page, profileDir }: RunningKiosk,
  folder: string,
  session: number,
): Promise<Measured> {
  await page.requestGC();
  const heapMb = await app.evaluate(() => {
    global.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  });
  const tree = await processTree(app.process().pid ?? 0);
  const ofKind = (kind: string): number =>
    sumOf(
      tree.filter((one) => one.kind === kind),
      'ownMb',
    );
  return {
    memoryMb: sumOf(tree, 'ownMb'),
    mainMb: tree[0]?.ownMb ?? 0,
    rendererMb: ofKind('renderer'),
    heapMb,
    processes: tree.length,
    handles: sumOf(tree, 'handles'),
    temporaryFiles: (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith('profile'))
      .length,
    ...(await readFace(profileDir, session)),
  };
}

/** How the face's clip of the last session came out, by the journal. */
async function readFace(
  profileDir: string,
  session: number,
): Promise<Pick<Measured, 'framesPerSecond' | 'retakes'>> {
  const { records } = await readTruth(profileDir);
  const ends = records.filter(({ type }) => type === 'wiped').length;
  if (ends !== session) throw new Error(`${ends} sessions ended in the journal, not ${session}`);
  const start = records.findLastIndex(({ type }) => type === 'sessionStarted');
  const clips = records
    .slice(start)
    .flatMap((one) => (one.type === 'captureDelivered' && one.facts.role === 'face' ? [one.facts] : []));
  return { framesPerSecond: clips.at(-1)?.framesPerSecond ?? 0, retakes: clips.length - 1 };
}

/** Rows and charts so far: an end before its time leaves what it has seen. */
async function keep(rows: readonly SoakRow[]): Promise<void> {
  const out = join(ROOT, 'out/torture');
  await mkdir(out, { recursive: true });
  const lines = rows.map((row) => COLUMNS.map((name) => row[name].toFixed(2)).join(','));
  await writeFile(join(out, 'soak.csv'), `${COLUMNS.join(',')}\n${lines.join('\n')}\n`);
  for (const name of GROWING)
    await writeFile(
      join(out, `soak-${name}.svg`),
      drawLines(
        name,
        rows.map((row) => row[name]),
      ),
    );
}

function summarise(rows: readonly SoakRow[]): SoakReport {
  const tenth = Math.max(1, Math.floor(rows.length / 10));
  const from = Math.floor(rows.length * WARM_UP);
  const early = rows.slice(from, from + tenth);
  const late = rows.slice(-tenth);
  const grown = (name: (typeof GROWING)[number]): number =>
    median(late.map((row) => row[name])) / median(early.map((row) => row[name])) - 1;
  return {
    rows,
    growth: {
      memoryMb: grown('memoryMb'),
      handles: grown('handles'),
      processes: grown('processes'),
      temporaryFiles: grown('temporaryFiles'),
      seconds: grown('seconds'),
      framesPerSecond: grown('framesPerSecond'),
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
