import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright';
import { isRoot } from '../support/is-root.ts';
import { captureBoth, onScreen, press, showToCamera } from '../support/journey.ts';
import { launchKiosk } from '../support/launch-kiosk.ts';
import { processTree, sumOf } from '../support/process-tree.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';
import { writeBareApp } from './bare-app.ts';
import { type BenchResult, median, ratios } from './figures.ts';

const PAIRS = 11;
const START_LIMIT = 1.5;
const IDLE_LIMIT = 1.3;
/** A page settles: what loading needed is given back. */
const SETTLE_MS = 4000;
/** How often memory is read while a customer is served. */
const EVERY_MS = 400;

interface Start {
  /** From the making of the process to the first screen that can be used. */
  readonly usableMs: number;
  readonly idleMb: number;
}

/** Cold start and memory of the app beside a bare window on the same runtime, in pairs; prints what they were. */
export async function benchStart(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
  try {
    const bare = await writeBareApp(folder);
    const ours: Start[] = [];
    const theirs: Start[] = [];
    for (let pair = 0; pair <= PAIRS; pair += 1) {
      const one = await startOnce([ROOT, '--practice'], join(folder, `kiosk-${pair}`));
      const other = await startOnce([bare], join(folder, `bare-${pair}`));
      // The first pair reads the runtime's files into memory for all others.
      if (pair > 0) {
        ours.push(one);
        theirs.push(other);
      }
    }
    const peakMb = await servePeak(folder);
    const [starts, bareStarts] = [ours, theirs].map((runs) => runs.map(({ usableMs }) => usableMs));
    const [idles, bareIdles] = [ours, theirs].map((runs) => runs.map(({ idleMb }) => idleMb));
    const say = (what: string): void => void process.stdout.write(`       ${what}\n`);
    say(
      `first usable screen: ${median(starts ?? []).toFixed(0)} ms, bare window ${median(bareStarts ?? []).toFixed(0)} ms`,
    );
    say(
      `memory at welcome: ${median(idles ?? []).toFixed(0)} MB, bare window ${median(bareIdles ?? []).toFixed(0)} MB; while a customer is served up to ${peakMb.toFixed(0)} MB`,
    );
    return {
      figures: [
        {
          name: 'cold start',
          unit: 'times a bare window',
          values: ratios(starts ?? [], bareStarts ?? []),
          limit: START_LIMIT,
        },
        {
          name: 'memory at welcome',
          unit: 'times a bare window',
          values: ratios(idles ?? [], bareIdles ?? []),
          limit: IDLE_LIMIT,
        },
        {
          name: 'memory at its peak',
          unit: 'times a bare window',
          values: (bareIdles ?? []).map((mb) => peakMb / mb),
          limit: null,
        },
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function startOnce(args: readonly string[], profile: string): Promise<Start> {
  const startedMs = Date.now();
  const child = spawn(
    readSetup().electronPath,
    [
      ...args,
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      ...(isRoot() ? ['--no-sandbox'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    const url = await debuggerOf(child);
    await pause(SETTLE_MS);
    const idleMb = sumOf(await processTree(child.pid ?? 0), 'pssMb');
    return { usableMs: (await usableAt(url)) - startedMs, idleMb };
  } finally {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  }
}

/** Where Chromium says that it listens. */
async function debuggerOf({ stderr }: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of stderr ?? []) {
    said += String(chunk);
    const url = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`the program ended: ${said}`);
}

/**
 * When the page said that it can be used, by the clock. To be asked long afterwards: on two processors a Playwright that
 * connects beside a start takes 40 ms of it.
 */
async function usableAt(url: string): Promise<number> {
  const browser = await chromium.connectOverCDP(url);
  try {
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (page === undefined) throw new Error('no page');
    const found = await page.waitForFunction(() => {
      const mark = performance.getEntriesByName('usable')[0];
      return mark === undefined ? null : performance.timeOrigin + mark.startTime;
    });
    return Number(await found.jsonValue());
  } finally {
    await browser.close();
  }
}

/** Most memory that one whole session took. */
async function servePeak(folder: string): Promise<number> {
  const camera = join(folder, 'camera.mjpeg');
  await showToCamera(camera, 'faceSmall');
  const kiosk = await launchKiosk({ cameraFile: camera, args: ['--practice'] });
  const end = new AbortController();
  const peak = watchPeak(kiosk.app.process().pid ?? 0, end.signal);
  try {
    await captureBoth(kiosk.page, camera, 'faceSmall');
    await press(kiosk.page, 'submit');
    await onScreen(kiosk.page, 'verdict', 60_000);
    await press(kiosk.page, 'finish');
    await onScreen(kiosk.page, 'idle');
    end.abort();
    return await peak;
  } finally {
    end.abort();
    await kiosk.close();
  }
}

async function watchPeak(pid: number, signal: AbortSignal): Promise<number> {
  let peak = 0;
  while (!signal.aborted) {
    peak = Math.max(peak, sumOf(await processTree(pid), 'pssMb'));
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return peak;
}
