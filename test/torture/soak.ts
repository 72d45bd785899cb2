import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { readTruth } from '../support/station-truth.ts';
import { drawLines } from './chart.ts';

/** One session of the soak, measured when the station was back at welcome. */
export interface SoakRow {
  readonly session: number;
  readonly seconds: number;
  readonly memoryMb: number;
  readonly heapMb: number;
  readonly processes: number;
  readonly handles: number;
  readonly temporaryFiles: number;
  readonly framesPerSecond: number;
}

export interface SoakReport {
  readonly rows: readonly SoakRow[];
  /** Median of the last tenth over the median of the tenth after warm-up, less one. */
  readonly memoryGrowth: number;
  readonly handleGrowth: number;
  readonly timeGrowth: number;
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
      args: ['--practice'],
      env: { TMPDIR: folder },
    });
    try {
      for (let session = 1; session <= sessions; session += 1) {
        const startedMs = performance.now();
        await showToCamera(camera, 'faceSmall');
        await captureBoth(kiosk.page, camera, 'faceSmall');
        await press(kiosk.page, 'submit');
        await onScreen(kiosk.page, 'verdict', 60_000);
        await press(kiosk.page, 'finish');
        await onScreen(kiosk.page, 'idle');
        const seconds = (performance.now() - startedMs) / 1000;
        rows.push({
          session,
          seconds,
          ...(await measure(kiosk, folder)),
          framesPerSecond: await lastFps(profileDir),
        });
        if (session % 10 === 0) say(`${session} sessions, ${rows.at(-1)?.memoryMb.toFixed(0)} MB`);
      }
    } finally {
      await kiosk.close();
    }
    await keep(rows);
    return summarise(rows);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function measure({ app }: RunningKiosk, folder: string) {
  const found = await app.evaluate(({ app: program }) => {
    global.gc?.();
    const metrics = program.getAppMetrics();
    return {
      memoryMb: metrics.reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1024,
      heapMb: process.memoryUsage().heapUsed / 1e6,
      processes: metrics.length,
    };
  });
  const pid = app.process().pid ?? 0;
  const handles = (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;
  const temporaryFiles = (await readdir(folder)).length;
  return { ...found, handles, temporaryFiles };
}

async function lastFps(profileDir: string): Promise<number> {
  const { records } = await readTruth(profileDir);
  const last = records.findLast(
    (record) => record.type === 'captureDelivered' && record.facts.role === 'face',
  );
  return last?.type === 'captureDelivered' ? last.facts.framesPerSecond : 0;
}

async function keep(rows: readonly SoakRow[]): Promise<void> {
  const out = join(ROOT, 'out/torture');
  await mkdir(out, { recursive: true });
  const names = [
    'session',
    'seconds',
    'memoryMb',
    'heapMb',
    'processes',
    'handles',
    'temporaryFiles',
    'framesPerSecond',
  ] as const;
  const lines = rows.map((row) => names.map((name) => row[name].toFixed(2)).join(','));
  await writeFile(join(out, 'soak.csv'), `${names.join(',')}\n${lines.join('\n')}\n`);
  for (const name of ['memoryMb', 'seconds', 'handles', 'framesPerSecond'] as const)
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
  const growth = (name: 'memoryMb' | 'handles' | 'seconds'): number =>
    median(late.map((row) => row[name])) / median(early.map((row) => row[name])) - 1;
  return {
    rows,
    memoryGrowth: growth('memoryMb'),
    handleGrowth: growth('handles'),
    timeGrowth: growth('seconds'),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
