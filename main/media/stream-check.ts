import { failure } from '../core/failure.ts';
import type { PrecheckPolicy } from '../core/precheck-policy.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { readFacts } from './decode.ts';
import type { MediaSource } from './ffmpeg.ts';
import type { Intake } from './intake.ts';
import type { FaceNets } from './nets.ts';
import {
  concludeVideo,
  look,
  type Look,
  measureLook,
  measureVideo,
  prepareRecording,
} from './video-check.ts';
import { sampleTimes, type StreamFacts } from './video-facts.ts';
import type { VideoAnswer } from './worker-protocol.ts';

/**
 * Prechecks a recording that is still being made: its pictures are looked at as they come, and what is left at its
 * end is the last second. SECURITY: what was seen counts only if ffmpeg reads the very same packets out of the bytes
 * that will be sent; else those are checked from the start, as if nothing had come before (test/media/stream.test.ts).
 */
export async function checkStream(
  nets: FaceNets,
  ffmpegPath: string,
  policy: PrecheckPolicy,
  intake: Intake,
  signal: AbortSignal,
): Promise<Result<VideoAnswer>> {
  const stop = new AbortController();
  const ahead = look(nets, ffmpegPath, intake, AbortSignal.any([signal, stop.signal]), calmly(intake));
  try {
    const whole = await intake.whole;
    if (whole === null) return failed(failure('cancelled'));
    if (!whole.isStream) stop.abort();
    const prepared = await prepareRecording(ffmpegPath, whole, signal);
    if (!prepared.ok) return prepared;
    const [facts, seen] = await Promise.all([readFacts(ffmpegPath, prepared.value, signal), ahead]);
    const wasAhead = whole.isStream && facts.ok && isOf(seen, facts.value);
    const measured = wasAhead
      ? await measureLook({ ...seen, facts: facts.value }, prepared.value)
      : await measureAnew(nets, ffmpegPath, prepared.value, { stop, ahead, signal });
    if (!measured.ok) return measured;
    const job = { isRecording: true, withThumbnails: false };
    return ok({ ...(await concludeVideo(nets, policy, job, prepared.value, measured.value)), wasAhead });
  } finally {
    // The next job must not find this one's ffmpeg still at work.
    stop.abort();
    await ahead;
    intake.drop();
  }
}

/** Half as fast again as sample frames come. */
const FRAME_EVERY_MS = 110;

/**
 * A second of film comes at once. Looked at in one go, it would take both processors from the camera, and frames
 * would be lost: it is spread over the next second, until the recording has ended and somebody waits.
 */
function calmly({ whole }: Intake): () => Promise<unknown> {
  let lastMs = 0;
  return async () => {
    const leftMs = Math.max(1, lastMs + FRAME_EVERY_MS - performance.now());
    await Promise.race([whole, new Promise((resolve) => setTimeout(resolve, leftMs))]);
    // A settled promise alone would let no cancel message in.
    await new Promise((resolve) => setImmediate(resolve));
    lastMs = performance.now();
  };
}

/** Times of the same packet in two containers differ by their rounding. */
const ROUNDING_MS = 1;

/** What was seen is what the sent bytes show: the same packets at the same times, and nothing went wrong with them. */
function isOf(seen: Look, sent: StreamFacts): boolean {
  const [before, after] = [sampleTimes(seen.facts.packets), sampleTimes(sent.packets)];
  return (
    seen.end.ok &&
    seen.facts.decodeErrors === 0 &&
    sent.decodeErrors === 0 &&
    sent.packets.length > 0 &&
    colours(seen.facts.picture) === colours(sent.picture) &&
    seen.facts.rotationDeg === sent.rotationDeg &&
    seen.facts.packets.length === sent.packets.length &&
    seen.facts.packets.every(({ sum, sizeBytes }, i) => {
      const packet = sent.packets[i];
      return packet?.sum === sum && packet.sizeBytes === sizeBytes;
    }) &&
    seen.frames === after.length &&
    before.length === after.length &&
    before.every((tMs, i) => Math.abs(tMs - (after[i] ?? NaN)) < ROUNDING_MS)
  );
}

/** Where a container does not say "tv" (limited range), a decoder takes it for that; the MP4 that is sent says it. */
const colours = (picture: string): string => picture.replace(/\(tv\)|(?<=\()tv, /, '');

interface Behind {
  readonly stop: AbortController;
  readonly ahead: Promise<Look>;
  readonly signal: AbortSignal;
}

async function measureAnew(
  nets: FaceNets,
  ffmpegPath: string,
  source: MediaSource,
  { stop, ahead, signal }: Behind,
): ReturnType<typeof measureVideo> {
  // The networks serve one at a time.
  stop.abort();
  await ahead;
  return measureVideo(nets, ffmpegPath, source, signal);
}
