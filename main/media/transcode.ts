import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type MediaSource, runFfmpeg } from './ffmpeg.ts';

const TIME_LIMIT_MS = 30_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Frames keep their own times, none is invented. */
const OUTPUT = [
  '-map 0:v:0 -an -sn -dn -map_metadata -1 -t 60',
  '-c:v libx264 -preset veryfast -crf 20 -maxrate 8M -bufsize 16M -pix_fmt yuv420p',
  '-fps_mode passthrough -f mp4 -movflags frag_keyframe+empty_moov+default_base_moof',
].flatMap((line) => line.split(' '));

/** Only for cameras that give no H.264: fragmented MP4 in memory. */
export async function transcodeToH264(
  ffmpegPath: string,
  source: MediaSource,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const end = await runFfmpeg(ffmpegPath, {
    source,
    inputOptions: [],
    outputOptions: OUTPUT,
    onData: (chunk) => {
      size += chunk.length;
      if (size > MAX_OUTPUT_BYTES) throw new Error('output too large');
      parts.push(chunk);
    },
    timeLimitMs: TIME_LIMIT_MS,
    signal,
  });
  if (!end.ok) return end;
  return size > 0
    ? ok(new Uint8Array(Buffer.concat(parts)))
    : failed(failure('ffmpegFailed', 'encoder gave nothing'));
}
