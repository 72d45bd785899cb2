import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { failure } from '../core/failure.ts';
import type { VideoMeasurement } from '../core/measurement.ts';
import { judgeVideo } from '../core/precheck.ts';
import type { PrecheckPolicy } from '../core/precheck-policy.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { decodeOnce } from './decode.ts';
import type { MediaSource } from './ffmpeg.ts';
import type { FaceNets } from './nets.ts';
import { toRgb } from './picture.ts';
import { readHead } from './read-head.ts';
import { remuxToMp4 } from './remux.ts';
import { sniffVideo } from './sniff.ts';
import { encodeJpeg } from './stills.ts';
import { makeThumbnails } from './thumbnails.ts';
import { transcodeToH264 } from './transcode.ts';
import { type AnalysedFrames, createVideoAnalysis } from './video-analysis.ts';
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
  const { measurement, frames } = measured.value;
  const summary = judgeVideo(measurement, policy);
  return ok({
    measurement,
    summary,
    bytes: 'bytes' in prepared.value ? prepared.value.bytes : null,
    preview: job.isRecording ? await makePreview(measurement, frames) : null,
    thumbnails: job.withThumbnails ? await makeThumbnails(nets, summary, measurement, frames) : [],
  });
}

/** A recording becomes a plain H.264 MP4: copied where it is H.264 already, re-encoded otherwise. */
async function prepareRecording(
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

interface Measured {
  readonly measurement: VideoMeasurement;
  readonly frames: AnalysedFrames;
}

async function measureVideo(
  nets: FaceNets,
  ffmpegPath: string,
  source: MediaSource,
  signal: AbortSignal,
): Promise<Result<Measured>> {
  const head = await readHead(source);
  const container = sniffVideo(head);
  if (container === null) return failed(failure('inputNotVideo'));
  const analysis = createVideoAnalysis(nets);
  const onFrame = async (bytes: Uint8Array, size: { width: number; height: number }): Promise<void> => {
    // Lets a cancel message in between two frames.
    await new Promise((resolve) => setImmediate(resolve));
    if (!signal.aborted) await analysis.addFrame(bytes, size);
  };
  const { facts, end } = await decodeOnce(ffmpegPath, source, { onFrame }, signal);
  if (!end.ok && end.failure.code !== 'ffmpegFailed') return end;
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
