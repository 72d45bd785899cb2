import { Readable, Writable } from 'node:stream';
import fluent from 'fluent-ffmpeg';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

/** A file by path, or bytes that never touch a disk. */
export type MediaSource = { readonly path: string } | { readonly bytes: Uint8Array };

/** The same, or a recording that is still being made. */
export type FfmpegInput = MediaSource | { readonly stream: Readable };

export interface FfmpegJob {
  readonly source: FfmpegInput;
  readonly inputOptions: readonly string[];
  /** Options of the output that goes to standard output. */
  readonly outputOptions: readonly string[];
  /** A second output to standard error, line by line among the log. */
  readonly logOutputOptions?: readonly string[];
  readonly onData: (chunk: Uint8Array) => Promise<void> | void;
  readonly onLine?: (line: string) => void;
  readonly timeLimitMs: number;
  readonly signal: AbortSignal;
}

/**
 * SECURITY: ffmpeg opens nothing but the one input: a playlist or a network address inside a file named .mp4
 * is not followed (test/media/hostile.test.ts).
 */
const INPUT_GUARD = [
  '-hide_banner',
  '-nostats',
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  'mov,matroska',
];
const MAX_PIXELS = 3840 * 2160 * 2;

/** Runs one ffmpeg to its end; kills it on abort, at the time limit, or when a reader throws. */
export async function runFfmpeg(binaryPath: string, job: FfmpegJob): Promise<Result<void>> {
  const command = buildCommand(binaryPath, job);
  let stoppedBy: 'cancelled' | 'decodeTimeout' | null = null;
  const stop = (why: 'cancelled' | 'decodeTimeout') => (): void => {
    stoppedBy ??= why;
    command.kill('SIGKILL');
  };
  const onAbort = stop('cancelled');
  if (job.signal.aborted) return failed(failure('cancelled'));
  job.signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(stop('decodeTimeout'), job.timeLimitMs);
  try {
    await finished(command, job);
    return ok(undefined);
  } catch (cause) {
    return failed(failure(stoppedBy ?? 'ffmpegFailed', String(cause), cause));
  } finally {
    clearTimeout(timer);
    job.signal.removeEventListener('abort', onAbort);
  }
}

function buildCommand(binaryPath: string, job: FfmpegJob): fluent.FfmpegCommand {
  const isPath = 'path' in job.source;
  const command = fluent({ source: inputOf(job.source), logger: undefined, stdoutLines: 20 });
  skipCapabilityCheck(command);
  command.setFfmpegPath(binaryPath);
  command.inputOptions([
    ...INPUT_GUARD,
    ...(isPath ? ['-nostdin'] : []),
    '-max_pixels',
    String(MAX_PIXELS),
    ...job.inputOptions,
  ]);
  return command;
}

function inputOf(source: FfmpegInput): string | Readable {
  if ('path' in source) return `file:${source.path}`;
  return 'stream' in source ? source.stream : Readable.from(chunks(source.bytes));
}

function* chunks(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20));
}

/**
 * fluent-ffmpeg asks ffmpeg for its formats, encoders and codecs before every first command, and with
 * ffmpeg 7 and newer misreads the answer. findFfmpeg has checked what is needed.
 */
function skipCapabilityCheck(command: fluent.FfmpegCommand): void {
  Object.assign(command, { _checkCapabilities: (done: () => void) => done() });
}

/** The reader's error, for the stream to end with; a reader that throws must not take the process down. */
async function pass(chunk: Uint8Array, onData: FfmpegJob['onData']): Promise<Error | null> {
  try {
    await onData(chunk);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function finished(command: fluent.FfmpegCommand, job: FfmpegJob): Promise<void> {
  return new Promise((resolve, reject) => {
    const sink = new Writable({
      // Without this fluent-ffmpeg reports an error 20 ms after a stream that closed in good order.
      emitClose: false,
      highWaterMark: 1 << 20,
      write(chunk: Uint8Array, _encoding, done) {
        // oxlint-disable-next-line promise/no-callback-in-promise -- this is how a Writable waits for a promise
        void pass(chunk, job.onData).then(done);
      },
    });
    let isEnded = false;
    let isDrained = false;
    const settle = (): void => {
      if (isEnded && isDrained) resolve();
    };
    sink.on('finish', () => {
      isDrained = true;
      settle();
    });
    command.on('end', () => {
      isEnded = true;
      settle();
    });
    command.on('error', reject);
    if (job.onLine) command.on('stderr', job.onLine);
    command.output(sink).outputOptions([...job.outputOptions]);
    if (job.logOutputOptions) command.output('pipe:2').outputOptions([...job.logOutputOptions]);
    command.run();
  });
}
