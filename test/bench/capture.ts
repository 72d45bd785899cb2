import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { precheckReportSchema, type PrecheckReport } from '../../main/core/precheck-report.ts';
import { customerPage } from '../support/customer-page.ts';
import { startDisplays, type Displays } from '../support/displays.ts';
import { cameraLive, consent, onAnyScreen, pressIfThere, showToCamera } from '../support/journey.ts';
import { launchKiosk } from '../support/launch-kiosk.ts';
import { countLooks, type FrameTally, mirrorShown, nextTally, saidAfterStop } from './capture-page.ts';
import type { BenchResult, Figure } from './figures.ts';

/** Every setting is recorded in so often, in turns. */
const ROUNDS = 3;
const CLIP_MS = 5500;

/** What stands beside the recording: nothing, live guidance, or that and the customer's window on its own display. */
const SETTINGS = {
  alone: { guidance: false, displays: 1 },
  guided: { guidance: true, displays: 1 },
  twoDisplays: { guidance: true, displays: 2 },
} as const;
type Setting = keyof typeof SETTINGS;
const NAMES = {
  alone: 'without guidance',
  guided: 'with guidance',
  twoDisplays: 'with guidance on two displays',
} as const satisfies Record<Setting, string>;

/** One recording: frames the camera gave, those that came as far as the crop, those in the clip. */
interface Recording extends FrameTally {
  readonly setting: Setting;
  readonly recorded: number;
  readonly framesPerSecond: number;
  readonly largestGapMs: number;
  /** Recorded over delivered by the camera. */
  readonly ratio: number;
  /** From the end of the recording until the screen that says whether it is good has been drawn. */
  readonly saidMs: number;
  /** Main's own part of that. */
  readonly checkedMs: number;
  /** How often the guidance looked at the face before it recorded; NaN without guidance. */
  readonly looksPerSecond: number;
}

/** Records a 1080p face in the real app in every setting, turn by turn. */
export async function benchCapture(): Promise<BenchResult> {
  // One server for all: another would draw at another price. Elsewhere there is one display, and no third setting.
  const displays = process.platform === 'linux' ? await startDisplays() : null;
  const settings: readonly Setting[] =
    displays === null ? ['alone', 'guided'] : ['alone', 'guided', 'twoDisplays'];
  const runs: Recording[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1)
      // The one that goes first changes, so that a machine that warms up or slows down favours none.
      for (const setting of [...settings.slice(round), ...settings.slice(0, round)]) {
        const run = await recordOnce(setting, displays);
        process.stdout.write(`       ${describe(run)}\n`);
        runs.push(run);
      }
  } finally {
    await displays?.close();
  }
  // Frames are lost to whatever else the machine does: a number without its load says little.
  const [load = NaN] = loadavg();
  process.stdout.write(`       load ${load.toFixed(1)} on ${availableParallelism()} processors\n`);
  return { figures: settings.flatMap((setting) => figuresOf(setting, runs)) };
}

async function recordOnce(setting: Setting, displays: Displays | null): Promise<Recording> {
  const { guidance, displays: count } = SETTINGS[setting];
  const folder = await mkdtemp(join(tmpdir(), 'bench-capture-'));
  const camera = join(folder, 'camera.mjpeg');
  const policy = join(folder, 'policy.json');
  await showToCamera(camera, 'face');
  await displays?.plug(count);
  await writeFile(policy, JSON.stringify({ cameras: { guidance }, station: { dailyCheck: 'off' } }));
  const kiosk = await launchKiosk({
    cameraFile: camera,
    args: ['--practice', `--policy=${policy}`, `--practice-evidence=${folder}`],
    env: displays?.env ?? {},
  });
  try {
    const tally = nextTally(kiosk.page);
    const mirror = count === 2 ? mirrorShown(await customerPage(kiosk)) : null;
    const said = await saidAfterStop(kiosk.page);
    const looks = await countLooks(kiosk.page);
    await consent(kiosk.page, 'en');
    await cameraLive(kiosk.page, 'record');
    if (!guidance) await pressIfThere(kiosk.page, 'record');
    const frames = await tally;
    await mirror;
    await onAnyScreen(kiosk.page, ['card.ready', 'retake', 'attendant']);
    const watched = { saidMs: await said(), looksPerSecond: await looks() };
    return { setting, ...frames, ...watched, ...(await readClip(folder, frames.camera)) };
  } finally {
    await kiosk.close();
    await rm(folder, { recursive: true });
  }
}

/** What main found in the very clip it would send. */
async function readClip(
  folder: string,
  delivered: number,
): Promise<Pick<Recording, 'recorded' | 'framesPerSecond' | 'largestGapMs' | 'ratio' | 'checkedMs'>> {
  const { video, elapsedMs } = await readReport(folder);
  if (video === null) throw new Error('main measured no clip');
  const { packets, framesPerSecond, largestGapMs } = video;
  const ratio = packets / delivered;
  return { recorded: packets, framesPerSecond, largestGapMs, ratio, checkedMs: elapsedMs };
}

async function readReport(folder: string): Promise<PrecheckReport> {
  const content: unknown = JSON.parse(await readFile(join(folder, 'precheck-face.json'), 'utf8'));
  return precheckReportSchema.parse(content);
}

const describe = (run: Recording): string =>
  [
    run.setting.padEnd(11),
    `camera ${run.camera}`,
    `delivered ${run.delivered}`,
    `written ${run.written}`,
    `recorded ${run.recorded}`,
    `ratio ${run.ratio.toFixed(3)}`,
    `${run.framesPerSecond.toFixed(2)} fps`,
    `largest gap ${run.largestGapMs.toFixed(0)} ms`,
    `${run.looksPerSecond.toFixed(1)} looks/s`,
    `said after ${run.saidMs.toFixed(0)} ms (checked in ${run.checkedMs.toFixed(0)})`,
  ].join('  ');

function figuresOf(setting: Setting, runs: readonly Recording[]): readonly Figure[] {
  const those = runs.filter((run) => run.setting === setting);
  const name = NAMES[setting];
  const figures: Figure[] = [
    {
      name: `capture ${name}`,
      unit: 'frames a second',
      values: those.map((run) => run.framesPerSecond),
      limit: 25,
      isFloor: true,
    },
    {
      name: `capture ${name}`,
      unit: "of the camera's frames",
      values: those.map((run) => run.ratio),
      limit: 0.98,
      isFloor: true,
    },
    {
      name: `said good or not ${name}`,
      unit: 'of the clip',
      values: those.map((run) => run.saidMs / CLIP_MS),
      limit: 0.15,
    },
  ];
  if (!SETTINGS[setting].guidance) return figures;
  const looks = those.map((run) => run.looksPerSecond);
  return [
    ...figures,
    { name: `guidance ${name}`, unit: 'looks a second', values: looks, limit: 10, isFloor: true },
  ];
}
