import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { findFfmpeg } from '../../main/media/ffmpeg-binary.ts';
import { createPrechecker, type MediaPrechecker } from '../../main/media/prechecker.ts';
import { runCli } from '../cli/run-cli.ts';
import { clipFile } from '../media/clips.ts';

const ROUNDS = 9;
const BATCH_CLIPS = 16;
/** Ticks of /proc/self/stat; children count once they have ended. */
const TICKS_PER_S = 100;

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Precheck of a 5.5 s 720p clip over plain decoding of it, warm, in one run; prints the rest. Linux only for CPU. */
export async function benchPrecheck(): Promise<number> {
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
  await reportBatch(clip);
  return median(warm.map((one) => one.wallMs)) / median(plain.map((one) => one.wallMs));
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

async function reportBatch(clip: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  for (let i = 0; i < BATCH_CLIPS; i++) copyFileSync(clip, join(dir, `${i}.mp4`));
  for (const jobs of ['1', '2']) {
    const { wallMs } = await measure(async () => {
      await runCli(['precheck', '--batch', dir, '--jsonl', '--jobs', jobs]);
    });
    process.stdout.write(
      `       batch, ${jobs} job(s): ${((BATCH_CLIPS * 60_000) / wallMs).toFixed(0)} clips a minute\n`,
    );
  }
  rmSync(dir, { recursive: true, force: true });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
