import { expect, test } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { failed, type Result } from '../../main/core/result.ts';
import { createFaceFeed } from '../../main/media/face-feed.ts';
import type { VideoAnswer } from '../../main/media/worker-protocol.ts';

const never = new AbortController().signal;
const GIVEN_UP = failed(failure('faceEngineFailed'));

/** A media worker that notes what it is given; it answers the whole, or at once when it `gives up`. */
function fakeWorker(givesUp = false) {
  const jobs: { readonly signal: AbortSignal; readonly pieces: number[][]; whole: number[] | null }[] = [];
  const feed = createFaceFeed((signal) => {
    const job: (typeof jobs)[number] = { signal, pieces: [], whole: null };
    jobs.push(job);
    let settle: (answer: Result<VideoAnswer>) => void = () => undefined;
    const answer = new Promise<Result<VideoAnswer>>((resolve) => (settle = resolve));
    if (givesUp) settle(GIVEN_UP);
    return Promise.resolve({
      answer,
      add: (piece: Uint8Array) => void job.pieces.push([...piece]),
      finish: (whole: Uint8Array) => {
        job.whole = [...whole];
        settle(failed(failure('cancelled')));
      },
    });
  }, 10);
  return { feed, jobs };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('pieces are handed on in order, overwritten here, and the whole goes after them', async () => {
  const { feed, jobs } = fakeWorker();
  const pieces = [new Uint8Array([1, 2]), new Uint8Array([3])];
  pieces.forEach((piece, index) => feed.add(piece, index));
  expect(await feed.finish(new Uint8Array([1, 2, 3, 4]), never)).toMatchObject({ ok: false });
  expect(jobs).toMatchObject([{ pieces: [[1, 2], [3]], whole: [1, 2, 3, 4] }]);
  expect(pieces).toEqual([new Uint8Array(2), new Uint8Array(1)]);
  // It serves one recording.
  expect(await feed.finish(new Uint8Array([1]), never)).toBeNull();
});

test.each([
  ['skips one', [0, 2]],
  ['comes twice', [0, 1, 1]],
  ['begins in the middle', [1, 2]],
])(
  'a recording of which a piece %s is no longer followed, and what comes is overwritten',
  async (_what, indexes) => {
    const { feed, jobs } = fakeWorker();
    const pieces = indexes.map(() => new Uint8Array([7]));
    pieces.forEach((piece, at) => feed.add(piece, indexes[at] ?? NaN));
    await turn();
    expect(await feed.finish(new Uint8Array([7]), never)).toBeNull();
    expect(jobs.every(({ signal, whole }) => signal.aborted && whole === null)).toBe(true);
    expect(pieces.every(([byte]) => byte === 0)).toBe(true);
  },
);

test('a recording larger than it may be is no longer followed', async () => {
  const { feed, jobs } = fakeWorker();
  feed.add(new Uint8Array(6), 0);
  feed.add(new Uint8Array(6), 1);
  expect(await feed.finish(new Uint8Array(12), never)).toBeNull();
  expect(jobs[0]?.signal.aborted).toBe(true);
});

test('a recording that starts anew ends the one before', async () => {
  const { feed, jobs } = fakeWorker();
  feed.add(new Uint8Array([1]), 0);
  feed.add(new Uint8Array([2]), 0);
  await feed.finish(new Uint8Array([2, 3]), never);
  expect(jobs.map(({ signal, whole }) => [signal.aborted, whole])).toEqual([
    [true, null],
    [false, [2, 3]],
  ]);
});

test('where the worker gave up before the end, the caller checks from the start', async () => {
  const { feed } = fakeWorker(true);
  feed.add(new Uint8Array([1]), 0);
  await turn();
  expect(await feed.finish(new Uint8Array([1]), never)).toBeNull();
});

test('a check that is cancelled ends the job', async () => {
  const { feed, jobs } = fakeWorker();
  feed.add(new Uint8Array([1]), 0);
  await feed.finish(new Uint8Array([1]), AbortSignal.abort());
  expect(jobs[0]?.signal.aborted).toBe(true);
});
