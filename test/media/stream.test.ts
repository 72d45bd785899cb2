import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { createMediaWorker, type StreamedJob } from '../../main/media/media-worker.ts';
import { sha256Of } from '../../main/media/sha256.ts';
import type { VideoAnswer } from '../../main/media/worker-protocol.ts';
import { ffmpeg } from '../fixtures/run-ffmpeg.ts';
import { processTree } from '../support/process-tree.ts';
import { type ClipName, clipFile } from './clips.ts';

const worker = createMediaWorker({ ffmpegPath: 'ffmpeg', modelsDir: null, policy: defaultPrecheckPolicy });
const never = new AbortController().signal;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stream-'));
});
afterAll(async () => {
  await worker.close();
  await rm(folder, { recursive: true });
});

/** The clip as a recorder writes it: a fragment a second. */
async function recordingOf(name: ClipName): Promise<Uint8Array> {
  const path = join(folder, `${name}.mp4`);
  const fragments = 'frag_keyframe+empty_moov+default_base_moof';
  const source = await clipFile(name);
  await ffmpeg(['-i', source, '-c', 'copy', '-frag_duration', '1000000', '-movflags', fragments, path]);
  return new Uint8Array(readFileSync(path));
}

/** So many pieces; the last fifth comes with the whole only. */
function cut(recording: Uint8Array): readonly Uint8Array[] {
  const step = Math.floor(recording.byteLength / 5);
  return [0, 1, 2, 3].map((i) => recording.slice(i * step, (i + 1) * step));
}

async function checkWhole(bytes: Uint8Array): Promise<VideoAnswer> {
  const job = { kind: 'video', source: { bytes }, isRecording: true, withThumbnails: false } as const;
  const answer = await worker.run(job, never);
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value;
}

function feed(pieces: readonly Uint8Array[], signal = never): StreamedJob {
  const job = worker.stream(signal);
  for (const piece of pieces) job.add(piece);
  return job;
}

async function checkStreamed(bytes: Uint8Array, pieces = cut(bytes)): Promise<VideoAnswer> {
  const job = feed(pieces);
  job.finish(bytes);
  const answer = await job.answer;
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value;
}

const countFfmpeg = async (): Promise<number> =>
  (await processTree(process.pid)).filter(({ kind }) => kind === 'ffmpeg').length;

/** An MP4 says when it was written, to the second: the four bytes in each of three tables. */
function timeless(answer: VideoAnswer): Omit<VideoAnswer, 'bytes'> & { readonly hash: string } {
  const { bytes, ...rest } = answer;
  const copy = Buffer.from(bytes ?? []);
  for (const table of ['mvhd', 'tkhd', 'mdhd']) {
    const at = copy.indexOf(table);
    expect(at).toBeGreaterThan(0);
    copy.fill(0, at + 8, at + 16);
  }
  return { ...rest, hash: sha256Of(copy) };
}

const STREAMED = { ok: '200', two: '408', mask: '406', lost: '410' } as const;

test.each(Object.entries(STREAMED))(
  'the clip "%s" checked while it is recorded gets %s with the very bytes and numbers of the check afterwards',
  async (name, code) => {
    const recording = await recordingOf(name as ClipName);
    const whole = await checkWhole(recording);
    expect(timeless(await checkStreamed(recording))).toEqual({ ...timeless(whole), wasAhead: true });
    expect(whole).toMatchObject({ wasAhead: false, summary: { predictedCode: code } });
  },
);

test('pieces that are missing, twice or of another recording change nothing: the whole is checked from the start', async () => {
  const recording = await recordingOf('ok');
  const [first, second, third] = cut(recording);
  const [other] = cut(await recordingOf('mask'));
  if (!first || !second || !third || !other) throw new Error('no pieces');
  const whole = await checkWhole(recording);
  for (const wrong of [[first, third], [first, first], [other]])
    expect(timeless(await checkStreamed(recording, wrong))).toEqual(timeless(whole));
});

test('a recording that is none is refused, however good its pieces were', async () => {
  const recording = await recordingOf('short');
  for (const bytes of [new Uint8Array(1000), recording.slice(0, 600)]) {
    const job = feed(cut(recording));
    job.finish(bytes);
    expect(await job.answer).toMatchObject({ ok: false, failure: { code: 'inputNotVideo' } });
  }
});

test('a recording that is dropped ends as cancelled, its ffmpeg with it, and the next one is checked', async () => {
  const recording = await recordingOf('short');
  const drop = new AbortController();
  const job = feed(cut(recording), drop.signal);
  await expect.poll(countFfmpeg, { timeout: 20_000 }).toBe(1);
  drop.abort();
  expect(await job.answer).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  await expect.poll(countFfmpeg, { timeout: 20_000 }).toBe(0);
  expect(await checkStreamed(recording)).toMatchObject({ wasAhead: true, summary: { predictedCode: '409' } });
});
