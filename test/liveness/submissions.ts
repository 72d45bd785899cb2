import { createHash } from 'node:crypto';
import type { CheckedMedia, Submission, SubmissionEnd } from '../../main/core/ports.ts';
import { ok } from '../../main/core/result.ts';
import type { Result } from '../../main/core/result.ts';
import type { LivenessConfigInput } from '../../main/liveness/config.ts';
import { createLivenessService } from '../../main/liveness/service.ts';
import type { LivenessDeps } from '../../main/liveness/service.ts';

function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.byteLength + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** The boxes of an MP4 of this length and size, padded to `sizeBytes`; it holds no picture. */
export function mp4Like({
  durationMs = 5500,
  widthPx = 1280,
  heightPx = 720,
  sizeBytes = 2000,
} = {}): Buffer {
  const movie = Buffer.alloc(100);
  movie.writeUInt32BE(1000, 12);
  movie.writeUInt32BE(durationMs, 16);
  const track = Buffer.alloc(84);
  track.writeUInt32BE(widthPx * 65536, 76);
  track.writeUInt32BE(heightPx * 65536, 80);
  const head = [
    box('ftyp', Buffer.from('isom')),
    box('moov', box('mvhd', movie), box('trak', box('tkhd', track))),
  ];
  const used = head.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return Buffer.concat([...head, box('mdat', Buffer.alloc(Math.max(0, sizeBytes - used - 8), 7))]);
}

export const jpegLike = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 3)]);

export function checkedMedia(bytes: Uint8Array, contentType: CheckedMedia['contentType']): CheckedMedia {
  return {
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    contentType,
    fileName: 'Nguyễn "Văn" A.mp4',
    summary: { predictedCode: '200', outcome: 'pass', findings: [] },
    report: {},
    preview: null,
  };
}

export function submissionOf(video: Uint8Array = mp4Like(), card: Uint8Array | null = jpegLike): Submission {
  return {
    video: checkedMedia(video, 'video/mp4'),
    card: card === null ? null : checkedMedia(card, 'image/jpeg'),
    reference: 'K7QM-2XTA-9P',
  };
}

export interface Sent {
  readonly end: SubmissionEnd;
  readonly progress: readonly number[];
  readonly waits: readonly number[];
}

export interface SendOptions {
  readonly config?: Partial<LivenessConfigInput>;
  readonly deps?: Partial<LivenessDeps>;
  readonly submission?: Submission;
  readonly signal?: AbortSignal;
  readonly onProgress?: (sentBytes: number) => void;
}

export const TEST_KEY = 'secret-key-of-the-test';

/** One submission with short time-outs and waits that are written down instead of waited. */
export async function send(baseUrl: string, options: SendOptions = {}): Promise<Sent> {
  const progress: number[] = [];
  const waits: number[] = [];
  const service = createLivenessService(
    {
      mode: 'practice',
      baseUrl,
      connectTimeoutMs: 2000,
      stallTimeoutMs: 400,
      answerTimeoutMs: 400,
      ...options.config,
    },
    {
      readKey: () => Promise.resolve(ok(TEST_KEY)),
      now: () => Date.now(),
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
      ...options.deps,
    },
  );
  const onProgress = (sentBytes: number): void => {
    progress.push(sentBytes);
    options.onProgress?.(sentBytes);
  };
  const signal = options.signal ?? new AbortController().signal;
  const end = await unwrap(service).submit(options.submission ?? submissionOf(), { onProgress }, signal);
  return { end, progress, waits };
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.detail ?? ''}`);
  return result.value;
}
