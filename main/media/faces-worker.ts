import { readlinkSync } from 'node:fs';
import { platform, setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { failure } from '../core/failure.ts';
import { judgeCard } from '../core/precheck.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type CardVision, loadCardVision } from './card-vision.ts';
import { checkCardImage } from './card.ts';
import { createIntake, type Intake } from './intake.ts';
import { loadFaceAssets } from './models.ts';
import { type FaceNets, loadFaceNets } from './nets.ts';
import { encodeJpeg } from './stills.ts';
import { checkStream } from './stream-check.ts';
import { checkVideo } from './video-check.ts';
import {
  BEAT_MS,
  type CardAnswer,
  type FromWorker,
  type ToWorker,
  type VideoAnswer,
  type WorkerJob,
  type WorkerSettings,
} from './worker-protocol.ts';

/** Entry of the worker thread: everything heavy happens here, one job after the other. */
const settings = workerData as WorkerSettings;
const running = new Map<number, AbortController>();
/** Less than half of the weight of the window and the camera, while they want the processor too. */
const NICE = 4;
/** Of the recordings that are still being made. */
const intakes = new Map<number, Intake>();
let engine: Promise<Result<FaceNets>> | null = null;
let opencv: Promise<CardVision> | null = null;
let queue: Promise<void> = Promise.resolve();

stepBack();

setInterval(() => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  if (running.size > 0) parentPort?.postMessage({ beat: true } satisfies FromWorker);
}, BEAT_MS).unref();

parentPort?.on('message', (message: ToWorker) => {
  if ('cancel' in message) {
    running.get(message.cancel)?.abort();
    intakes.get(message.cancel)?.drop();
    return;
  }
  if ('piece' in message) return intakes.get(message.id)?.add(message.piece);
  if ('whole' in message) return intakes.get(message.id)?.finish(message.whole);
  const intake = message.job.kind === 'stream' ? createIntake() : null;
  if (intake) intakes.set(message.id, intake);
  const controller = new AbortController();
  running.set(message.id, controller);
  queue = queue.then(async () => {
    const result = await runSafely(message.job, intake, controller.signal);
    running.delete(message.id);
    intakes.delete(message.id);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort?.postMessage({ id: message.id, result } satisfies FromWorker);
  });
});

async function runSafely(
  job: WorkerJob,
  intake: Intake | null,
  signal: AbortSignal,
): Promise<Result<unknown>> {
  try {
    if (signal.aborted) return failed(failure('cancelled'));
    const result = await (intake ? runStream(intake, signal) : run(job, signal));
    return signal.aborted ? failed(failure('cancelled')) : withoutCause(result);
  } catch (error) {
    return failed(
      failure('faceEngineFailed', error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  }
}

async function runStream(intake: Intake, signal: AbortSignal): Promise<Result<VideoAnswer>> {
  const nets = await (engine ??= startEngine());
  return nets.ok ? checkStream(nets.value, settings.ffmpegPath, settings.policy, intake, signal) : nets;
}

/** The first picture that is encoded costs a quarter of a second: not the customer's, who waits for the answer. */
async function warmUp(): Promise<Result<null>> {
  await encodeJpeg({ width: 8, height: 8, rgb: new Uint8Array(8 * 8 * 3) }, 80);
  return ok(null);
}

async function run(job: WorkerJob, signal: AbortSignal): Promise<Result<unknown>> {
  const nets = await (engine ??= startEngine());
  if (!nets.ok) return nets;
  if (job.kind === 'warmUp' || job.kind === 'stream') return warmUp();
  if (job.kind === 'video') return checkVideo(nets.value, settings.ffmpegPath, settings.policy, job, signal);
  const card = await checkCardImage({ nets: nets.value, vision }, job.bytes, settings.policy);
  if (!card.ok) return card;
  return ok({
    ...card.value,
    summary: judgeCard(card.value.measurement, settings.policy),
  } satisfies CardAnswer);
}

function vision(): Promise<CardVision> {
  opencv ??= loadCardVision();
  return opencv;
}

async function startEngine(): Promise<Result<FaceNets>> {
  const assets = loadFaceAssets(settings.modelsDir);
  return assets.ok ? ok(await loadFaceNets(assets.value)) : assets;
}

/** An Error does not survive the way between threads whole; its text is in `detail`. */
function withoutCause(result: Result<unknown>): Result<unknown> {
  return result.ok ? result : failed(failure(result.failure.code, result.failure.detail));
}

/**
 * The camera and the window come before the check: while a face is recorded on two processors, every frame that
 * waits for this thread may be lost. A thread of Linux has a priority of its own, and the ffmpeg that it starts has
 * it too; elsewhere it stays as it is.
 */
function stepBack(): void {
  if (platform() === 'linux') setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICE);
}
