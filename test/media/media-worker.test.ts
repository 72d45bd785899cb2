import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { createMediaWorker } from '../../main/media/media-worker.ts';

const settings = { ffmpegPath: 'ffmpeg', modelsDir: null, policy: defaultPrecheckPolicy };
const never = new AbortController().signal;

test('a thread without work gives its memory back, and the next job gets another', async () => {
  const threads: Worker[] = [];
  const count = (thread: Worker): void => void threads.push(thread);
  process.on('worker', count);
  const worker = createMediaWorker(settings, 20);
  try {
    expect(await worker.run({ kind: 'warmUp' }, never)).toMatchObject({ ok: true });
    const [first] = threads;
    if (first === undefined) throw new Error('no thread was started');
    await once(first, 'exit');
    expect(await worker.run({ kind: 'warmUp' }, never)).toMatchObject({ ok: true });
    expect(threads).toHaveLength(2);
  } finally {
    process.off('worker', count);
    await worker.close();
  }
}, 30_000);
