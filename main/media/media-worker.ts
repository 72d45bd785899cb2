import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { failure } from '../core/failure.ts';
import { failed, type Result } from '../core/result.ts';
import {
  BEAT_MS,
  type FromWorker,
  type ToWorker,
  type VideoAnswer,
  type WorkerAnswer,
  type WorkerJob,
  type WorkerSettings,
} from './worker-protocol.ts';

/** A check that begins before its recording ends. */
export interface StreamedJob {
  readonly answer: Promise<Result<VideoAnswer>>;
  readonly add: (piece: Uint8Array) => void;
  readonly finish: (whole: Uint8Array) => void;
}

export interface MediaWorker {
  stream(signal: AbortSignal): StreamedJob;
  run<J extends WorkerJob>(job: J, signal: AbortSignal): Promise<Result<WorkerAnswer<J['kind']>>>;
  close(): Promise<void>;
}

/** A cancelled job gets this long to end by itself; then its thread is ended. */
const CANCEL_GRACE_MS = 3_000;
const JOB_LIMIT_MS = 90_000;
const MAX_HEAP_MB = 512;
/** A thread that says nothing for this long is caught in a loop: it is ended, and the next job gets a new one. */
const MAX_SILENCE_MS = 20_000;
/** A thread without work for this long gives its memory (150 MB) back; the next job, or a warm-up, starts another. */
const REST_MS = 120_000;

interface Begun<J extends WorkerJob> {
  readonly id: number;
  readonly tell: (message: ToWorker) => void;
  readonly answer: Promise<Result<WorkerAnswer<J['kind']>>>;
}

interface Pending {
  readonly settle: (result: Result<unknown>) => void;
}

/** Owns the worker thread: starts it when needed, again after a crash or a rest; jobs in it run one by one. */
export function createMediaWorker(settings: WorkerSettings, restMs = REST_MS): MediaWorker {
  let worker: Worker | null = null;
  let rest: NodeJS.Timeout | undefined;
  let lastId = 0;
  const pending = new Map<number, Pending>();

  function endAll(code: 'faceEngineFailed' | 'cancelled' | 'decodeTimeout', detail: string): void {
    worker = null;
    for (const { settle } of pending.values()) settle(failed(failure(code, detail)));
    pending.clear();
  }

  function start(): Worker {
    const started = startThread(settings);
    let lastBeatMs = performance.now();
    const watch = setInterval(() => {
      if (pending.size === 0) lastBeatMs = performance.now();
      else if (performance.now() - lastBeatMs > MAX_SILENCE_MS) void stop('decodeTimeout');
    }, BEAT_MS);
    watch.unref();
    started.on('message', (message: FromWorker) => {
      lastBeatMs = performance.now();
      if ('beat' in message) return;
      pending.get(message.id)?.settle(message.result);
      pending.delete(message.id);
      restWhenDone();
    });
    started.on('error', (error: NodeJS.ErrnoException) => {
      // A damaged file that claims millions of pictures: the file's fault, not the engine's.
      const isTooMuch = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      endAll(isTooMuch ? 'decodeTimeout' : 'faceEngineFailed', String(error));
    });
    started.on('exit', (code) => {
      clearInterval(watch);
      if (worker === started) endAll('faceEngineFailed', `worker ended with ${code}`);
    });
    return started;
  }

  function restWhenDone(): void {
    clearTimeout(rest);
    if (pending.size > 0) return;
    rest = setTimeout(() => void stop('cancelled'), restMs);
    rest.unref();
  }

  async function stop(code: 'cancelled' | 'decodeTimeout'): Promise<void> {
    const stopped = worker;
    endAll(code, 'worker stopped');
    await stopped?.terminate();
  }

  function begin<J extends WorkerJob>(job: J, signal: AbortSignal): Begun<J> {
    clearTimeout(rest);
    worker ??= start();
    const thread = worker;
    const id = ++lastId;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    const tell = (message: ToWorker): void => thread.postMessage(message);
    const answer = new Promise<Result<WorkerAnswer<J['kind']>>>((resolve) => {
      let grace: NodeJS.Timeout | undefined;
      const onAbort = (): void => {
        tell({ cancel: id });
        grace = setTimeout(() => void stop('cancelled'), CANCEL_GRACE_MS);
      };
      const limit = setTimeout(() => void stop('decodeTimeout'), JOB_LIMIT_MS * (pending.size + 1));
      pending.set(id, {
        settle: (result) => {
          clearTimeout(grace);
          clearTimeout(limit);
          signal.removeEventListener('abort', onAbort);
          resolve(result as Result<WorkerAnswer<J['kind']>>);
        },
      });
      signal.addEventListener('abort', onAbort, { once: true });
      tell({ id, job });
      if (signal.aborted) onAbort();
    });
    return { id, tell, answer };
  }

  return {
    stream(signal) {
      const { id, tell, answer } = begin({ kind: 'stream' }, signal);
      return { answer, add: (piece) => tell({ id, piece }), finish: (whole) => tell({ id, whole }) };
    },
    run(job, signal) {
      return signal.aborted ? Promise.resolve(failed(failure('cancelled'))) : begin(job, signal).answer;
    },
    close: () => stop('cancelled'),
  };
}

function startThread(settings: WorkerSettings): Worker {
  const entry = workerEntry();
  const worker = new Worker(entry.code, {
    eval: typeof entry.code === 'string',
    workerData: settings,
    // The engine chats on both streams; standard output belongs to the command's JSON.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  worker.unref();
  return worker;
}

/** Beside this file as TypeScript in development, in the output folder or its parent when bundled. */
function workerEntry(): { readonly code: URL | string } {
  const source = new URL('./faces-worker.ts', import.meta.url);
  if (import.meta.url.endsWith('.ts') && existsSync(fileURLToPath(source)))
    return { code: typescriptEntry(source) };
  const candidates = ['./faces-worker.js', '../faces-worker.js'].map(
    (path) => new URL(path, import.meta.url),
  );
  const built = candidates.find((url) => existsSync(fileURLToPath(url)));
  return { code: built ?? new URL('./faces-worker.js', import.meta.url) };
}

/** Node 20 ignores `--import tsx` for a worker's first file, so a line of plain JavaScript registers it. */
function typescriptEntry(source: URL): string {
  const tsx = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs');
  const [api, entry] = [pathToFileURL(tsx).href, source.href].map((url) => JSON.stringify(url));
  return `import(${api}).then((tsx) => { tsx.register(); return import(${entry}); });`;
}
