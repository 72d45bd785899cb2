import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { findFfmpeg } from '../../main/media/ffmpeg-binary.ts';
import { createPrechecker, type MediaPrechecker } from '../../main/media/prechecker.ts';
import { runCli } from '../cli/run-cli.ts';
import { ffmpeg as runFfmpeg } from '../fixtures/run-ffmpeg.ts';
import { clipFile } from '../media/clips.ts';
import { type BenchResult, type Growth, median, ratios } from './figures.ts';

const ROUNDS = 9;
const GROWTH_ROUNDS = 3;
const LIMIT = 3;
const BATCH_CLIPS = 16;
/** Ticks of /proc/self/stat; children count once they have ended. */
const TICKS_PER_S = 100;

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Precheck of a 5.5 s 720p clip over plain decoding of it, warm, in one run; prints the rest. Linux only for CPU. */
export async function benchPrecheck(): Promise<BenchResult> {
  const clip = await clipFile('ok');
  const long = await clipFile('long');
  const ffmpeg = await findFfmpeg(null);
  if (!ffmpeg.ok) throw new Error('ffmpeg is missing');
  const cold = await measure(async () => {
    const first = newPrechecker();
    await check(first, clip);
    await first.close();
  });
  const prechecker = newPrechecker();
  for (let i = 0; i < 3; i++) await check(prechecker, clip);
  // Taken in turns, so that a busy machine slows both alike.
  const plain: Cost[] = [];
  const warm: Cost[] = [];
  const longer: Cost[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    plain.push(await measure(() => decode(ffmpeg.value.path, clip)));
    warm.push(await measure(() => check(prechecker, clip)));
    longer.push(await measure(() => check(prechecker, long)));
  }
  await prechecker.close();
  report(plain, warm, longer, cold);
  const wall = (costs: readonly Cost[]): readonly number[] => costs.map(({ wallMs }) => wallMs);
  const figures = [
    { name: 'precheck', unit: 'times plain decoding', values: ratios(wall(warm), wall(plain)), limit: LIMIT },
  ];
  return { figures, growths: [...(await growWithClip()), await growWithJobs(clip)] };
}

function newPrechecker(): MediaPrechecker {
  return createPrechecker({ policy: defaultPrecheckPolicy, ffmpegPath: null, modelsDir: null });
}

async function check(prechecker: MediaPrechecker, path: string): Promise<void> {
  const answer = await prechecker.inspectVideo(path, false, AbortSignal.timeout(60_000));
  if (!answer.ok) throw new Error(answer.failure.code);
}

function decode(ffmpegPath: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpegPath, ['-v', 'error', '-nostdin', '-i', path, '-f', 'null', '-'], {
      stdio: 'ignore',
    });
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}

async function measure(work: () => Promise<void>): Promise<Cost> {
  const startedMs = performance.now();
  const startedCpuMs = cpuMs();
  await work();
  return { wallMs: performance.now() - startedMs, cpuMs: cpuMs() - startedCpuMs };
}

/** User and system time of this process, its threads, and its children that have ended. */
function cpuMs(): number {
  if (process.platform !== 'linux') return NaN;
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0);
  return (ticks * 1000) / TICKS_PER_S;
}

function report(plain: readonly Cost[], warm: readonly Cost[], longer: readonly Cost[], cold: Cost): void {
  const wall = (costs: readonly Cost[]): number => median(costs.map((one) => one.wallMs));
  const cpu = (costs: readonly Cost[]): number =>
    costs.reduce((sum, one) => sum + one.cpuMs, 0) / costs.length;
  const line = (text: string): boolean => process.stdout.write(`       ${text}\n`);
  line(`plain ffmpeg: ${wall(plain).toFixed(0)} ms wall, ${cpu(plain).toFixed(0)} ms CPU`);
  line(
    `warm precheck: ${wall(warm).toFixed(0)} ms wall (${(wall(warm) / wall(plain)).toFixed(2)} x), ${cpu(warm).toFixed(0)} ms CPU (${(cpu(warm) / cpu(plain)).toFixed(2)} x)`,
  );
  line(
    `cold precheck, engine start included: ${cold.wallMs.toFixed(0)} ms wall (${(cold.wallMs / wall(plain)).toFixed(2)} x)`,
  );
  line(
    `each added second of clip: ${((wall(longer) - wall(warm)) / 5.5).toFixed(0)} ms (per second of the first 5.5: ${(wall(warm) / 5.5).toFixed(0)} ms)`,
  );
  line(`peak memory of this process: ${peakMegabytes()} MB`);
}

function peakMegabytes(): string {
  if (process.platform !== 'linux') return 'not measured';
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return (Number(kilobytes) / 1024).toFixed(0);
}

/** Clips of several lengths and sizes, each checked a few times in turns; the growth of the medians. */
async function growWithClip(): Promise<readonly Growth[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const prechecker = newPrechecker();
  try {
    const clips = await makeClips(folder);
    const times = new Map(clips.map(({ path }) => [path, [] as number[]]));
    for (let round = 0; round < GROWTH_ROUNDS; round += 1)
      for (const { path } of clips)
        times.get(path)?.push((await measure(() => check(prechecker, path))).wallMs);
    const points = (kind: 'length' | 'size'): Growth['points'] =>
      clips
        .filter((clip) => clip.kind === kind)
        .map(({ at, path }) => [at, median(times.get(path) ?? [])] as const);
    return [
      { name: 'precheck by length', x: 'seconds of clip', y: 'ms', points: points('length') },
      { name: 'precheck by size', x: 'megapixels of a frame', y: 'ms', points: points('size') },
    ];
  } finally {
    await prechecker.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface GrownClip {
  readonly kind: 'length' | 'size';
  readonly at: number;
  readonly path: string;
}

async function makeClips(folder: string): Promise<readonly GrownClip[]> {
  const source = await clipFile('long');
  const make = async (kind: GrownClip['kind'], at: number, args: readonly string[]): Promise<GrownClip> => {
    const path = join(folder, `${kind}-${at}.mp4`);
    await runFfmpeg(['-stream_loop', '3', '-i', source, '-an', ...args, path]);
    return { kind, at, path };
  };
  const lengths = [2.75, 5.5, 11, 22].map((s) => make('length', s, ['-t', String(s), '-s', '1280x720']));
  const sizes = [
    [640, 360],
    [1280, 720],
    [1920, 1080],
    [2560, 1440],
  ].map(([width = 0, height = 0]) =>
    make('size', (width * height) / 1e6, ['-t', '5.5', '-s', `${width}x${height}`]),
  );
  return Promise.all([...lengths, ...sizes]);
}

async function growWithJobs(clip: string): Promise<Growth> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (let i = 0; i < BATCH_CLIPS; i++) copyFileSync(clip, join(folder, `${i}.mp4`));
    const points: [number, number][] = [];
    for (const jobs of [1, 2]) {
      const { wallMs } = await measure(async () => {
        await runCli(['precheck', '--batch', folder, '--jsonl', '--jobs', String(jobs)]);
      });
      points.push([jobs, (BATCH_CLIPS * 60_000) / wallMs]);
    }
    return { name: 'batch', x: 'jobs on two cores', y: 'clips a minute', points };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
