import { type CaptureFacts, MAX_MEDIA_BYTES } from '../core/contract.ts';
import { failure } from '../core/failure.ts';
import type { CheckedMedia, Prechecker } from '../core/ports.ts';
import type { PrecheckReport } from '../core/precheck-report.ts';
import { type PrecheckSummary, REPORT_SCHEMA } from '../core/report.ts';
import { effectiveRequirement, type PrecheckPolicy } from '../core/precheck-policy.ts';
import { ruleIds } from '../core/requirements.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { createFaceFeed } from './face-feed.ts';
import { type FfmpegBinary, findFfmpeg } from './ffmpeg-binary.ts';
import { createMediaWorker, type MediaWorker } from './media-worker.ts';
import { readHead } from './read-head.ts';
import { sha256Of } from './sha256.ts';
import { sniffImage, sniffVideo } from './sniff.ts';
import type { CardAnswer, VideoAnswer, WorkerJob } from './worker-protocol.ts';

export interface PrecheckerDeps {
  readonly policy: PrecheckPolicy;
  /** Packaged ffmpeg; null in development (see ffmpeg-binary.ts for the order of choice). */
  readonly ffmpegPath: string | null;
  /** Folder with the three networks and the LiteRT wasm files of a package; null reads node_modules. */
  readonly modelsDir: string | null;
}

export interface MediaPrechecker extends Prechecker {
  /** Starts the engine ahead of the first customer. */
  warmUp(signal: AbortSignal): Promise<Result<FfmpegBinary>>;
  inspectVideo(path: string, withThumbnails: boolean, signal: AbortSignal): Promise<Result<VideoAnswer>>;
  inspectCard(bytes: Uint8Array, signal: AbortSignal): Promise<Result<CardAnswer>>;
  close(): Promise<void>;
}

/** The precheck: one worker thread with the face engine, one ffmpeg process per clip, nothing on disk. */
export function createPrechecker(deps: PrecheckerDeps): MediaPrechecker {
  let started: Promise<Result<{ binary: FfmpegBinary; worker: MediaWorker }>> | null = null;

  function start(): Promise<Result<{ binary: FfmpegBinary; worker: MediaWorker }>> {
    started ??= findFfmpeg(deps.ffmpegPath).then((found) => {
      // A missing ffmpeg may be installed while the app runs: the next call looks again.
      if (!found.ok) started = null;
      if (!found.ok) return found;
      const settings = { ffmpegPath: found.value.path, modelsDir: deps.modelsDir, policy: deps.policy };
      return ok({ binary: found.value, worker: createMediaWorker(settings) });
    });
    return started;
  }

  async function run<J extends WorkerJob>(job: J, signal: AbortSignal) {
    const ready = await start();
    return ready.ok ? ready.value.worker.run(job, signal) : ready;
  }

  const policy = deps.policy;
  const feed = createFaceFeed(async (signal) => {
    const ready = await start();
    return ready.ok ? ready.value.worker.stream(signal) : null;
  }, MAX_MEDIA_BYTES);
  return {
    async warmUp(signal) {
      const ready = await start();
      if (!ready.ok) return ready;
      const warm = await ready.value.worker.run({ kind: 'warmUp' }, signal);
      return warm.ok ? ok(ready.value.binary) : warm;
    },
    addFacePiece: (piece, index) => feed.add(piece, index),
    dropFacePieces: () => feed.drop(),
    async checkFace(recording, _facts: CaptureFacts, signal) {
      const startedMs = performance.now();
      const whole = { kind: 'video', source: { bytes: recording }, ...RECORDING } as const;
      const answer = (await feed.finish(recording, signal)) ?? (await run(whole, signal));
      return answer.ok ? toCheckedVideo(answer.value, policy, performance.now() - startedMs) : answer;
    },
    async checkCard(scan, _facts: CaptureFacts, signal) {
      const startedMs = performance.now();
      const answer = await run({ kind: 'card', bytes: scan }, signal);
      return answer.ok ? toCheckedCard(answer.value, policy, performance.now() - startedMs) : answer;
    },
    async inspectVideo(path, withThumbnails, signal) {
      // What is no video at all is known from its first bytes, before an engine is started for it.
      if (sniffVideo(await readHead({ path })) === null) return failed(failure('inputNotVideo'));
      return run({ kind: 'video', source: { path }, isRecording: false, withThumbnails }, signal);
    },
    async inspectCard(bytes, signal) {
      if (sniffImage(bytes) === null) return failed(failure('inputNotImage'));
      return run({ kind: 'card', bytes }, signal);
    },
    async close() {
      feed.drop();
      const ready = await started;
      if (ready?.ok) await ready.value.worker.close();
    },
  };
}

const RECORDING = { isRecording: true, withThumbnails: false } as const;

function toCheckedVideo(
  answer: VideoAnswer,
  policy: PrecheckPolicy,
  elapsedMs: number,
): Result<CheckedMedia> {
  if (!answer.bytes) return failed(failure('internal', 'a recording without bytes'));
  const parts = { video: answer.measurement, card: null };
  return ok({
    bytes: answer.bytes,
    sha256: sha256Of(answer.bytes),
    contentType: 'video/mp4',
    fileName: 'video.mp4',
    summary: answer.summary,
    report: toReport(answer.summary, parts, policy, elapsedMs),
    preview: answer.preview,
  });
}

function toCheckedCard(answer: CardAnswer, policy: PrecheckPolicy, elapsedMs: number): Result<CheckedMedia> {
  const contentType = answer.sent?.contentType ?? 'image/jpeg';
  const bytes = answer.sent?.bytes ?? new Uint8Array(0);
  return ok({
    bytes,
    sha256: sha256Of(bytes),
    contentType,
    fileName: contentType === 'image/png' ? 'card.png' : 'card.jpg',
    summary: answer.summary,
    report: toReport(answer.summary, { video: null, card: answer.measurement }, policy, elapsedMs),
    preview: answer.preview,
  });
}

/** The report as published: summary, measurements and what a policy changed. */
export function toReport(
  summary: PrecheckSummary,
  parts: Pick<PrecheckReport, 'video' | 'card'>,
  policy: PrecheckPolicy,
  elapsedMs: number,
): PrecheckReport {
  const overrides = ruleIds.filter((rule) => effectiveRequirement(rule, policy).overridden);
  return { schema: REPORT_SCHEMA, ...summary, ...parts, overrides, elapsedMs: Math.round(elapsedMs) };
}
