import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jpegLike, mp4Like, send, submissionOf, TEST_KEY } from '../liveness/submissions.ts';
import { type BenchResult, median, ratios } from './figures.ts';

const ROUNDS = 80;
const LIMIT = 1.1;
/** Until Node has compiled what it runs. */
const WARM_UP_ROUNDS = 10;
/** The largest form there is: the service's limits, nearly reached. */
const VIDEO_BYTES = 9_900_000;
const CARD_BYTES = 4_900_000;

/** Our upload's time over curl's for the same files to the same server on this machine. */
export async function benchUpload(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  const server = spawn(
    process.execPath,
    [...process.execArgv, join(import.meta.dirname, 'upload-server.ts')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const port = await new Promise<string>((resolve, reject) => {
      server.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
      server.once('exit', () => reject(new Error('the server did not start')));
    });
    const video = mp4Like({ sizeBytes: VIDEO_BYTES });
    const card = Buffer.concat([jpegLike, Buffer.alloc(CARD_BYTES, 5)]);
    await writeFile(join(folder, 'video.mp4'), video);
    await writeFile(join(folder, 'cmnd.jpg'), card);
    return await compare(`http://127.0.0.1:${port}`, folder, submissionOf(video, card));
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

/** Turn by turn, so that whatever else the machine does meets both alike; the median of the pairs' ratios. */
async function compare(
  base: string,
  folder: string,
  submission: ReturnType<typeof submissionOf>,
): Promise<BenchResult> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await timeOurs(base, submission);
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await timeOurs(base, submission));
    theirs.push(await timeCurl(base, folder));
  }
  process.stdout.write(
    `       14.8 MB: ours ${median(ours).toFixed(1)} ms, curl ${median(theirs).toFixed(1)} ms\n`,
  );
  return { figures: [{ name: 'upload', unit: 'times curl', values: ratios(ours, theirs), limit: LIMIT }] };
}

async function timeOurs(base: string, submission: ReturnType<typeof submissionOf>): Promise<number> {
  const startedMs = performance.now();
  const { end } = await send(base, { submission });
  if (end.kind !== 'answered') throw new Error(`not answered: ${end.failure.detail ?? end.kind}`);
  return performance.now() - startedMs;
}

/** curl's own word for its time, so that starting it does not count against it. */
async function timeCurl(base: string, folder: string): Promise<number> {
  const files = [`video=@${join(folder, 'video.mp4')};type=video/mp4`, `cmnd=@${join(folder, 'cmnd.jpg')}`];
  const headers = [`api-key: ${TEST_KEY}`, 'Expect:'];
  const { stdout } = await promisify(execFile)('curl', [
    '--silent',
    '--output',
    join(folder, 'answer'),
    '--write-out',
    '%{time_total}',
    ...headers.flatMap((header) => ['--header', header]),
    ...files.flatMap((file) => ['--form', file]),
    `${base}/vision/ekyc/liveness`,
  ]);
  return Number(stdout) * 1000;
}
