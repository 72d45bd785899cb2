import type { Size } from '../core/framing.ts';
import { ok, type Result } from '../core/result.ts';
import { type FfmpegInput, type MediaSource, runFfmpeg } from './ffmpeg.ts';
import { createFactsReader, MAX_ANALYSED_S, SAMPLE_GAP_S, type StreamFacts } from './video-facts.ts';

/**
 * Longer side of the analysed frames. Halved once they still give the mesh its 192 pixels across a 30 % face
 * and the sharpness measure its 64; 960 cost a third more and changed no verdict of the labelled set.
 */
const WORK_SIDE = 640;
const DECODE_LIMIT_MS = 45_000;

const even = (side: string): string => `min(${WORK_SIDE},trunc(${side}/2)*2)`;
const FILTERS = [
  `select='isnan(prev_selected_t)+gte(t-prev_selected_t\\,${SAMPLE_GAP_S})'`,
  `scale=w='if(gt(iw,ih),${even('iw')},-2)':h='if(gt(iw,ih),-2,${even('ih')})':flags=area:out_range=full:out_color_matrix=bt601`,
  'format=yuv420p',
].join(',');

const PACKET_LIST = ['-map', '0:V:0', '-c', 'copy', '-f', 'framecrc'];

export interface DecodeEvents {
  /** One analysed frame, yuv420p of full range, valid until the promise settles. */
  readonly onFrame: (bytes: Uint8Array, size: Size) => Promise<void>;
}

/**
 * The one decode: a single ffmpeg writes the scaled-down sample frames to standard output and the list of all
 * packets to standard error, so that facts and pictures come from the same read.
 */
export async function decodeOnce(
  binaryPath: string,
  source: FfmpegInput,
  events: DecodeEvents,
  signal: AbortSignal,
): Promise<{ readonly facts: StreamFacts; readonly end: Result<void> }> {
  const reader = createFactsReader();
  const frames = createFrameCutter(reader.facts, events.onFrame);
  const end = await runFfmpeg(binaryPath, {
    source,
    inputOptions: ['-threads', '1'],
    outputOptions: [
      '-map',
      // A cover picture is no film.
      '0:V:0',
      '-an',
      '-sn',
      '-dn',
      '-vf',
      FILTERS,
      '-t',
      String(MAX_ANALYSED_S),
      '-fps_mode',
      'passthrough',
      '-f',
      'rawvideo',
    ],
    logOutputOptions: [...PACKET_LIST, '-flush_packets', '1'],
    onData: frames,
    onLine: reader.line,
    timeLimitMs: DECODE_LIMIT_MS,
    signal,
  });
  return { facts: reader.facts(), end };
}

/** The facts alone: every packet is read, no picture is decoded. */
export async function readFacts(
  binaryPath: string,
  source: MediaSource,
  signal: AbortSignal,
): Promise<Result<StreamFacts>> {
  const reader = createFactsReader();
  let rest = '';
  const end = await runFfmpeg(binaryPath, {
    source,
    inputOptions: [],
    outputOptions: PACKET_LIST,
    onData: (chunk) => {
      const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) reader.line(line);
    },
    onLine: reader.line,
    timeLimitMs: DECODE_LIMIT_MS,
    signal,
  });
  return end.ok ? ok(reader.facts()) : end;
}

/** Cuts the byte stream into frames; one frame of memory, and ffmpeg waits while a frame is being read. */
function createFrameCutter(
  facts: () => StreamFacts,
  onFrame: DecodeEvents['onFrame'],
): (chunk: Uint8Array) => Promise<void> {
  let frame: Uint8Array | null = null;
  let filled = 0;
  return async function take(chunk) {
    const size = await frameSize(facts);
    frame ??= new Uint8Array((size.width * size.height * 3) / 2);
    for (let at = 0; at < chunk.length;) {
      const count = Math.min(chunk.length - at, frame.length - filled);
      frame.set(chunk.subarray(at, at + count), filled);
      at += count;
      filled += count;
      if (filled < frame.length) continue;
      filled = 0;
      await onFrame(frame, size);
    }
  };
}

/** The log line with the frame size comes through another pipe and may be later than the first bytes. */
async function frameSize(facts: () => StreamFacts): Promise<Size> {
  for (let tries = 0; tries < 500; tries++) {
    const size = facts().rawFrame;
    if (size) return size;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('ffmpeg gave frames but no frame size');
}
