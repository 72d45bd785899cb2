import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { z } from 'zod';
import { precheckReportSchema } from '../../main/core/precheck-report.ts';
import { cameraLive, consent, onAnyScreen, pressIfThere, showToCamera } from '../support/journey.ts';
import { launchKiosk } from '../support/launch-kiosk.ts';

const PAIRS = 3;
/** Longest wait for a recording to end: hints, countdown, 5.5 s, and a machine with other work. */
const PATIENCE_MS = 60_000;

const tallySchema = z.object({ camera: z.number(), delivered: z.number(), written: z.number() });

/** One recording: frames the camera gave, those that came as far as the crop, those in the clip. */
interface Recording extends z.infer<typeof tallySchema> {
  readonly guided: boolean;
  readonly recorded: number;
  readonly framesPerSecond: number;
  readonly largestGapMs: number;
  /** Recorded over delivered by the camera. */
  readonly ratio: number;
}

/**
 * Records a 1080p face in the real app with and without live guidance, turn by turn, and prints both;
 * returns the median share of the camera's frames that a guided clip holds.
 */
export async function benchCapture(): Promise<number> {
  const runs: Recording[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // The one that goes first changes, so that a machine that warms up or slows down favours neither.
    for (const guided of pair % 2 === 0 ? [true, false] : [false, true]) {
      const run = await recordOnce(guided);
      process.stdout.write(`       ${describe(run)}\n`);
      runs.push(run);
    }
  }
  summarise(runs);
  return median(runs.filter(({ guided }) => guided).map(({ ratio }) => ratio));
}

async function recordOnce(guided: boolean): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-capture-'));
  const camera = join(folder, 'camera.mjpeg');
  const policy = join(folder, 'policy.json');
  await showToCamera(camera, 'face');
  await writeFile(policy, JSON.stringify({ cameras: { guidance: guided } }));
  const kiosk = await launchKiosk({
    cameraFile: camera,
    args: ['--practice', `--policy=${policy}`, `--practice-evidence=${folder}`],
  });
  try {
    const tally = nextTally(kiosk.page);
    await consent(kiosk.page, 'en');
    await cameraLive(kiosk.page, 'record');
    if (!guided) await pressIfThere(kiosk.page, 'record');
    const frames = await tally;
    await onAnyScreen(kiosk.page, ['card.ready', 'retake', 'attendant'], PATIENCE_MS);
    return { guided, ...frames, ...(await readClip(folder, frames.camera)) };
  } finally {
    await kiosk.close();
    await rm(folder, { recursive: true });
  }
}

/** The page's own count of the first recording that came to its end. */
async function nextTally(page: Page): Promise<z.infer<typeof tallySchema>> {
  const message = await page.waitForEvent('console', {
    predicate: (line) => line.text().startsWith('recorded'),
    timeout: PATIENCE_MS,
  });
  return tallySchema.parse(await message.args()[1]?.jsonValue());
}

/** What main found in the very clip it would send. */
async function readClip(
  folder: string,
  delivered: number,
): Promise<Pick<Recording, 'recorded' | 'framesPerSecond' | 'largestGapMs' | 'ratio'>> {
  const content: unknown = JSON.parse(await readFile(join(folder, 'precheck-face.json'), 'utf8'));
  const { video } = precheckReportSchema.parse(content);
  if (video === null) throw new Error('main measured no clip');
  const { packets, framesPerSecond, largestGapMs } = video;
  return { recorded: packets, framesPerSecond, largestGapMs, ratio: packets / delivered };
}

const describe = (run: Recording): string =>
  [
    run.guided ? 'guided  ' : 'unguided',
    `camera ${run.camera}`,
    `delivered ${run.delivered}`,
    `written ${run.written}`,
    `recorded ${run.recorded}`,
    `ratio ${run.ratio.toFixed(3)}`,
    `${run.framesPerSecond.toFixed(2)} fps`,
    `largest gap ${run.largestGapMs.toFixed(0)} ms`,
  ].join('  ');

function summarise(runs: readonly Recording[]): void {
  const sides = [true, false].map((guided) => {
    const those = runs.filter((run) => run.guided === guided);
    return {
      guided,
      framesPerSecond: spread(those.map((run) => run.framesPerSecond)),
      ratio: spread(those.map((run) => run.ratio)),
    };
  });
  for (const { guided, framesPerSecond, ratio } of sides) {
    const name = guided ? 'with guidance' : 'without guidance';
    process.stdout.write(`       ${name}: ${words(framesPerSecond, 2)} fps, ratio ${words(ratio, 3)}\n`);
  }
  // Frames are lost to whatever else the machine does: a number without its load says little.
  const [load = NaN] = loadavg();
  const processors = availableParallelism();
  process.stdout.write(`       load ${load.toFixed(1)} on ${processors} processors\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'capture', load, processors, summary: sides, runs })}\n`);
}

interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});

const words = ({ median: middle, least, most }: Spread, digits: number): string =>
  `${middle.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
