import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { failure } from '../core/failure.ts';
import type { VideoMeasurement } from '../core/measurement.ts';
import { judgeVideo } from '../core/precheck.ts';
import type { PrecheckPolicy } from '../core/precheck-policy.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { decodeOnce } from './decode.ts';
import type { FfmpegInput, MediaSource } from './ffmpeg.ts';
import type { FaceNets } from './nets.ts';
import { toRgb } from './picture.ts';
import { readHead } from './read-head.ts';
import { remuxToMp4 } from './remux.ts';
import { sniffVideo } from './sniff.ts';
import { encodeJpeg } from './stills.ts';
import { makeThumbnails } from './thumbnails.ts';
import { transcodeToH264 } from './transcode.ts';
import { type AnalysedFrames, createVideoAnalysis, type VideoAnalysis } from './video-analysis.ts';
import { MAX_ANALYSED_S, measurePackets, sampleTimes, type StreamFacts } from './video-facts.ts';
import type { VideoAnswer, WorkerJob } from './worker-protocol.ts';

type VideoJob = Extract<WorkerJob, { kind: 'video' }>;

/** Prechecks one clip: the bytes to send (for a recording), its measurement, the judgement, small pictures. */
export async function checkVideo(
  nets: FaceNets,
  ffmpegPath: string,
  policy: PrecheckPolicy,
  job: VideoJob,
  signal: AbortSignal,
): Promise<Result<VideoAnswer>> {
  const prepared = job.isRecording ? await prepareRecording(ffmpegPath, job.source, signal) : ok(job.source);
  if (!prepared.ok) return prepared;
  const measured = await measureVideo(nets, ffmpegPath, prepared.value, signal);
  if (!measured.ok) return measured;
  return ok(await concludeVideo(nets, policy, job, prepared.value, measured.value));
}

/** The judgement of what was measured, and the pictures that go with it. */
export async function concludeVideo(
  nets: FaceNets,
  policy: PrecheckPolicy,
  job: Pick<VideoJob, 'isRecording' | 'withThumbnails'>,
  source: MediaSource,
  { measurement, frames }: Measured,
): Promise<VideoAnswer> {
  const summary = judgeVideo(measurement, policy);
  return {
    measurement,
    summary,
    bytes: 'bytes' in source ? source.bytes : null,
    preview: job.isRecording ? await makePreview(measurement, frames) : null,
    wasAhead: false,
    thumbnails: job.withThumbnails ? await makeThumbnails(nets, summary, measurement, frames) : [],
  };
}

/** A recording becomes a plain H.264 MP4: copied where it is H.264 already, re-encoded otherwise. */
export async function prepareRecording(
  ffmpegPath: string,
  source: MediaSource,
  signal: AbortSignal,
): Promise<Result<MediaSource>> {
  if (!('bytes' in source)) return failed(failure('internal', 'a recording comes as bytes'));
  if (sniffVideo(source.bytes.subarray(0, 64)) === null) return failed(failure('inputNotVideo'));
  const copied = await remuxToMp4(source.bytes, signal);
  if (!copied.ok) return copied;
  if (copied.value) return ok({ bytes: copied.value });
  const encoded = await transcodeToH264(ffmpegPath, source, signal);
  if (!encoded.ok) return encoded;
  const indexed = await remuxToMp4(encoded.value, signal);
  if (!indexed.ok) return indexed;
  return indexed.value
    ? ok({ bytes: indexed.value })
    : failed(failure('ffmpegFailed', 'no H.264 after encoding'));
}

/** When fewer than half of the sample frames come out, the rest is no picture of anything. */
const LEAST_DECODED = 0.5;

export interface Measured {
  readonly measurement: VideoMeasurement;
  readonly frames: AnalysedFrames;
}

/** One decode with the networks behind it. */
export interface Look {
  readonly facts: StreamFacts;
  readonly end: Result<void>;
  readonly analysis: VideoAnalysis;
  /** How many frames were analysed. */
  readonly frames: number;
}

/** Lets a cancel message in between two frames. */
const oneTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Decodes and analyses, with a `rest` before every frame; ffmpeg waits as well. */
export async function look(
  nets: FaceNets,
  ffmpegPath: string,
  input: FfmpegInput,
  signal: AbortSignal,
  rest: () => Promise<unknown> = oneTurn,
): Promise<Look> {
  const analysis = createVideoAnalysis(nets);
  let frames = 0;
  const onFrame = async (bytes: Uint8Array, size: { width: number; height: number }): Promise<void> => {
    await rest();
    if (signal.aborted) return;
    await analysis.addFrame(bytes, size);
    frames += 1;
  };
  return { ...(await decodeOnce(ffmpegPath, input, { onFrame }, signal)), analysis, frames };
}

export async function measureVideo(
  nets: FaceNets,
  ffmpegPath: string,
  source: MediaSource,
  signal: AbortSignal,
): Promise<Result<Measured>> {
  if (sniffVideo(await readHead(source)) === null) return failed(failure('inputNotVideo'));
  const seen = await look(nets, ffmpegPath, source, signal);
  return !seen.end.ok && seen.end.failure.code !== 'ffmpegFailed' ? seen.end : measureLook(seen, source);
}

/** What was seen of these very bytes, in numbers. */
export async function measureLook(
  { facts, analysis }: Pick<Look, 'facts' | 'analysis'>,
  source: MediaSource,
): Promise<Result<Measured>> {
  const container = sniffVideo(await readHead(source));
  if (container === null) return failed(failure('inputNotVideo'));
  const frames = await analysis.finish(sampleTimes(facts.packets));
  const extension = 'path' in source ? extname(source.path).slice(1).toLowerCase() : null;
  const sizeBytes = 'bytes' in source ? source.bytes.byteLength : (await stat(source.path)).size;
  return ok({ measurement: toMeasurement(facts, frames, { container, extension }, sizeBytes), frames });
}

function toMeasurement(
  facts: StreamFacts,
  frames: AnalysedFrames,
  { container, extension }: Pick<VideoMeasurement, 'container' | 'extension'>,
  sizeBytes: number,
): VideoMeasurement {
  const times = measurePackets(facts.packets);
  const wanted = sampleTimes(facts.packets).filter((tMs) => tMs < MAX_ANALYSED_S * 1000).length;
  // What a file that was not cut off says of its own length is not believed (video-facts.ts).
  const isMostlyMissing = facts.endsEarly && times.durationMs < (facts.headerDurationMs ?? 0) * LEAST_DECODED;
  const isTurned = Math.abs(facts.rotationDeg) % 180 === 90;
  const { width, height } = facts.stored;
  return {
    sizeBytes,
    container,
    extension,
    isDecodable:
      frames.samples.length > 0 && frames.samples.length >= wanted * LEAST_DECODED && !isMostlyMissing,
    codec: facts.codec,
    pixelFormat: facts.pixelFormat,
    widthPx: isTurned ? height : width,
    heightPx: isTurned ? width : height,
    rotationDeg: facts.rotationDeg,
    ...times,
    audioStreams: facts.audioStreams,
    decodeErrors: facts.decodeErrors,
    samples: frames.samples,
    liveness: frames.liveness,
  };
}

/** The straightest face of the clip. */
async function makePreview(
  { samples }: VideoMeasurement,
  frames: AnalysedFrames,
): Promise<Uint8Array | null> {
  let best = -1;
  let least = Infinity;
  samples.forEach(({ face }, i) => {
    const turn = face ? Math.abs(face.yawDeg) + Math.abs(face.pitchDeg) + Math.abs(face.rollDeg) : Infinity;
    if (turn < least) [best, least] = [i, turn];
  });
  const picture = frames.pictures[best];
  return picture ? encodeJpeg({ ...picture, rgb: toRgb(picture) }, 80) : null;
}
